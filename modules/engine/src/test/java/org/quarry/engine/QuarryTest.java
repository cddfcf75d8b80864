package org.quarry.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.quarry.tensor.Tensor;
import org.quarry.workflow.json.WorkflowReader;
import org.quarry.workflow.json.WorkflowWriter;

/** The door for Java programs. */
class QuarryTest extends LabTest {
    private Quarry load(String... lines) throws IOException {
        Path file = folder.resolve("w.json");
        Files.writeString(file, WorkflowWriter.write(Lab.workflow(lines)));
        return Quarry.load(file).on(lab.engine).listener(lab.events::add);
    }

    @Test
    void a_workflow_is_loaded_changed_and_run() throws IOException {
        Quarry sum = load("a = tensor value=1", "b = tensor value=2", "c = add parts<-a.value,b.value");

        RunResult result = sum.with("a.value", 40).with("b.size", 1).run().orThrow();

        assertThat(Lab.number(result, "c.value")).isEqualTo(42);
        assertThat(Lab.number(sum.run(), "c.value"))
                .as("the first is as it was")
                .isEqualTo(3);
        assertThat(lab.reason("a")).isEqualTo("it has not run before");
    }

    @Test
    void a_seed_is_given_to_every_seed_that_is_not_linked() throws IOException {
        Quarry seeded = load("a = seeded seed=1", "b = seeded seed=1", "c = add parts<-a.value,b.value");

        RunResult result = seeded.seed(-1).to("a", "b").run();

        assertThat(result.receipt().nodes().get("a").seeds()).isEqualTo(Map.of("seed", "18446744073709551615"));
        assertThat(result.value("a.value")).isEqualTo(result.value("b.value"));
    }

    @Test
    void files_are_written_into_the_output_folder_with_the_workflow_as_it_ran() throws Exception {
        Path out = Files.createDirectory(folder.resolve("out"));

        RunResult result = load("a = tensor value=1", "w = write value<-a.value")
                .with("a.value", 5)
                .into(out)
                .run()
                .orThrow();

        assertThat(result.files()).containsExactly(out.resolve("out.txt"));
        String written = Files.readString(out.resolve("out.txt"));
        String workflow = written.substring(written.indexOf('{'), written.lastIndexOf("\n{"));
        assertThat(WorkflowReader.read("written", workflow.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                        .workflow()
                        .nodes()
                        .get("a"))
                .isEqualTo(Lab.workflow("a = tensor value=5").nodes().get("a"));
    }

    @Test
    void it_opens_an_engine_of_its_own_if_it_is_given_none() throws IOException {
        Path file = folder.resolve("w.json");
        Files.writeString(file, "{\"quarry\": 1, \"nodes\": {\"a\": {\"type\": \"nobody:nothing@1\"}}}");

        assertThatThrownBy(() -> Quarry.load(file).run())
                .isInstanceOfSatisfying(
                        WorkflowException.class,
                        refused -> assertThat(refused.problems()).hasSize(1))
                .hasMessageStartingWith("node 'a': ");
    }

    @Test
    void a_file_that_cannot_be_read_is_named() {
        assertThatThrownBy(() -> Quarry.load(folder.resolve("gone.json")))
                .isInstanceOf(WorkflowException.class)
                .hasMessageContaining("gone.json");
    }

    @Test
    void a_node_that_is_not_there_cannot_be_set() {
        assertThatThrownBy(() -> load("a = tensor value=1").with("b.value", 1))
                .hasMessage("there is no node 'b' to set 'value' of; there are a");
    }

    @Test
    void a_workflow_with_a_mistake_does_not_begin_to_run() throws IOException {
        Quarry broken = load("a = tensor value=1", "b = add parts<-a.value", "c = fail");

        assertThatThrownBy(broken::run)
                .isInstanceOf(WorkflowException.class)
                .hasMessageContaining("node 'c', input 'value'");
        assertThat(lab.events).isEmpty();
    }

    @Test
    void per_step_wires_pass_through_nested_components() throws Exception {
        Files.writeString(folder.resolve("inner.json"), """
            {
              "quarry": 1,
              "component": {
                "type": "my:inner@1",
                "inputs": {"bias": ["p.bias"]},
                "outputs": {"slope": "p.value"}
              },
              "nodes": {"p": {"type": "test:predict@1"}}
            }
            """);
        String innerHash = WorkflowReader.read(folder.resolve("inner.json")).hash();
        Files.writeString(folder.resolve("outer.json"), """
            {
              "quarry": 1,
              "component": {
                "type": "my:outer@1",
                "inputs": {"bias": ["in.bias"]},
                "outputs": {"twice": "sum.value"}
              },
              "nodes": {
                "in": {"type": "my:inner@1", "import": {"file": "inner.json", "hash": "%s"}},
                "sum": {"type": "test:sum@1", "parts": [{"from": "in.slope"}, {"from": "in.slope"}]}
              }
            }
            """.formatted(innerHash));
        String outerHash = WorkflowReader.read(folder.resolve("outer.json")).hash();
        Files.writeString(folder.resolve("w.json"), """
            {
              "quarry": 1,
              "nodes": {
                "one": {"type": "test:tensor@1", "value": 1},
                "half": {"type": "test:tensor@1", "value": 0.5},
                "c": {"type": "my:outer@1", "import": {"file": "outer.json", "hash": "%s"},
                    "bias": {"from": "half.value"}},
                "i": {"type": "test:integrate@1", "steps": 2, "slope": {"from": "c.twice"}, "start": {"from": "one.value"}}
              }
            }
            """.formatted(outerHash));

        RunResult result =
                Quarry.load(folder.resolve("w.json")).on(lab.engine).run().orThrow();

        // slope = 2·(−x/2) = −x; x ← x − x/2, twice
        assertThat(Lab.number(result, "i.end")).isEqualTo(0.25f);
        assertThat(result.receipt().nodes()).containsKeys("c/in/p", "c/sum");
    }

    @Test
    void what_has_no_place_in_a_workflow_cannot_be_set() {
        assertThatThrownBy(() -> load("a = tensor value=1").with("a.value", Tensor.scalar(1)))
                .hasMessage(
                        "found a org.quarry.tensor.Tensor; wanted a text, number, truth value, enum constant, path or"
                                + " Json");
    }

    @Test
    void folders_follow_the_customs_of_the_system() {
        assertThat(folders(Map.of(), "Linux").models())
                .containsExactly(Path.of("/home/ada/.local/share/quarry/models"));
        assertThat(folders(Map.of("XDG_CACHE_HOME", "/c"), "Linux").cache()).isEqualTo(Path.of("/c/quarry"));
        assertThat(folders(Map.of("LOCALAPPDATA", "/l"), "Windows 11").data()).isEqualTo(Path.of("/l/Quarry"));
        assertThat(folders(Map.of(), "Mac OS X").cache()).isEqualTo(Path.of("/home/ada/Library/Caches/Quarry"));
        assertThat(folders(Map.of("QUARRY_MODELS", "/a" + File.pathSeparator + "/b"), "Linux")
                        .models())
                .containsExactly(Path.of("/a"), Path.of("/b"));
    }

    private static Folders folders(Map<String, String> environment, String system) {
        return new Folders(environment, system, Path.of("/home/ada"), "");
    }
}
