package org.quarry.nodes.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.quarry.diffusion.Schedule;
import org.quarry.node.NodeException;
import org.quarry.node.testing.FakeModel;
import org.quarry.node.testing.NodeTester;

/** Runs as KSampler, KSamplerAdvanced and BasicScheduler count them. */
class TableScheduleTest {
    private static final Offset<Double> EXACT = within(1e-9);

    /** A flow without shift: its levels are 1 − i/n. */
    private static final Map<String, Object> FLOW =
            Map.of("_class_name", "FlowMatchEulerDiscreteScheduler", "shift", 1.0);

    private static final Map<String, Object> STABLE_DIFFUSION = Map.of(
            "_class_name", "PNDMScheduler", "beta_schedule", "scaled_linear", "beta_start", 0.00085, "beta_end", 0.012);

    private static NodeTester<TableSchedule.In, TableSchedule.Out> node(
            Map<String, Object> model, Map<String, Object> settings) {
        NodeTester<TableSchedule.In, TableSchedule.Out> node = NodeTester.of(new TableSchedule())
                .with("scheduler", FakeModel.named("made", "sd15").config("scheduler", model))
                .with("curve", CurveChoice.SIMPLE);
        for (Map.Entry<String, Object> setting : settings.entrySet()) {
            node = node.with(setting.getKey(), setting.getValue());
        }
        return node;
    }

    private static TableSchedule.Out run(Map<String, Object> model, Map<String, Object> settings) {
        return node(model, settings).run();
    }

    /** The noise of a flow's levels, which is their σ here; with that of the end. */
    private static List<Double> levels(Map<String, Object> settings) {
        Schedule schedule = run(FLOW, settings).schedule();
        return IntStream.rangeClosed(0, schedule.steps())
                .mapToObj(i -> i == schedule.steps()
                        ? schedule.end().noise()
                        : schedule.at(i).noise())
                .toList();
    }

    private static void assertLevels(Map<String, Object> settings, double... wanted) {
        List<Double> found = levels(settings);
        assertThat(found).hasSize(wanted.length);
        IntStream.range(0, wanted.length).forEach(i -> assertThat(found.get(i)).isCloseTo(wanted[i], EXACT));
    }

    @Test
    void denoise_counts_a_longer_run_and_keeps_its_last_steps() {
        // 4/0.5 is a run of 8, of which the last 4 are left.
        assertLevels(Map.of("steps", 4, "denoise", 0.5), 0.5, 0.375, 0.25, 0.125, 0);
        // 2/0.3 is 6.67, cut off to 6.
        assertLevels(Map.of("steps", 2, "denoise", 0.3), 1 - 667 / 1000.0 + 0.001, 1 - 833 / 1000.0, 0);
    }

    @Test
    void a_denoise_of_almost_1_is_a_whole_run() {
        assertLevels(Map.of("steps", 2, "denoise", 0.99995), 1, 0.5, 0);
    }

    @Test
    void a_denoise_of_0_leaves_no_step() {
        assertThat(run(FLOW, Map.of("steps", 2, "denoise", 0.0)).schedule().steps())
                .isZero();
    }

    @Test
    void a_part_of_the_steps_can_be_chosen() {
        assertLevels(Map.of("steps", 5, "start", 1, "end", 3), 0.8, 0.6, 0.4);
        assertLevels(Map.of("steps", 5, "start", 3), 0.4, 0.2, 0);
    }

    @Test
    void a_part_can_remove_the_noise_that_is_left_at_its_end() {
        assertLevels(Map.of("steps", 5, "end", 2, "clean", true), 1, 0.8, 0);
    }

    @Test
    void the_last_level_with_noise_can_be_left_out() {
        // A run of 5 without 0.2.
        assertLevels(Map.of("steps", 4, "skipLast", true), 1, 0.8, 0.6, 0.4, 0);
    }

    @Test
    void levels_can_be_given() {
        Map<String, Object> given = Map.of("curve", CurveChoice.GIVEN, "sigmas", "0.9, 0.5,0.1 , 0", "start", 1);

        assertLevels(given, 0.5, 0.1, 0);
    }

    @Test
    void a_run_that_goes_on_takes_the_sample_as_it_is() {
        Map<String, Object> rest = Map.of("steps", 10, "start", 8, "resumes", true);

        assertThat(run(STABLE_DIFFUSION, rest).schedule().startingNoise()).isEqualTo(1);
        assertThat(run(STABLE_DIFFUSION, rest).noiseFactor()).isEqualTo(1);
    }

    @Test
    void a_picture_is_given_the_noise_in_full_at_the_noisiest_level_only() {
        // √(1 + 1/σ²) with σ = 14.6146.
        assertThat(run(STABLE_DIFFUSION, Map.of()).noiseFactor()).isCloseTo(1.00233827, within(1e-7));
        assertThat(run(STABLE_DIFFUSION, Map.of("denoise", 0.5)).noiseFactor()).isCloseTo(1, EXACT);
        assertThat(run(FLOW, Map.of()).noiseFactor()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "start | 20 | found start 20 and end 10000 of 20 steps, which leaves none",
                "denoise | 0.001 | steps is 20000; a model trained on 1000 levels takes 1 to that many"
            })
    void what_leaves_no_run_is_refused(String setting, double value, String message) {
        Object set = setting.equals("start") ? (Object) (int) value : (Object) value;
        assertThatThrownBy(() -> run(FLOW, Map.of(setting, set)))
                .isInstanceOf(NodeException.class)
                .hasMessageContaining(message);
    }

    @Test
    void given_levels_that_are_no_numbers_are_refused() {
        assertThatThrownBy(() -> run(FLOW, Map.of("curve", CurveChoice.GIVEN, "sigmas", "1, a")))
                .isInstanceOf(NodeException.class)
                .hasMessageContaining("found '1, a'; wanted falling numbers");
    }

    @Test
    void given_levels_that_rise_are_refused_at_their_own_input() {
        assertThatThrownBy(() -> run(FLOW, Map.of("curve", CurveChoice.GIVEN, "sigmas", "0.5, 0.9, 0")))
                .isInstanceOfSatisfying(
                        NodeException.class, e -> assertThat(e.input()).contains("sigmas"))
                .hasMessageContaining("must fall");
    }

    @Test
    void a_model_without_a_table_of_levels_is_refused_with_the_node_that_serves_it() {
        assertThatThrownBy(() -> run(Map.of("_class_name", "EDMEulerScheduler"), Map.of()))
                .isInstanceOf(NodeException.class)
                .hasMessageContaining(
                        "which has no table of levels; wanted one that was trained on betas, or a flow; put a"
                                + " Scheduler in the place of this node");
    }

    @Test
    void the_node_keeps_its_contract() {
        node(FLOW, Map.of()).keepsItsContract();
    }
}
