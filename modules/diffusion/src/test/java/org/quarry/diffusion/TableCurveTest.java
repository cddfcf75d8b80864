package org.quarry.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The levels that ComfyUI's schedulers choose, by hand from the definitions of the two kinds of models. */
class TableCurveTest {
    private static final Offset<Double> EXACT = within(1e-9);
    private static final int TRAINED = 1000;

    /** Stable Diffusion 1.5. */
    private static final SigmaTable BETAS = SigmaTable.of(DiffusersConfig.read(Map.of(
            "_class_name",
            "EulerDiscreteScheduler",
            "beta_schedule",
            "scaled_linear",
            "beta_start",
            0.00085,
            "beta_end",
            0.012)));

    /** Stable Diffusion 3. */
    private static final SigmaTable FLOW =
            SigmaTable.of(DiffusersConfig.read(Map.of("_class_name", "FlowMatchEulerDiscreteScheduler", "shift", 3.0)));

    /** FLUX.1 dev. */
    private static final SigmaTable FLUX = SigmaTable.of(DiffusersConfig.read(Map.of(
            "_class_name",
            "FlowMatchEulerDiscreteScheduler",
            "use_dynamic_shifting",
            true,
            "base_shift",
            0.5,
            "max_shift",
            1.15)));

    /** σ² = (1 − ᾱ)/ᾱ with ᾱ = Π (1 − β), √β even from √0.00085 to √0.012. */
    private static double trained(int timestep) {
        double product = 1;
        for (int t = 0; t <= timestep; t++) {
            double root = Math.sqrt(0.00085) + (Math.sqrt(0.012) - Math.sqrt(0.00085)) * t / (TRAINED - 1);
            product *= 1 - root * root;
        }
        return Math.sqrt((1 - product) / product);
    }

    /** s · t/(1 + (s − 1) · t). */
    private static double moved(double shift, double t) {
        return shift * t / (1 + (shift - 1) * t);
    }

    private static void check(List<Double> found, int steps, IntToDoubleFunction sigma) {
        assertThat(found).hasSize(steps + 1);
        assertThat(found.get(steps)).isZero();
        for (int i = 0; i < steps; i++) {
            assertThat(found.get(i)).as("step %d", i).isCloseTo(sigma.applyAsDouble(i), EXACT);
        }
    }

    private static void checkLevels(TableCurve curve, int... timesteps) {
        check(curve.sigmas(BETAS, timesteps.length), timesteps.length, i -> trained(timesteps[i]));
    }

    @Test
    void simple_takes_the_noisier_of_two_levels_where_the_steps_do_not_divide_them() {
        // 1000/3 · i = 0, 333.3, 666.7 below the last, 999.
        checkLevels(TableCurve.SIMPLE, 999, 666, 333);
        checkLevels(TableCurve.SIMPLE, 999, 749, 499, 249);
    }

    @Test
    void normal_lies_between_timesteps_in_the_logarithm() {
        // 999 · (1, 3/4, 2/4, 1/4, 0): only 499.5 and the quarters lie between two timesteps.
        check(TableCurve.NORMAL.sigmas(BETAS, 5), 5, i -> {
            double timestep = 999 - 999.0 * i / 4;
            int below = (int) timestep;
            double part = timestep - below;
            return part == 0 ? trained(below) : Math.pow(trained(below), 1 - part) * Math.pow(trained(below + 1), part);
        });
    }

    @Test
    void sgm_uniform_is_normal_with_one_step_more_without_the_last() {
        List<Double> longer = TableCurve.NORMAL.sigmas(BETAS, 6);

        check(TableCurve.SGM_UNIFORM.sigmas(BETAS, 5), 5, longer::get);
    }

    @Test
    void ddim_uniform_goes_up_from_timestep_1_in_whole_strides_and_may_make_more_steps() {
        checkLevels(TableCurve.DDIM_UNIFORM, 751, 501, 251, 1);
        // 1000/30 is 33: 1, 34, … 991 are 31.
        List<Double> more = TableCurve.DDIM_UNIFORM.sigmas(BETAS, 30);
        check(more, 31, i -> trained(1 + 33 * (30 - i)));
    }

    @Test
    void beta_takes_the_nearest_levels_of_the_quantiles() {
        // scipy.stats.beta.ppf([1, .8, .6, .4, .2], 0.6, 0.6) · 999, rounded.
        checkLevels(TableCurve.BETA, 999, 876, 637, 362, 123);
    }

    @Test
    void beta_visits_no_level_twice() {
        List<Double> many = TableCurve.BETA.sigmas(BETAS, 500);

        assertThat(many).doesNotHaveDuplicates().hasSizeLessThan(501);
    }

    @Test
    void karras_and_exponential_run_between_the_ends_of_the_table() {
        double top = Math.pow(trained(999), 1.0 / 7);
        double bottom = Math.pow(trained(0), 1.0 / 7);
        check(TableCurve.KARRAS.sigmas(BETAS, 4), 4, i -> Math.pow(top + i / 3.0 * (bottom - top), 7));

        double factor = Math.cbrt(trained(0) / trained(999));
        check(TableCurve.EXPONENTIAL.sigmas(BETAS, 4), 4, i -> trained(999) * Math.pow(factor, i));
    }

