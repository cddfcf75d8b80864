package org.quarry.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quarry.engine.Quarry;
import org.quarry.engine.RunEvent;
import org.quarry.engine.RunResult;
import org.quarry.tensor.Mask;
import org.quarry.tensor.Picture;
import org.quarry.workflow.Input;
import org.quarry.workflow.Socket;
import org.quarry.workflow.Workflow;

/** What the workflows that start from a picture keep of it, and what they change. */
class PicturesInIT {
    @RegisterExtension
    static final Shipped SHIPPED = new Shipped();

    @Test
    void inpainting_changes_what_the_mask_covers_and_not_one_pixel_besides() {
        RunResult result = run("inpaint", "composite", "soft", "picture");
        Picture before = result.value("picture.picture", Picture.class);
        Picture after = first(result, "composite.pictures");
        Mask mask = (Mask) result.value("soft.masks", List.class).get(0);

        assertUntouchedOutside(mask, before, after);
        // The red circle has become a yellow star: green has come to its middle.
        assertThat(after.at(1, 64, 64)).isGreaterThan(before.at(1, 64, 64) + 0.3f);
    }

    @Test
    void without_the_composite_too_the_outside_is_what_the_autoencoder_makes_of_it() {
        Quarry inpaint = SHIPPED.workflow("inpaint").to("denoise", "encode", "decode", "picture");
        RunResult result = inpaint.run().orThrow();
        Picture before = result.value("picture.picture", Picture.class);

        double corner = psnr(first(result, "decode.pictures"), before, new Box(0, 0, 128, 24));

        assertThat(corner).isGreaterThan(28);
    }

    @Test
    void reconstruction_tells_of_every_method_how_far_it_is_off() {
        List<String> told = new ArrayList<>();
        RunResult result = SHIPPED.workflow("reconstruct")
                .listener(event -> {
                    if (event instanceof RunEvent.Report report) {
                        told.add(report.node() + ": " + report.sentence());
                    }
                })
                .to(
                        "vae-error",
                        "ddim-error",
                        "fixed-error",
                        "direct-error",
                        "friendly-error",
                        "edict-error",
                        "belm-error",
                        "rf-solver-error",
                        "rf-inversion-error")
                .run()
                .orThrow();

        assertThat(told).hasSize(9).allMatch(line -> line.matches("[a-z-]+-error: [0-9.]+ dB between .*"));
        Map<String, Double> decibels = new TreeMap<>();
        told.forEach(line -> {
            String node = line.substring(0, line.indexOf(':'));
            decibels.put(node, result.value(node + ".decibels", Double.class));
        });
        double best = decibels.get("vae-error");
        for (String exact : List.of("direct", "friendly", "edict", "belm")) {
            assertThat(decibels.get(exact + "-error")).as(exact).isGreaterThan(best - 0.1);
        }
        assertThat(decibels.get("fixed-error")).isGreaterThan(best - 1);
        assertThat(decibels.get("ddim-error")).isLessThan(decibels.get("fixed-error"));
    }

    @Test
    void what_one_inversion_gives_is_refused_by_the_way_back_of_another() {
        Workflow reconstruct = SHIPPED.workflow("reconstruct").workflow();

        for (String wrong : List.of("friendly-up.noises", "ddim-up.path", "rf-solver-up.inverted", "belm-up.noise")) {
            Workflow crossed =
                    reconstruct.with(Socket.parse("belm-down.twins"), new Input.Wires(List.of(Socket.parse(wrong))));

            assertThat(Quarry.of(crossed, Path.of(""), "crossed")
                            .check(SHIPPED.engine())
                            .problems())
                    .as(wrong)
                    .singleElement()
                    .asString()
                    .contains("belm-down");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"edit-colour", "negative-prompt-inversion"})
    void the_circle_becomes_blue_and_stays_round_and_the_meadow_stays(String name) {
        RunResult result = run(name, "decode", "picture");
        Picture before = result.value("picture.picture", Picture.class);
        Picture after = first(result, "decode.pictures");

        assertThat(after.at(2, 64, 64)).isGreaterThan(0.5f).isGreaterThan(2 * after.at(0, 64, 64));
        assertThat(psnr(after, before, new Box(0, 0, 128, 24))).isGreaterThan(20);
        assertThat(psnr(after, before, new Box(0, 104, 128, 24))).isGreaterThan(20);
        // Near the top of the circle, where a pointed one is half as wide.
        assertThat(width(after, 48, 2, 0)).isCloseTo(width(before, 48, 0, 2), within(6L));
    }

