package org.quarry.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.quarry.json.JsonWriter;

class EventsTest extends LabTest {
    @Test
    void a_run_tells_its_story_in_order() {
        lab.run("a = tensor value=1", "out = show value<-a.value");

        assertThat(lab.events.stream()
                        .map(event -> event.getClass().getSimpleName() + name(event))
                        .collect(Collectors.toList()))
                .containsExactly(
                        "RunStarted",
                        "Queued out",
                        "Queued a",
                        "Started a",
                        "Finished a",
                        "Started out",
                        "Preview out",
                        "Report out",
                        "Finished out",
                        "RunFinished");
    }

    private static String name(RunEvent event) {
        return event.toJson()
                .member("node")
                .map(node -> " " + JsonWriter.line(node).replace("\"", ""))
                .orElse("");
    }

    @Test
    void per_step_nodes_start_at_the_first_step_and_finish_with_their_driver() {
        lab.run(
                "one = tensor value=1",
                "p = predict bias<-one.value",
                "i = integrate slope<-p.value start<-one.value steps=3");

        assertThat(lab.events(RunEvent.RunStarted.class).get(0).nodes()).isEqualTo(3);
        assertThat(lab.events(RunEvent.Started.class))
                .extracting(RunEvent.Started::node)
                .containsExactly("one", "i", "p");
        assertThat(lab.events(RunEvent.Finished.class))
                .filteredOn(event -> event.node().equals("p"))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.evaluations()).isEqualTo(3);
                    assertThat(event.reason()).isEqualTo("it has not run before");
                });
    }

    @Test
    void a_driver_that_says_nothing_has_its_progress_told_by_its_steps() {
        lab.run(
                "one = tensor value=1",
                "p = predict bias<-one.value",
                "i = integrate slope<-p.value start<-one.value steps=3");

        List<RunEvent.Progress> progress = lab.events(RunEvent.Progress.class);
        assertThat(progress).extracting(RunEvent.Progress::done).containsExactly(1, 2, 3);
        assertThat(progress).extracting(RunEvent.Progress::total).containsOnly(3);
        assertThat(progress.get(2).left()).hasValue(0);
    }

    @Test
    void progress_that_a_node_tells_itself_is_the_only_one() {
        Probe.at("step", call -> call.progress(5, 10));

        lab.run(
                "one = tensor value=1",
                "p = predict bias<-one.value",
                "i = integrate slope<-p.value start<-one.value steps=3 note=step");

        assertThat(lab.events(RunEvent.Progress.class))
                .extracting(RunEvent.Progress::done)
                .containsOnly(5);
    }

    @Test
    void the_time_left_follows_from_the_pace() {
        assertThat(new RunEvent.Progress("n", 2, 8, 100).left()).hasValue(300);
        assertThat(new RunEvent.Progress("n", 0, 8, 100).left()).isEmpty();
    }

    @Test
    void networks_are_timed_apart_from_what_runs_them() throws Exception {
        Files.createDirectories(folder.resolve("models/m"));
        Files.writeString(folder.resolve("models/m/weights"), "w");
        lab.models.computing = cancellation -> Thread.sleep(20);

        lab.run(
                "m = model model=m",
                "one = tensor value=1",
                "p = predict bias<-one.value model<-m.model",
                "i = integrate slope<-p.value start<-one.value steps=3");

        assertThat(lab.events(RunEvent.NetworkRan.class)).hasSize(3).allSatisfy(event -> {
            assertThat(event.nodes()).containsExactly("p");
            assertThat(event.network()).isEqualTo("fake/unet");
            assertThat(event.millis()).isGreaterThanOrEqualTo(20);
        });
        RunEvent.Finished predict = finished("p");
        assertThat(predict.networkMillis()).isBetween(60.0, predict.millis());
        assertThat(finished("i").millis()).as("the driver's own time").isLessThan(60);
        assertThat(lab.events(RunEvent.Stepped.class))
                .allSatisfy(event -> assertThat(event.values().networkMillis()).isGreaterThanOrEqualTo(20));
    }

    private RunEvent.Finished finished(String node) {
        return lab.events(RunEvent.Finished.class).stream()
                .filter(event -> event.node().equals(node))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void every_event_is_one_json_object() {
        lab.run(
                "one = tensor value=1",
                "p = predict bias<-one.value",
                "i = integrate slope<-p.value start<-one.value steps=2",
                "f = fail value<-one.value",
                "s = show value<-f.value",
                "out = show value<-i.end");

        Set<String> kinds = lab.events.stream()
                .map(event -> JsonWriter.line(event.toJson().members().get("event")))
                .collect(Collectors.toSet());
        assertThat(kinds)
                .containsExactlyInAnyOrder(
                        "\"run-started\"",
                        "\"queued\"",
                        "\"started\"",
                        "\"stepped\"",
                        "\"progress\"",
                        "\"preview\"",
                        "\"report\"",
                        "\"finished\"",
                        "\"failed\"",
                        "\"skipped\"",
                        "\"run-finished\"");
        assertThat(JsonWriter.line(new RunEvent.Skipped("s", "f").toJson()))
                .isEqualTo("{\"event\": \"skipped\", \"node\": \"s\", \"because\": \"f\"}");
    }
}
