package org.quarry.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.quarry.engine.Engine;
import org.quarry.engine.Quarry;
import org.quarry.engine.RunEvent;
import org.quarry.engine.RunResult;
import org.quarry.tensor.Picture;
import org.quarry.workflow.json.WorkflowReader;
import org.quarry.workflow.json.WorkflowWriter;

/** The workflows that ship, run on the model that ships. */
class WorkflowsIT {
    private static final Path WORKFLOWS = Path.of("../workflows");

    @TempDir
    Path folder;

    static Stream<String> names() throws IOException {
        try (Stream<Path> files = Files.list(WORKFLOWS)) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".json"))
                    .map(name -> name.substring(0, name.length() - ".json".length()))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void it_gives_the_same_picture_and_receipt_twice(String name) throws IOException {
        RunResult first = run(workflow(name).into(folder.resolve("1")));
        RunResult second = run(workflow(name).into(folder.resolve("2")));

        assertThat(first.receipt().firstDifference(second.receipt())).isEmpty();
        assertThat(first.files()).containsExactly(folder.resolve("1").resolve(name + ".png"));
        assertThat(pixels(first.files().get(0)))
                .hasSizeGreaterThanOrEqualTo(128 * 128)
                .isEqualTo(pixels(second.files().get(0)));
    }

    @ParameterizedTest
    @MethodSource("names")
    void it_is_written_as_it_is_read(String name) throws Exception {
        Path file = WORKFLOWS.resolve(name + ".json");

        assertThat(WorkflowWriter.write(WorkflowReader.read(file).workflow())).isEqualTo(Files.readString(file));
    }

    @ParameterizedTest
    @MethodSource("names")
    void it_has_a_title_a_place_for_each_node_and_nothing_to_complain_of(String name) {
        Quarry workflow = workflow(name);

        try (Engine engine = Shipped.setup().open()) {
            assertThat(workflow.check(engine).problems()).isEmpty();
            assertThat(engine.nodes().problems()).isEmpty();
        }
        assertThat(workflow.workflow().title()).isNotEmpty();
        assertThat(workflow.workflow().layout().places().keySet())
                .isEqualTo(workflow.workflow().nodes().keySet());
    }

    @Test
    void the_picture_carries_the_workflow_that_made_it() throws Exception {
        RunResult result = run(workflow("text-to-image")
                .with("prompt.text", "a white boat on the sea")
                .into(folder));

        Path picture = result.files().get(0);
        RunResult again = run(Quarry.load(picture).into(folder));

        assertThat(again.receipt().firstDifference(result.receipt())).isEmpty();
        assertThat(again.files()).containsExactly(folder.resolve("text-to-image-2.png"));
        assertThat(pixels(again.files().get(0))).isEqualTo(pixels(picture));
    }

    @Test
    void both_halves_of_guidance_are_one_run_of_the_network() {
        List<RunEvent> events = new ArrayList<>();

        run(workflow("text-to-image")
                .with("schedule.steps", 5)
                .listener(events::add)
                .into(folder));

        long runs = events.stream()
                .filter(RunEvent.NetworkRan.class::isInstance)
                .map(RunEvent.NetworkRan.class::cast)
                .filter(event -> event.network().endsWith("unet"))
                .count();
        assertThat(runs).isEqualTo(5);
    }

    @Test
    void inversion_tells_how_exact_it_is_and_makes_the_picture_again() {
        List<String> sentences = new ArrayList<>();

        RunResult result = run(workflow("invert")
                .listener(event -> {
                    if (event instanceof RunEvent.Report report) {
                        sentences.add(report.sentence());
                    }
                })
                .into(folder));

        assertThat(result.value("picture-error.decibels", Double.class)).isGreaterThan(30);
        assertThat(result.value("latent-error.error", Double.class)).isLessThan(0.05);
        assertThat(sentences).hasSize(2).anyMatch(sentence -> sentence.matches("[0-9.]+ dB between .*"));
    }

    @Test
    void six_seeds_in_a_batch_are_six_seeds_alone() {
        try (Engine engine = Shipped.setup().open()) {
            Quarry seeds = workflow("seeds").on(engine).to("decode");
            Quarry alone = workflow("text-to-image")
                    .on(engine)
                    .with("prompt.text", "a white boat on the sea")
                    .with("noise.seed", 4)
                    .to("decode");

            Picture inBatch = (Picture)
                    seeds.run().orThrow().value("decode.pictures", List.class).get(1);
            Picture single = (Picture)
                    alone.run().orThrow().value("decode.pictures", List.class).get(0);

            // The same numbers in another order of addition: the pictures differ less than a screen can show.
            assertThat(inBatch.psnr(single)).isGreaterThan(45);
        }
    }

    private static RunResult run(Quarry workflow) {
        return workflow.on(Shipped.setup()).run().orThrow();
    }

    private static Quarry workflow(String name) {
        return Quarry.load(WORKFLOWS.resolve(name + ".json"));
    }

    private static int[] pixels(Path file) throws IOException {
        BufferedImage image = ImageIO.read(file.toFile());
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }
}