    @Test
    void kl_optimal_lets_the_angle_fall_evenly() {
        double top = Math.atan(trained(999));
        double bottom = Math.atan(trained(0));

        check(TableCurve.KL_OPTIMAL.sigmas(BETAS, 3), 3, i -> Math.tan(top + i / 2.0 * (bottom - top)));
    }

    @Test
    void linear_quadratic_goes_a_fortieth_in_its_first_half_and_meets_the_end() {
        // 4 steps, 2 of them linear: 0, 0.0125, then 0.2375 i² − 0.9375 i + 0.95 at 2 and 3; at 4 that is 1.
        double[] way = {0, 0.0125, 0.025, 0.275};
        double[] square = {0, 0, 4, 9};
        assertThat(0.2375 * 16 - 0.9375 * 4 + 0.95).isCloseTo(1, EXACT);
        assertThat(0.2375 * square[3] - 0.9375 * 3 + 0.95).isCloseTo(way[3], EXACT);

        check(TableCurve.LINEAR_QUADRATIC.sigmas(FLOW, 4), 4, i -> 1 - way[i]);
    }

    @Test
    void a_flow_is_counted_on_its_shifted_times() {
        check(TableCurve.SIMPLE.sigmas(FLOW, 4), 4, i -> moved(3, 1 - i / 4.0));
        check(TableCurve.BETA.sigmas(FLOW, 5), 5, i -> moved(3, (new int[] {999, 876, 637, 362, 123}[i] + 1) / 1000.0));
    }

    @Test
    void normal_shifts_the_end_of_a_flow_twice() {
        double lowest = moved(3, 0.001);

        check(TableCurve.NORMAL.sigmas(FLOW, 3), 3, i -> moved(3, 1 + (lowest - 1) * i / 2));
    }

    @Test
    void flux_is_shifted_as_a_picture_of_1024_pixels_whatever_is_made() {
        check(TableCurve.SIMPLE.sigmas(FLUX, 4), 4, i -> moved(Math.exp(1.15), 1 - i / 4.0));
        // Its table has 10,000 levels.
        check(TableCurve.SIMPLE.sigmas(FLUX, 3), 3, i -> moved(Math.exp(1.15), 1 - (10000 * i / 3) / 10000.0));
    }

    @Test
    void another_shift_moves_a_flow_and_nothing_else() {
        check(TableCurve.SIMPLE.sigmas(FLUX.shifted(1), 4), 4, i -> 1 - i / 4.0);
        assertThat(BETAS.shifted(3)).isSameAs(BETAS);
    }

    @ParameterizedTest
    @EnumSource
    void every_curve_falls_to_zero_for_any_number_of_steps(TableCurve curve) {
        for (SigmaTable table : List.of(BETAS, FLOW, FLUX)) {
            for (int steps : IntStream.of(1, 2, 3, 7, 20, 100).toArray()) {
                List<Double> sigmas = curve.sigmas(table, steps);
                assertThat(table.schedule(sigmas).steps()).isEqualTo(sigmas.size() - 1);
                assertThat(table.schedule(sigmas).end().noise()).isZero();
            }
        }
    }

    @Test
    void the_network_is_told_the_nearest_timestep_of_training() {
        Schedule schedule = BETAS.schedule(List.of(trained(700) * 1.0001, 0.5, 0.0));

        assertThat(schedule.at(0).timestep()).isEqualTo(700);
        assertThat(schedule.at(1).timestep()).isEqualTo(Math.rint(schedule.at(1).timestep()));
        assertThat(schedule.at(1).sigma()).isCloseTo(0.5, EXACT);
    }

    @ParameterizedTest
    @CsvSource({"14.61464119, true", "14.7, true", "14.61, false", "1, false"})
    void from_the_noisiest_level_a_run_starts_with_the_noise_in_full(double sigma, boolean full) {
        double start = BETAS.schedule(List.of(sigma, 0.0)).startingNoise();

        assertThat(start).isCloseTo(full ? 1 : sigma / Math.hypot(1, sigma), EXACT);
    }

    @Test
    void a_flow_s_run_starts_with_as_much_noise_as_its_level_has() {
        assertThat(FLOW.schedule(List.of(0.6, 0.0)).startingNoise()).isEqualTo(0.6);
        assertThat(FLOW.schedule(List.of(1.0, 0.0)).startingNoise()).isEqualTo(1);
    }

    @Test
    void levels_that_rise_and_models_without_a_table_are_refused() {
        assertThatThrownBy(() -> BETAS.schedule(List.of(1.0, 2.0, 0.0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must fall");
        assertThatThrownBy(() -> FLOW.schedule(List.of(14.6, 0.0))).hasMessageContaining("0.0 to 1.0");
        assertThatThrownBy(() -> TableCurve.SIMPLE.sigmas(BETAS, 1001)).hasMessageContaining("1001");
        assertThatThrownBy(() -> SigmaTable.of(DiffusersConfig.read(Map.of("_class_name", "EDMEulerScheduler"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("trained on betas, or a flow");
    }
}
