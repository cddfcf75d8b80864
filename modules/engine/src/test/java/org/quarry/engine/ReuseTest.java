package org.quarry.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;
import org.quarry.workflow.NodeCatalog;

/** What is not computed again, and why the rest is. */
class ReuseTest extends LabTest {
    @Test
    void what_did_not_change_is_reused_and_what_lies_behind_it_is_not_even_looked_at() {
        String[] lines = {"a = tensor value=1", "b = add parts<-a.value", "out = show value<-b.value"};
        lab.run(lines);
        assertThat(lab.computed()).containsExactly("a", "b", "out");

        lab.run(lines);

        assertThat(lab.computed()).containsExactly("out");
        assertThat(lab.events(RunEvent.Finished.class))
                .filteredOn(RunEvent.Finished::reused)
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.node()).isEqualTo("b");
                    assertThat(event.reason()).isEqualTo("nothing that it depends on has changed");
                });
        assertThat(lab.reason("out")).isEqualTo("it shows something, so it runs every time");
    }

    @Test
    void when_modules_change_results_are_kept_only_if_all_nodes_are_still_the_same() {
        String[] lines = {"a = tensor value=1", "b = add parts<-a.value", "out = show value<-b.value"};
        ClassLoader loader = getClass().getClassLoader();
        lab.run(lines);

        lab.engine.use(NodeCatalog.of(Lab.NODES.all(), loader));
        lab.run(lines);
        assertThat(lab.computed()).containsExactly("out");

        lab.engine.use(NodeCatalog.of(Lab.NODES.all(), new URLClassLoader(new URL[0], loader)));
        lab.run(lines);
        assertThat(lab.computed()).as("their classes are others").containsExactly("a", "b", "out");
    }

    @Test
    void two_nodes_that_would_compute_the_same_compute_it_once() {
        RunResult result = lab.run(
                "a = tensor value=1 note=same",
                "b = add parts<-a.value note=sum",
                "c = tensor value=1 note=same",
                "d = add parts<-c.value,b.value",
                "e = add parts<-b.value,c.value,d.value");

        assertThat(Lab.number(result, "e.value")).isEqualTo(4);
        assertThat(Probe.times("sum")).isEqualTo(1);
    }

    @Test
    void the_reason_names_the_parameter_that_changed_and_its_values() {
        lab.run("a = tensor value=1", "b = add parts<-a.value", "out = show value<-b.value");
        assertThat(lab.reason("b")).isEqualTo("it has not run before");

        lab.run("a = tensor value=2.5", "b = add parts<-a.value", "out = show value<-b.value");

        assertThat(lab.reason("a")).isEqualTo("a.value changed from 1 to 2.5");
        assertThat(lab.reason("b")).isEqualTo("a.value changed from 1 to 2.5");
        assertThat(lab.reason("out")).isEqualTo("a.value changed from 1 to 2.5");
    }

    @Test
    void the_reason_compares_with_the_last_result_also_if_that_was_reused() {
        for (int value : new int[] {1, 2, 1}) {
            lab.run("a = tensor value=" + value, "b = add parts<-a.value", "out = show value<-b.value");
        }

        lab.run("a = tensor value=3", "b = add parts<-a.value", "out = show value<-b.value");

        assertThat(lab.reason("a")).isEqualTo("a.value changed from 1 to 3");
        assertThat(lab.reason("b")).isEqualTo("a.value changed from 1 to 3");
    }

    @Test
    void a_per_step_node_runs_because_its_driver_does() {
        String[] lines = {
            "one = tensor value=1",
            "p = predict bias<-one.value",
            "i = integrate slope<-p.value start<-one.value steps=2"
        };
        lab.run(lines);
        lines[2] = lines[2].replace("steps=2", "steps=3");

        lab.run(lines);

        assertThat(lab.reason("p")).isEqualTo("it is evaluated anew at every step");
        assertThat(lab.reason("i")).isEqualTo("i.steps changed from 2 to 3");
    }

    @Test
    void the_reason_names_a_wire_that_was_moved() {
        lab.run("a = tensor value=1", "b = tensor value=2", "c = add parts<-a.value");

        lab.run("a = tensor value=1", "b = tensor value=2", "c = add parts<-b.value");

        assertThat(lab.reason("c")).isEqualTo("c.parts is linked to something else");
    }

    @Test
    void the_reason_names_a_file_whose_content_changed() throws IOException {
        Files.writeString(folder.resolve("n.txt"), "1");
        lab.run("r = read file=n.txt", "out = show value<-r.value");
        Files.writeString(folder.resolve("n.txt"), "2");

        lab.run("r = read file=n.txt", "out = show value<-r.value");

        assertThat(lab.reason("r")).isEqualTo("r.file: the content of \"n.txt\" changed");
    }

    @Test
    void the_reason_names_a_model_whose_files_changed_and_a_touched_file_is_no_change() throws IOException {
        Path weights = Files.createDirectories(folder.resolve("models/pocket")).resolve("weights");
        Files.writeString(weights, "one");
        lab.run("m = model model=pocket");
        Files.setLastModifiedTime(weights, FileTime.fromMillis(1_000_000));

        lab.run("m = model model=pocket");
        assertThat(lab.computed()).isEmpty();

        Files.writeString(weights, "two");
        lab.run("m = model model=pocket");
        assertThat(lab.reason("m")).isEqualTo("m.model: the files of model \"pocket\" changed");
    }

    @Test
    void a_result_that_had_to_go_is_said_to_be_gone() {
        try (Lab small = new Lab(folder.resolve("small"), 3000)) {
            small.run("a = tensor value=1 size=500");
            small.run("b = tensor value=2 size=500");

            small.run("a = tensor value=1 size=500");

            assertThat(small.reason("a")).isEqualTo("its earlier result is no longer in memory");
        }
    }

    @Test
    void the_least_recently_used_results_go_first() {
        MemoryCache cache = new MemoryCache(30);
        Key[] keys = new Key[4];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = new Key(i, 0, 0, 0);
        }
        Nodes.Value value = new Nodes.Value(Tensor.scalar(1));
        cache.put(keys[0], value, 10);
        cache.put(keys[1], value, 10);
        cache.put(keys[2], value, 10);
        cache.find(keys[0]);

        cache.put(keys[3], value, 20);

        assertThat(cache.find(keys[0])).isPresent();
        assertThat(cache.find(keys[1])).isEmpty();
        assertThat(cache.find(keys[2])).isEmpty();
        assertThat(cache.bytes()).isEqualTo(30);
    }

    @Test
    void a_result_larger_than_the_memory_displaces_nothing() {
        MemoryCache cache = new MemoryCache(30);
        cache.put(new Key(1, 0, 0, 0), new Nodes.Value(Tensor.scalar(1)), 10);

        cache.put(new Key(2, 0, 0, 0), new Nodes.Value(Tensor.scalar(1)), 31);

        assertThat(cache.find(new Key(1, 0, 0, 0))).isPresent();
        assertThat(cache.find(new Key(2, 0, 0, 0))).isEmpty();
    }

    @Test
    void sizes_are_those_of_the_numbers_inside() {
        Tensor tensor = Tensor.filled(Shape.of(1000), 0);

        assertThat(Sizes.of(new Nodes.Value(tensor))).isBetween(4000L, 4200L);
        assertThat(Sizes.of(java.util.List.of(tensor, tensor))).isBetween(8000L, 8200L);
    }

    @Test
    void what_is_forgotten_of_a_target_is_computed_again_and_nothing_else() {
        String[] lines = {"a = tensor value=1", "sum = add parts<-a.value"};
        lab.run(lines);

        lab.engine.forget(lab.request(lines));
        lab.run(lines);

        assertThat(lab.computed()).containsExactly("sum");
    }
}
