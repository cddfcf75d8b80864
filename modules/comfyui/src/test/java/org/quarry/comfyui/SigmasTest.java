package org.quarry.comfyui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.quarry.json.Json;
import org.quarry.json.JsonException;
import org.quarry.node.extension.WorkflowImporter.Imported;

/** Noise levels that nodes say by themselves, and the parts that are taken of them: by hand. */
class SigmasTest {
    private static final String LEVELS =
            "{\"class_type\": \"AlignYourStepsScheduler\", \"inputs\": {\"model_type\": \"SD1\","
                    + " \"steps\": 10, \"denoise\": 1}}";

    /** The graph of the resource with other levels, not split. */
    private static Imported with(String levels) throws IOException {
        String text = Graphs.text("custom.json");
        assertThat(text).contains(LEVELS);
        return new ComfyUiFile()
                .read(text.replace(LEVELS, levels)
                        .replace("\"sigmas\": [\"18\", 0]", "\"sigmas\": [\"17\", 0]")
                        .replace("\"sigmas\": [\"18\", 1]", "\"sigmas\": [\"17\", 0]"));
    }

    private static String node(String type, String inputs) {
        return "{\"class_type\": \"" + type + "\", \"inputs\": {" + inputs + "}}";
    }

    private static void assertSigmas(Imported imported, double... wanted) throws JsonException {
        assertThat(Graphs.input(imported, "schedule", "curve")).isEqualTo("given");
        List<Double> found = Arrays.stream(
                        Graphs.input(imported, "schedule", "sigmas").split(", "))
                .map(Double::valueOf)
                .toList();
        assertThat(found).hasSize(wanted.length);
        for (int i = 0; i < wanted.length; i++) {
            assertThat(found.get(i)).as("level %d", i).isCloseTo(wanted[i], within(1e-8 * Math.max(1, wanted[i])));
        }
    }

    @Test
    void those_of_karras_follow_his_equation() throws IOException, JsonException {
        // ρ = 2 between 16 and 1: the roots 4, 2.5 and 1, squared.
        String karras = node("KarrasScheduler", "\"steps\": 3, \"sigma_max\": 16, \"sigma_min\": 1, \"rho\": 2");

        assertSigmas(with(karras), 16, 6.25, 1, 0);
    }

    @Test
    void exponential_ones_fall_by_one_factor() throws IOException, JsonException {
        String exponential = node("ExponentialScheduler", "\"steps\": 4, \"sigma_max\": 8, \"sigma_min\": 1");

        assertSigmas(with(exponential), 8, 4, 2, 1, 0);
    }

    @Test
    void polyexponential_ones_bend_the_exponent() throws IOException, JsonException {
        // ln σ = (1 − i/2)² · ln 16: the exponents of 2 are 4, 1 and 0.
        String bent = node("PolyexponentialScheduler", "\"steps\": 3, \"sigma_max\": 16, \"sigma_min\": 1, \"rho\": 2");

        assertSigmas(with(bent), 16, 2, 1, 0);
    }

    @Test
    void those_of_the_continuous_path_follow_its_integral() throws IOException, JsonException {
        // σ² = exp(2 t²/2 + t) − 1 at t = 1 and 0.5.
        String path = node("VPScheduler", "\"steps\": 2, \"beta_d\": 2, \"beta_min\": 1, \"eps_s\": 0.5");

        assertSigmas(with(path), Math.sqrt(Math.exp(2) - 1), Math.sqrt(Math.exp(0.75) - 1), 0);
    }

    @Test
    void ten_aligned_steps_are_the_published_ones() throws IOException, JsonException {
        assertSigmas(
                with(LEVELS),
                14.6146412293,
                6.4745760956,
                3.8636745985,
                2.694615152,
                1.8841921177,
                1.3943805092,
                0.9642583904,
                0.6523686016,
                0.3977456272,
                0.1515232662,
                0);
    }

    @Test
    void other_numbers_of_aligned_steps_lie_between_them_in_the_logarithm() throws IOException, JsonException {
        String twenty = LEVELS.replace("\"steps\": 10", "\"steps\": 20").replace("SD1", "SDXL");
        Imported imported = with(twenty.replace("\"denoise\": 1", "\"denoise\": 0.2"));

        // The last 4 of 20: a half step each.
        assertSigmas(
                imported,
                0.2332364134,
                Math.sqrt(0.2332364134 * 0.1114188177),
                0.1114188177,
                Math.sqrt(0.1114188177 * 0.0291671582),
                0);
    }

    @Test
    void written_ones_are_read_with_whatever_stands_between_them() throws IOException, JsonException {
        assertSigmas(with(node("ManualSigmas", "\"sigmas\": \"1., 0.75; .5 1e-1|0\"")), 1, 0.75, 0.5, 0.1, 0);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1, , 1, true",
        "4, 1, , 4, true",
        "3, 0.5, 5, 8, true",
        "10, 1, , , ",
    })
    void a_turbo_s_levels_are_every_hundredth_timestep(
            int steps, double denoise, Integer start, Integer end, Boolean clean) throws IOException, JsonException {
        Imported imported = with(
                node("SDTurboScheduler", "\"model\": [\"4\", 0], \"steps\": " + steps + ", \"denoise\": " + denoise));

        assertThat(Graphs.input(imported, "schedule", "curve")).isEqualTo("simple");
        assertThat(Graphs.input(imported, "schedule", "steps")).isEqualTo("10");
        assertSet(imported, "start", start);
        assertSet(imported, "end", end);
        assertSet(imported, "clean", clean);
    }

    private static void assertSet(Imported imported, String setting, Object wanted) throws JsonException {
        Json.Members schedule = (Json.Members) Graphs.at(imported, "nodes", "schedule");
        if (wanted == null) {
            assertThat(schedule.member(setting)).isEmpty();
        } else {
            assertThat(Graphs.input(imported, "schedule", setting)).isEqualTo(wanted.toString());
        }
    }

    @Test
    void split_levels_are_two_parts_of_one_run() throws IOException, JsonException {
        Imported split = Graphs.read("custom.json");

        assertThat(Graphs.input(split, "schedule", "end")).isEqualTo("6");
        assertThat(Graphs.input(split, "schedule-13", "start")).isEqualTo("6");
        assertThat(Graphs.input(split, "schedule-13", "resumes")).isEqualTo("true");
        assertThat(Graphs.input(split, "denoise-13", "noise")).isEqualTo("denoise.latent");
    }

    @Test
    void levels_are_split_where_a_denoise_says() throws IOException, JsonException {
        Imported split = Graphs.read(
                "custom.json",
                "\"SplitSigmas\", \"inputs\": {\"step\": 6",
                "\"SplitSigmasDenoise\", \"inputs\": {\"denoise\": 0.3");

        // The last 3 of 10 steps.
        assertThat(Graphs.input(split, "schedule", "end")).isEqualTo("7");
        assertThat(Graphs.input(split, "schedule-13", "start")).isEqualTo("7");
    }

    @Test
    void levels_of_a_node_that_is_not_known_are_told() throws IOException, JsonException {
        Imported other = with(node("MyScheduler", "\"steps\": 7"));

        assertThat(Graphs.input(other, "schedule", "curve")).isEqualTo("normal");
        assertThat(other.notes())
                .contains("node 17 (MyScheduler): these noise levels have no counterpart here; 20 steps of normal stand"
                        + " in for them");
    }
}