    /** How many pixels of a row have much more of one colour than of another, and little green. */
    private static long width(Picture picture, int row, int colour, int other) {
        return IntStream.range(0, 128)
                .filter(x ->
                        picture.at(colour, row, x) > 1.6f * picture.at(other, row, x) && picture.at(1, row, x) < 0.6f)
                .count();
    }

    @Test
    void day_becomes_sunset_and_the_circle_stays() {
        RunResult result = run("edit-background", "decode", "picture");
        Picture before = result.value("picture.picture", Picture.class);
        Picture after = first(result, "decode.pictures");

        assertThat(psnr(after, before, new Box(52, 52, 24, 24))).isGreaterThan(20);
        // The meadow below was green; the hills of a sunset are not.
        assertThat(before.at(1, 120, 64)).isGreaterThan(before.at(0, 120, 64));
        assertThat(after.at(1, 120, 64)).isLessThan(after.at(0, 120, 64));
    }

    @Test
    void a_star_is_added_and_nothing_else_changes() {
        RunResult result = run("edit-add", "composite", "soft", "picture");
        Picture before = result.value("picture.picture", Picture.class);
        Picture after = first(result, "composite.pictures");

        assertUntouchedOutside((Mask) result.value("soft.masks", List.class).get(0), before, after);
        // Somewhere in the corner, which was sky, there is now more red than blue.
        assertThat(IntStream.range(0, 40 * 40)
                        .filter(i -> after.at(0, i / 40, i % 40) > after.at(2, i / 40, i % 40) + 0.3f)
                        .count())
                .isGreaterThan(100);
    }

    @Test
    void outpainting_adds_a_margin_and_keeps_what_was_there() {
        RunResult result = run("outpaint", "composite", "soft", "larger", "picture");
        Picture padded = first(result, "larger.pictures");
        Picture after = first(result, "composite.pictures");

        assertUntouchedOutside((Mask) result.value("soft.masks", List.class).get(0), padded, after);
        // The margin had been cut off: sky above, meadow below. It comes back much as it was.
        Picture whole = result.value("picture.picture", Picture.class);
        assertThat(psnr(after, whole, new Box(0, 0, 128, 20))).isGreaterThan(18);
        assertThat(psnr(after, whole, new Box(0, 110, 128, 18))).isGreaterThan(15);
    }

    @Test
    void the_farther_the_noise_the_farther_the_variation() {
        RunResult result = run("variations", "decode", "picture");
        Picture picture = result.value("picture.picture", Picture.class);
        List<?> variations = result.value("decode.pictures", List.class);

        assertThat(variations).hasSize(6).doesNotHaveDuplicates();
        for (int first : new int[] {0, 3}) {
            assertThat(picture.psnr((Picture) variations.get(first)))
                    .isGreaterThan(picture.psnr((Picture) variations.get(first + 2)));
        }
    }

    @Test
    void the_second_pass_keeps_the_composition_of_the_first() {
        RunResult result = run("upscale-two-pass", "decode", "enlarge");
        Picture enlarged = first(result, "enlarge.pictures");
        Picture large = first(result, "decode.pictures");

        assertThat(large.width()).isEqualTo(256);
        assertThat(large.psnr(enlarged)).isBetween(12.0, 40.0);
    }

    private static RunResult run(String name, String... targets) {
        return SHIPPED.workflow(name).to(targets).run().orThrow();
    }

    private static void assertUntouchedOutside(Mask mask, Picture before, Picture after) {
        int free = 0;
        for (int i = 0; i < mask.width() * mask.height(); i++) {
            if (mask.at(i / mask.width(), i % mask.width()) == 0) {
                free++;
                assertThat(colour(after, i)).isEqualTo(colour(before, i));
            }
        }
        assertThat(free).isGreaterThan(mask.width() * mask.height() / 8);
    }

    private static Picture first(RunResult result, String socket) {
        return (Picture) result.value(socket, List.class).get(0);
    }

    private static List<Float> colour(Picture picture, int pixel) {
        int x = pixel % picture.width();
        int y = pixel / picture.width();
        return List.of(picture.at(0, y, x), picture.at(1, y, x), picture.at(2, y, x));
    }

    private record Box(int left, int top, int width, int height) {}

    private static double psnr(Picture one, Picture other, Box box) {
        double squares = 0;
        for (int i = 0; i < 3 * box.width() * box.height(); i++) {
            int channel = i % 3;
            int x = box.left() + i / 3 % box.width();
            int y = box.top() + i / 3 / box.width();
            double difference = one.at(channel, y, x) - other.at(channel, y, x);
            squares += difference * difference;
        }
        return -10 * Math.log10(squares / (3 * box.width() * box.height()));
    }
}
