package org.quarry.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.quarry.application.Command.Ended;

/** Each bad workflow or setting ends with a sentence that says what to do, an exit code of its kind, and nothing lost. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher under test is a shell script")
class BadInputIT {
    private static final int USAGE = 2;
    private static final int WORKFLOW = 3;

    @TempDir
    Path temporary;

    private Path folder;
    private Command quarry;
    private Draft draft;

    @BeforeEach
    void an_empty_folder() throws IOException {
        folder = Files.createDirectory(temporary.resolve("work"));
        quarry = new Command(folder);
        draft = new Draft(folder);
    }

    @Test
    void a_file_that_is_cut_off_is_named_with_line_and_column() throws IOException {
        String whole = Files.readString(Command.workflow("text-to-image"));
        draft.write(whole.substring(0, whole.length() / 3));

        Ended ended = quarry.run("run", "w.json");

        assertThat(ended.err())
                .containsPattern("w\\.json: line [0-9]+, column [0-9]+: not JSON")
                .contains("; mend it there in a text editor, or open another copy of the file");
        assertThat(ended.code()).isEqualTo(WORKFLOW);
    }

    @Test
    void a_file_that_is_not_JSON_is_named_with_line_and_column() throws IOException {
        draft.write("{\"quarry\": 1,\n \"nodes\": {]}");

        Ended ended = quarry.run("run", "w.json");

        assertThat(ended.err()).contains("w.json: line 2, column ");
        assertThat(ended.code()).isEqualTo(WORKFLOW);
    }

    @Test
    void a_file_of_a_newer_Quarry_is_not_guessed_at() throws IOException {
        draft.write(Files.readString(Command.workflow("text-to-image")).replace("\"quarry\": 1,", "\"quarry\": 99,"));

        Ended ended = quarry.run("run", "w.json");

        assertThat(ended.err()).contains("99").contains("newer");
        assertThat(ended.code()).isEqualTo(WORKFLOW);
    }

    @Test
    void a_missing_file_says_where_it_was_looked_for() {
        Ended ended = quarry.run("run", "nowhere.json");

        assertThat(ended.err())
                .contains("nowhere.json: there is no such file in")
                .contains(folder.getFileName().toString());
        assertThat(ended.code()).isEqualTo(WORKFLOW);
    }

    @Test
    void an_unknown_node_names_the_module_it_would_come_from() throws IOException {
        draft.change("quarry:vae-decode@2", "acme:vae-decode@2");

        Ended ended = quarry.run("run", "w.json");

        assertThat(ended.err()).contains("node 'decode'").contains("acme");
        assertThat(ended.code()).isEqualTo(WORKFLOW);
    }

    @Test
    void a_link_to_nothing_is_an_error_with_its_place() throws IOException {
        draft.change("{\"from\": \"denoise.latent\"}", "{\"from\": \"denoyse.latent\"}");

        Ended ended = quarry.run("run", "w.json");

        assertThat(ended.err()).containsPattern("w\\.json:[0-9]+:[0-9]+: error: node 'decode', input 'latent'");
        assertThat(ended.err()).contains("did you mean 'denoise'");
        assertThat(ended.code()).isEqualTo(WORKFLOW);
    }

    @Test
    void a_cycle_is_told_as_a_way_round() throws IOException {
        draft.write("""
                {"quarry": 1, "nodes": {
                  "a": {"type": "quarry:scale@1", "tensor": {"from": "b.tensor"}},
                  "b": {"type": "quarry:scale@1", "tensor": {"from": "a.tensor"}}}}
                """);

        Ended ended = quarry.run("check", "w.json");

        assertThat(ended.out()).contains("the wires run in a circle, b → a → b");
        assertThat(ended.code()).isEqualTo(WORKFLOW);
    }

    @Test
    void a_wire_of_the_wrong_type_names_both() throws IOException {
        draft.change("\"pictures\": {\"from\": \"decode.pictures\"}", "\"pictures\": {\"from\": \"denoise.latent\"}");

        Ended ended = quarry.run("run", "w.json");

        assertThat(ended.err())
                .contains("node 'save', input 'pictures'")
                .contains("Tensor")
                .contains("Picture");
        assertThat(ended.code()).isEqualTo(WORKFLOW);
    }

    @Test
    void shapes_that_cannot_fit_are_found_before_the_run() throws IOException {
        draft.insert("""
                "small": {"type": "quarry:noise-source@1", "unet": {"from": "model.unet"}, "width": 64, "height": 64},
                    "large": {"type": "quarry:noise-source@1", "unet": {"from": "model.unet"}, "width": 128, "height": 128},
                    "mixed": {"type": "quarry:blend@1", "first": {"from": "small.noise"}, "second": {"from": "large.noise"}}""");

        Ended ended = quarry.run("check", "w.json");

        assertThat(ended.out()).contains("node 'mixed'").contains("8").contains("16");
        assertThat(ended.code()).isEqualTo(WORKFLOW);
    }

    @Test
    void a_parameter_out_of_range_tells_the_range() {
        Ended ended = quarry.run("run", Command.workflow("text-to-image").toString(), "--set", "guided.scale=1000");

        assertThat(ended.err()).contains("guided.scale").contains("1000").contains("30");
        assertThat(ended.code()).isEqualTo(USAGE);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void an_unknown_parameter_to_set_is_answered_with_the_nearest_one() {
        Ended ended = quarry.run("run", Command.workflow("text-to-image").toString(), "--set", "prompt.txet=a boat");

        assertThat(ended.err()).contains("did you mean 'text'?");
        assertThat(ended.code()).isEqualTo(USAGE);
    }

    @Test
    void an_unknown_option_is_a_wrong_use() {
        Ended ended = quarry.run("run", "--sed", "1", "w.json");

        assertThat(ended.err()).contains("--sed");
        assertThat(ended.code()).isEqualTo(USAGE);
    }
}
