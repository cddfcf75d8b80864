package org.quarry.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quarry.workflow.Flow;

class KeysTest {
    @TempDir
    Path folder;

    /** The keys of a graph, by the names of its nodes. */
    private record Named(Graph graph, Keys keys) {
        Key key(String node) {
            return keys.key(graph.find(node).orElseThrow());
        }

        boolean keepable(String node) {
            return keys.keepable(graph.find(node).orElseThrow());
        }
    }

    private Named keys(String... lines) {
        Graph graph = Graph.of(Lab.flow(lines));
        return new Named(graph, keys(graph));
    }

    private Keys keys(Graph graph) {
        ModelContents models = new ModelContents(new FakeModels(folder), Runnable::run);
        return Keys.of(graph, new Contents(models, new FileHashes(folder.resolve("cache")), folder));
    }

    @Test
    void names_do_not_matter() {
        Named one = keys("a = tensor value=1", "b = add parts<-a.value");
        Named other = keys("x = tensor value=1.0", "y = add parts<-x.value");

        assertThat(one.key("b")).isEqualTo(other.key("y"));
    }

    @Test
    void a_parameter_changes_the_keys_of_all_that_depend_on_it_and_of_nothing_else() {
        Named one =
                keys("a = tensor value=1", "b = tensor value=9", "c = add parts<-a.value", "d = add parts<-b.value");
        Named other =
                keys("a = tensor value=2", "b = tensor value=9", "c = add parts<-a.value", "d = add parts<-b.value");

        assertThat(one.key("a")).isNotEqualTo(other.key("a"));
        assertThat(one.key("c")).isNotEqualTo(other.key("c"));
        assertThat(one.key("b")).isEqualTo(other.key("b"));
        assertThat(one.key("d")).isEqualTo(other.key("d"));
    }

    @Test
    void the_order_of_wires_counts() {
        Named one = keys("a = tensor value=1", "b = tensor value=2", "c = add parts<-a.value,b.value");
        Named other = keys("a = tensor value=1", "b = tensor value=2", "c = add parts<-b.value,a.value");

        assertThat(one.key("c")).isNotEqualTo(other.key("c"));
    }

    @Test
    void a_file_counts_by_its_content() throws IOException {
        Path file = folder.resolve("n.txt");
        Files.writeString(file, "1");
        Key before = keys("r = read file=n.txt").key("r");

        Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000));
        assertThat(keys("r = read file=n.txt").key("r")).isEqualTo(before);

        Files.writeString(file, "2");
        assertThat(keys("r = read file=n.txt").key("r")).isNotEqualTo(before);
    }

    @Test
    void a_file_that_settled_is_hashed_once_even_by_another_process() throws IOException {
        Path file = folder.resolve("big.bin");
        Files.writeString(file, "once");
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000));
        String hash = new FileHashes(folder.resolve("cache")).of(file);

        // Other content under the same size and time: only a hash that is read again would tell.
        Files.writeString(file, "then");
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000));

        assertThat(new FileHashes(folder.resolve("cache")).of(file)).isEqualTo(hash);
        assertThat(new FileHashes(folder.resolve("other")).of(file)).isNotEqualTo(hash);
    }

    @Test
    void what_a_wire_will_name_is_not_known_before_the_run() {
        Named keys = keys("t = all", "m = model model<-t.all", "n = model model=pocket");

        assertThat(keys.keepable("t")).isTrue();
        assertThat(keys.keepable("m")).isFalse();
        assertThat(keys.keepable("n")).as("there is no such model").isFalse();
    }

    @Test
    void what_writes_and_what_reads_from_it_is_never_kept_but_what_a_viewer_passes_on_is() {
        Named keys = keys(
                "a = tensor value=1",
                "s = show value<-a.value",
                "behind = add parts<-s.value",
                "w = write value<-a.value",
                "r = read file<-w.file");

        assertThat(keys.keepable("s")).isFalse();
        assertThat(keys.keepable("behind")).isTrue();
        assertThat(keys.keepable("w")).isFalse();
        assertThat(keys.keepable("r")).isFalse();
    }

    /** What grew with the square of the number would take 16 times as long. */
    @Test
    void four_times_as_many_nodes_take_about_four_times_as_long_to_key_and_plan() {
        double one = bestMillisOfChain(1000);
        double four = bestMillisOfChain(4000);

        System.out.printf("keys and plan of 1000 nodes: %.2f ms, of 4000 nodes: %.2f ms%n", one, four);
        assertThat(four / one).isLessThan(12);
    }

    private double bestMillisOfChain(int size) {
        List<String> lines = new ArrayList<>(List.of("n0 = tensor value=1"));
        for (int i = 1; i < size; i++) {
            lines.add("n" + i + " = add parts<-n" + (i - 1) + ".value");
        }
        Flow flow = Lab.flow(lines.toArray(String[]::new));
        MemoryCache cache = new MemoryCache(size);

        double best = Double.MAX_VALUE;
        for (int i = 0; i < 50; i++) {
            long start = System.nanoTime();
            Graph graph = Graph.of(flow);
            assertThat(Plan.of(graph, keys(graph), cache, new int[] {size - 1}).expected())
                    .isEqualTo(size);
            best = Math.min(best, (System.nanoTime() - start) / 1e6);
        }
        return best;
    }
}
