package org.quarry.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.quarry.application.Command.Ended;

/** Each bad input ends with a sentence that says what to do, an exit code of its kind, and nothing lost. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher under test is a shell script")
class BadInputIT {
    private static final int FAILED = 1;
    private static final int USAGE = 2;
    private static final int WORKFLOW = 3;

    @TempDir
    Path temporary;

    private Path folder;
    private Command quarry;

    @BeforeEach
    void an_empty_folder() throws IOException {
        folder = Files.createDirectory(temporary.resolve("work"));
        quarry = new Command(folder);
    }

    @Test
    void a_file_that_is_cut_off_is_named_with_line_and_column() throws IOException {
        String whole = Files.readString(Command.workflow("text-to-image"));
        write(whole.substring(0, whole.length() / 3));

        Ended ended = quarry.run("run", "w.json");

        assertThat(ended.err()).containsPattern("w\\.json: line [0-9]+, column [0-9]+: not JSON");
        assertThat(ended.code()).isEqualTo(WORKFLOW);
    }

    @Test
    void a_file_that_is_not_JSON_is_named_with_line_and_column() throws IOException {
        write("{\"quarry\": 1,\n \"nodes\": {]}");

        Ended ended = quarry.run("run", "w.json");

        assertThat(ended.err()).contains("w.json: line 2, column ");
        assertThat(ended.code()).isEqualTo(WORKFLOW);
    }

    @Test
    void a_file_of_a_newer_Quarry_is_not_guessed_at() throws IOException {
        write(Files.readString(Command.workflow("text-to-image")).replace("\"quarry\": 1,", "\"quarry\": 99,"));

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
        change("quarry:vae-decode@1", "acme:vae-decode@1");

        Ended ended = quarry.run("run", "w.json");

        assertThat(ended.err()).contains("node 'decode'").contains("acme");
        assertThat(ended.code()).isEqualTo(WORKFLOW);
    }

    @Test
    void a_link_to_nothing_is_an_error_with_its_place() throws IOException {
        change("{\"from\": \"denoise.latent\"}", "{\"from\": \"denoyse.latent\"}");

        Ended ended = quarry.run("run", "w.json");

        assertThat(ended.err()).containsPattern("w\\.json:[0-9]+:[0-9]+: error: node 'decode', input 'latent'");
        assertThat(ended.err()).contains("did you mean 'denoise'");
        assertThat(ended.code()).isEqualTo(WORKFLOW);
    }

    @Test
    void a_cycle_is_told_as_a_way_round() throws IOException {
        write("""
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
        change("\"pictures\": {\"from\": \"decode.pictures\"}", "\"pictures\": {\"from\": \"denoise.latent\"}");

        Ended ended = quarry.run("run", "w.json");

        assertThat(ended.err())
                .contains("node 'save', input 'pictures'")
                .contains("Tensor")
                .contains("Picture");
        assertThat(ended.code()).isEqualTo(WORKFLOW);
    }

    @Test
    void a_latent_of_one_family_does_not_fit_the_decoder_of_another() throws IOException {
        Path models = otherFamily();
        change("\"vae\": {\"from\": \"model.vae\"}", "\"vae\": {\"from\": \"other.vae\"}");
        insert("\"other\": {\"type\": \"quarry:load-model@1\", \"model\": \"other\"}");

        Ended ended = quarry.run("run", "w.json", "--models", models.toString());

        assertThat(ended.err()).contains("vae<sd15>").contains("sd-192").contains("take both from one model");
        assertThat(ended.code()).isEqualTo(WORKFLOW);
    }

    @Test
    void shapes_that_cannot_fit_are_found_before_the_run() throws IOException {
        insert("""
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

    @Test
    void a_missing_model_is_answered_with_those_there_are() throws IOException {
        change("\"model\": \"pocket\"", "\"model\": \"poket\"");

        Ended ended = quarry.run("run", "w.json");

        assertThat(ended.err()).contains("poket").contains("pocket");
        assertThat(ended.code()).isEqualTo(WORKFLOW);
    }

    @Test
    void a_network_file_that_is_cut_off_is_named() throws IOException {
        Path models = temporary.resolve("models");
        copy(Command.pocket(), models.resolve("broken"));
        Path unet = models.resolve("broken/unet/model.onnx");
        byte[] bytes = Files.readAllBytes(unet);
        Files.write(unet, java.util.Arrays.copyOf(bytes, bytes.length / 2));
        change("\"model\": \"pocket\"", "\"model\": \"broken\"");

        Ended ended = quarry.run("run", "w.json", "--models", models.toString());

        assertThat(ended.err()).contains("broken").contains("model.onnx");
        assertThat(ended.code()).isEqualTo(FAILED);
        assertThat(pictures()).isEmpty();
    }

    @Test
    void a_missing_network_file_is_named_before_the_run() throws IOException {
        Path models = temporary.resolve("models");
        copy(Command.pocket(), models.resolve("partial"));
        Files.delete(models.resolve("partial/vae_decoder/model.onnx"));
        change("\"model\": \"pocket\"", "\"model\": \"partial\"");

        Ended ended = quarry.run("run", "w.json", "--models", models.toString());

        assertThat(ended.err()).contains("vae_decoder");
        assertThat(ended.code()).isIn(FAILED, WORKFLOW);
        assertThat(pictures()).isEmpty();
    }

    @Test
    void a_missing_file_of_weights_beside_a_network_is_named() throws IOException {
        Path models = temporary.resolve("models");
        copy(Command.pocket(), models.resolve("split"));
        Files.write(models.resolve("split/text_encoder/model.onnx"), networkWithWeightsIn("weights.bin"));
        change("\"model\": \"pocket\"", "\"model\": \"split\"");

        Ended ended = quarry.run("run", "w.json", "--models", models.toString());

        assertThat(ended.err()).contains("text_encoder").contains("weights.bin");
        assertThat(ended.code()).isEqualTo(FAILED);
        assertThat(quarry.run("models", "--models", models.toString()).out())
                .contains("missing: ")
                .contains("weights.bin");
        assertThat(pictures()).isEmpty();
    }

    @Test
    void a_device_that_is_not_there_says_what_it_would_take() {
        Ended ended = quarry.run("run", Command.workflow("text-to-image").toString(), "--device", "cuda");

        assertThat(ended.err()).contains("cuda").contains("NVIDIA");
        assertThat(ended.code()).isEqualTo(FAILED);
    }

    /** The smallest ONNX model that keeps a number in another file: y = w. Field numbers are those of onnx.proto. */
    private static byte[] networkWithWeightsIn(String file) {
        byte[] location = join(field(1, utf8("location")), field(2, utf8(file)));
        byte[] weight = join(number(1, 1), number(2, 1), field(8, utf8("w")), field(13, location), number(14, 1));
        byte[] identity = join(field(1, utf8("w")), field(2, utf8("y")), field(4, utf8("Identity")));
        byte[] tensor = field(1, join(number(1, 1), field(2, field(1, number(1, 1)))));
        byte[] output = join(field(1, utf8("y")), field(2, tensor));
        byte[] graph = join(field(1, identity), field(2, utf8("g")), field(5, weight), field(12, output));
        return join(number(1, 8), field(7, graph), field(8, number(2, 14)));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A field of a protocol buffer that holds bytes; all here are shorter than 128. */
    private static byte[] field(int number, byte[] content) {
        assertThat(content.length).isLessThan(128);
        return join(new byte[] {(byte) (number << 3 | 2), (byte) content.length}, content);
    }

    /** A field that holds a number below 128. */
    private static byte[] number(int number, int value) {
        return new byte[] {(byte) (number << 3), (byte) value};
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            joined.writeBytes(part);
        }
        return joined.toByteArray();
    }

    private void write(String text) throws IOException {
        Files.writeString(folder.resolve("w.json"), text);
    }

    private void change(String old, String replacement) throws IOException {
        Path file = folder.resolve("w.json");
        String text = Files.readString(Files.exists(file) ? file : Command.workflow("text-to-image"));
        assertThat(text).contains(old);
        write(text.replace(old, replacement));
    }

    private void insert(String nodes) throws IOException {
        change("\"nodes\": {\n", "\"nodes\": {\n    " + nodes + ",\n");
    }

    private Path otherFamily() throws IOException {
        Path models = temporary.resolve("models");
        copy(Command.pocket(), models.resolve("other"));
        Path config = models.resolve("other/unet/config.json");
        String text = Files.readString(config);
        assertThat(text).contains("\"cross_attention_dim\": 192");
        Files.writeString(config, text.replace("\"cross_attention_dim\": 192", "\"cross_attention_dim\": 768"));
        return models;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
    }

    private List<Path> pictures() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> !file.getFileName().toString().endsWith(".json"))
                    .toList();
        }
    }
}
