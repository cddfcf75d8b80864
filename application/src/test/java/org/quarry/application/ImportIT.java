package org.quarry.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of other tools on the command line. */
class ImportIT {
    private static final Path GRAPH = Path.of("../modules/comfyui/src/test/resources/org/quarry/comfyui/portrait.json")
            .toAbsolutePath();

    @TempDir
    Path folder;

    @Test
    void a_graph_of_comfyui_becomes_a_workflow_that_only_lacks_its_model() {
        Command.Ended imported = new Command(folder).run("import", GRAPH.toString());

        assertThat(imported.code()).as(imported.err()).isZero();
        assertThat(imported.out())
                .startsWith("portrait-quarry.json")
                .contains("note: node 12 (ImageBlur): nothing here does the same; node 'image-blur' keeps its place");
        Command.Ended checked = new Command(folder).run("check", "portrait-quarry.json");
        assertThat(checked.out().lines())
                .filteredOn(line -> !line.contains("image-blur"))
                .singleElement()
                .asString()
                .contains("sd15/v1-5-pruned");
    }

    @Test
    void what_is_there_is_not_written_over() {
        Command command = new Command(folder);
        command.run("import", GRAPH.toString());

        assertThat(command.run("import", GRAPH.toString()).err())
                .contains("portrait-quarry.json is there already; add --overwrite");
        assertThat(command.run("import", GRAPH.toString(), "--overwrite").code())
                .isZero();
    }

    @Test
    void a_file_that_no_importer_recognises_is_told_with_the_importers_there_are() throws IOException {
        Files.writeString(folder.resolve("other.json"), "{}");

        Command.Ended ended = new Command(folder).run("import", "other.json");

        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.err()).contains("other.json: no importer recognises it; there are ComfyUI (.json, .png)");
    }
}
