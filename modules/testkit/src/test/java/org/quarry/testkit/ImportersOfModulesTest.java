package org.quarry.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quarry.engine.Engine;
import org.quarry.engine.Quarry;
import org.quarry.engine.RunResult;
import org.quarry.json.JsonException;
import org.quarry.workflow.Layout;
import org.quarry.workflow.NodeCatalog;
import org.quarry.workflow.json.ForeignFiles;
import org.quarry.workflow.json.ForeignFiles.Foreign;

/** Importers that modules bring: the example of {@code extending.md}, and the one that Quarry itself has. */
class ImportersOfModulesTest {
    private static final String BROKEN = """
        package acme;
        import org.quarry.node.extension.*;
        @Extension(id = "acme:broken", name = "Broken", endings = ".txt", doc = "Throws.")
        public final class Broken implements WorkflowImporter {
            @Override public boolean recognises(String text) { return true; }
            @Override public Imported read(String text) { throw new IllegalStateException("broken"); }
        }
        """;

    @TempDir
    Path folder;

    private ForeignFiles importers(ClassLoader... modules) {
        return new ForeignFiles(NodeCatalog.discover(List.of(modules)).extensions());
    }

    private ForeignFiles examples() {
        return importers(ModuleOfSource.ofExamples("node/extending.md", folder.resolve("classes")));
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    @Test
    void a_file_of_another_tool_becomes_a_workflow() throws IOException, JsonException {
        Foreign foreign = examples()
                .read(file("list.prompts", "#prompts\na boat\na \"house\"\n"))
                .orElseThrow();

        assertThat(foreign.workflow().nodes().keySet()).containsExactlyInAnyOrder("prompt-1", "prompt-2");
        assertThat(foreign.importer().id()).isEqualTo("acme:prompt-list");
    }

    @Test
    void what_was_not_carried_over_stands_on_the_canvas() throws IOException, JsonException {
        Foreign foreign =
                examples().read(file("list.prompts", "#prompts\na boat\n")).orElseThrow();

        assertThat(foreign.notes()).containsExactly("link a model's tokenizer to each");
        assertThat(foreign.workflow().layout().notes())
                .extracting(Layout.Note::text)
                .containsExactly("link a model's tokenizer to each");
    }

    @Test
    void what_nobody_recognises_is_nobody_s() throws IOException, JsonException {
        assertThat(examples().read(file("list.prompts", "something else"))).isEmpty();
        assertThat(examples().read(file("list.xml", "#prompts\na boat\n"))).isEmpty();
    }

    @Test
    void what_cannot_be_made_a_workflow_is_told_with_the_file() throws IOException {
        Path empty = file("list.prompts", "#prompts\n");

        assertThatThrownBy(() -> examples().read(empty))
                .isInstanceOf(JsonException.class)
                .hasMessage("list.prompts: found no prompt after #prompts; wanted one in each line");
    }

    @Test
    void an_importer_that_fails_is_named_with_its_module() throws IOException {
        Path any = file("any.txt", "x");

        assertThatThrownBy(() -> importers(ModuleOfSource.of(folder.resolve("broken"), BROKEN))
                        .read(any))
                .isInstanceOf(JsonException.class)
                .hasMessage("any.txt: the importer 'acme:broken' failed with java.lang.IllegalStateException: broken;"
                        + " update com.acme.examples 1.0");
    }

    @Test
    void a_graph_of_comfyui_runs() throws IOException, JsonException {
        Path graph = file("graph.json", """
            {
              "3": {"class_type": "KSampler", "inputs": {"seed": 5, "steps": 4, "cfg": 2, "sampler_name": "heun", "scheduler": "karras", "denoise": 1, "model": ["4", 0], "positive": ["6", 0], "negative": ["7", 0], "latent_image": ["5", 0]}},
              "4": {"class_type": "CheckpointLoaderSimple", "inputs": {"ckpt_name": "tiny.safetensors"}},
              "5": {"class_type": "EmptyLatentImage", "inputs": {"width": 16, "height": 24, "batch_size": 1}},
              "6": {"class_type": "CLIPTextEncode", "inputs": {"text": "ab", "clip": ["4", 1]}},
              "7": {"class_type": "CLIPTextEncode", "inputs": {"text": "", "clip": ["4", 1]}},
              "8": {"class_type": "VAEDecode", "inputs": {"samples": ["3", 0], "vae": ["4", 2]}},
              "9": {"class_type": "SaveImage", "inputs": {"filename_prefix": "out", "images": ["8", 0]}}
            }
            """);
        try (Engine engine = TinyModel.setup(folder.resolve("models")).open()) {
            Foreign foreign =
                    new ForeignFiles(engine.nodes().extensions()).read(graph).orElseThrow();
            RunResult result = Quarry.of(foreign.workflow(), folder, "graph")
                    .on(engine)
                    .into(folder.resolve("out"))
                    // A folder here, where ComfyUI has a file.
                    .with("model.model", "tiny")
                    .run()
                    .orThrow();

            assertThat(result.files()).hasSize(1);
        }
    }
}
