package org.quarry.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quarry.application.Command.Ended;
import org.quarry.engine.Quarry;

/** The commands of the assembled application, run as processes. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher under test is a shell script")
class CommandLineIT {
    @TempDir
    Path temporary;

    private Path folder;
    private Command quarry;

    @BeforeEach
    void an_empty_folder() throws IOException {
        folder = Files.createDirectory(temporary.resolve("work"));
        quarry = new Command(folder);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text-to-image",
                "image-to-image",
                "seeds",
                "guidance",
                "destroy",
                "emerge",
                "invert",
                "inpaint",
                "outpaint",
                "variations",
                "upscale-two-pass",
                "reconstruct",
                "edit-colour",
                "edit-background",
                "edit-add"
            })
    void a_workflow_gives_the_same_receipt_from_the_command_line_and_from_Java(String name) throws Exception {
        Ended ended = quarry.run("run", Command.workflow(name).toString(), "--receipt", "receipt.json");
        System.setProperty("quarry.home", System.getProperty("quarry.app"));
        String library = Quarry.load(Command.workflow(name))
                .into(Files.createDirectory(folder.resolve("library")))
                .run()
                .orThrow()
                .receipt()
                .toText();

        assertThat(ended.err()).isEmpty();
        assertThat(ended.code()).isZero();
        assertThat(org.quarry.engine.Receipt.parse(Files.readString(folder.resolve("receipt.json")))
                        .toText())
                .isEqualTo(library);
        assertThat(Files.readAllBytes(folder.resolve(name + ".png")))
                .isEqualTo(Files.readAllBytes(folder.resolve("library").resolve(name + ".png")));
    }

    @Test
    void a_picture_is_a_workflow_that_makes_it_again() throws Exception {
        quarry.run("run", Command.workflow("text-to-image").toString(), "--seed", "5", "-o", "first.png");

        Ended ended = quarry.run("run", "first.png", "-o", "second.png");

        assertThat(ended.code()).isZero();
        assertThat(ImageIO.read(folder.resolve("second.png").toFile()).getRGB(64, 64))
                .isEqualTo(ImageIO.read(folder.resolve("first.png").toFile()).getRGB(64, 64));
    }

    @Test
    void standard_output_is_the_files_and_nothing_else_when_nobody_looks() {
        Ended ended = quarry.run("run", Command.workflow("text-to-image").toString());

        assertThat(ended.out()).isEqualTo("text-to-image.png\n");
        assertThat(ended.err()).isEmpty();
    }

    @Test
    void events_are_JSON_lines_from_the_start_of_the_run_to_its_end() {
        Ended ended = quarry.run("run", Command.workflow("text-to-image").toString(), "--events");

        assertThat(ended.out().lines()).allMatch(line -> line.startsWith("{\"event\": ") && line.endsWith("}"));
        assertThat(ended.out()).startsWith("{\"event\": \"run-started\"");
        assertThat(ended.out().stripTrailing().lines().reduce("", (before, line) -> line))
                .startsWith("{\"event\": \"run-finished\"");
    }

    @Test
    void inverting_prints_how_far_the_picture_is_off() {
        Ended ended = quarry.run("run", Command.workflow("invert").toString());

        assertThat(ended.out()).containsPattern("picture-error: .*dB");
    }

    @Test
    void a_sweep_repeats_only_what_is_varied_and_labels_its_cells() throws IOException {
        Ended ended = quarry.run(
                "sweep",
                Command.workflow("text-to-image").toString(),
                "--set",
                "schedule.steps=3",
                "--vary",
                "seed=1..2",
                "--vary",
                "guided.scale=1,3,7",
                "--events");

        assertThat(ended.code()).isZero();
        assertThat(ended.out().lines().filter(line -> line.startsWith("{\"event\": \"started\"")))
                .filteredOn(line -> line.contains("\"model\"") || line.contains("prompt-encoded"))
                .hasSize(2);
        assertThat(ended.out().lines()).as("nothing but events").allMatch(line -> line.startsWith("{"));
        int width =
                ImageIO.read(folder.resolve("text-to-image-sweep.png").toFile()).getWidth();
        assertThat(width).isBetween(3 * 128, 3 * 128 + 64);
    }

    @Test
    void nodes_and_their_pages_are_told_without_running_anything() {
        assertThat(quarry.run("nodes").out()).contains("quarry:denoise").contains("Guidance");
        assertThat(quarry.run("describe", "cfg-combine").out())
                .contains("quarry:cfg-combine@1")
                .contains("Parameters")
                .contains("0 to 30");
        assertThat(quarry.run("nodes", "--json").out()).startsWith("[\n").contains("\"type\": \"quarry:denoise@1\"");
    }

    @Test
    void models_tells_family_precision_and_networks() {
        assertThat(quarry.run("models").out())
                .contains("pocket")
                .contains("sd-192")
                .contains("vae_decoder");
    }

    @Test
    void models_inspect_tells_what_a_file_is_and_lists_its_tensors() throws IOException {
        Path file = folder.resolve("ae.safetensors");
        byte[] header =
                ("{\"decoder.conv_in.weight\":{\"dtype\":\"F32\",\"shape\":[8,16,3,3],\"data_offsets\":[0,4608]},"
                                + "\"encoder.conv_in.weight\":{\"dtype\":\"F32\",\"shape\":[8,3,3,3],"
                                + "\"data_offsets\":[4608,5472]}}")
                        .getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(8 + header.length + 5472).order(ByteOrder.LITTLE_ENDIAN);
        Files.write(file, bytes.putLong(header.length).put(header).array());

        assertThat(quarry.run("models", "inspect", file.toString()).out())
                .contains("VAE of 16 channels")
                .contains("2 tensors, 5472 bytes")
                .contains("decoder.conv_in.weight   F32   [8, 16, 3, 3]   4608");
        assertThat(quarry.run("models", "inspect", "--json", file.toString()).out())
                .contains("\"name\": \"decoder.conv_in.weight\", \"type\": \"F32\"");
    }

    @Test
    void models_inspect_of_a_broken_file_is_a_sentence_and_fails() throws IOException {
        Path file = Files.writeString(folder.resolve("broken.safetensors"), "not one");

        Ended ended = quarry.run("models", "inspect", file.toString());

        assertThat(ended.err()).contains("broken.safetensors is not a whole .safetensors file: it has 7 bytes");
        assertThat(ended.code()).isEqualTo(1);
    }

    @Test
    void devices_says_why_the_others_are_not_there() {
        Ended ended = quarry.run("devices");

        assertThat(ended.out()).contains("yes  cpu").contains("no   cuda").contains("In use: cpu");
        assertThat(ended.code()).isZero();
    }

    @Test
    void check_finds_nothing_wrong_with_the_workflows_that_ship() throws IOException {
        try (java.util.stream.Stream<Path> files =
                Files.list(Command.workflow("text-to-image").getParent())) {
            String[] arguments = java.util.stream.Stream.concat(
                            java.util.stream.Stream.of("check"),
                            files.map(Path::toString).filter(file -> file.endsWith(".json")))
                    .toArray(String[]::new);

            Ended ended = quarry.run(arguments);

            assertThat(ended.out().lines()).allMatch(line -> line.endsWith("nothing wrong"));
            assertThat(ended.code()).isZero();
        }
    }

    @Test
    void check_as_JSON_gives_line_and_column() throws IOException {
        Files.writeString(
                folder.resolve("w.json"),
                Files.readString(Command.workflow("text-to-image")).replace("\"scale\": 5", "\"scale\": 500"));

        Ended ended = quarry.run("check", "--json", "w.json");

        assertThat(ended.out()).contains("\"node\": \"guided\"").contains("\"line\": 12");
        assertThat(ended.code()).isEqualTo(3);
    }

    @Test
    void migrating_writes_the_canonical_form_and_keeps_the_old_file() throws IOException {
        String canonical = Files.readString(Command.workflow("text-to-image"));
        Files.writeString(folder.resolve("w.json"), canonical.replace("\n", " "));

        Ended ended = quarry.run("migrate", "w.json");

        assertThat(ended.code()).isZero();
        assertThat(folder.resolve("w.json")).hasContent(canonical);
        assertThat(folder.resolve("w.json.old")).hasContent(canonical.replace("\n", " "));
        assertThat(quarry.run("migrate", "--dry-run", "w.json").code()).isZero();
    }

    @Test
    void bench_tells_the_networks_from_everything_else() {
        Ended ended = quarry.run(
                "bench", Command.workflow("text-to-image").toString(), "--runs", "1", "--set", "schedule.steps=4");

        assertThat(ended.out()).contains("(one denoising step)").contains("Outside the networks:");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void bench_wants_at_least_one_run() {
        Ended ended = quarry.run("bench", Command.workflow("text-to-image").toString(), "--runs", "0");

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains("found --runs 0 and --warm-up 1; wanted at least 1 and at least 0");
    }

    @Test
    void every_command_tells_the_version() {
        String version = quarry.run("--version").out();

        assertThat(version).startsWith("quarry ");
        assertThat(quarry.run("run", "--version").out()).isEqualTo(version);
        assertThat(quarry.run("nodes", "-V").out()).isEqualTo(version);
    }

    @Test
    void another_seed_for_a_sheet_of_seeds_gives_as_many_pictures() throws IOException {
        Ended ended = quarry.run(
                "run",
                Command.workflow("seeds").toString(),
                "--set",
                "schedule.steps=1",
                "--seed",
                "7",
                "--receipt",
                "receipt.json");

        assertThat(ended.code()).isZero();
        assertThat(Files.readString(folder.resolve("receipt.json")))
                .contains("\"seed\": \"7\"")
                .contains("\"seed\": \"12\"")
                .doesNotContain("\"seed\": \"13\"");
    }

    @Test
    void help_and_completion_know_every_command() {
        assertThat(quarry.run("--help").out()).contains("sweep", "migrate", "Exit codes", "130");
        assertThat(quarry.run("completion").out()).contains("complete ").contains("--vary");
    }
}
