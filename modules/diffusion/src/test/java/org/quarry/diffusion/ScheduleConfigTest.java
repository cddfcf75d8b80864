package org.quarry.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

class ScheduleConfigTest {
    private static final BetaSchedule CONFIG =
            ScheduleConfig.of(TrainingLevels.scaledLinear(1000, 0.00085, 0.012), PredictionKind.EPSILON);

    private static final List<SigmaCurve> CURVES = List.of(
            SigmaCurve.TRAINED,
            SigmaCurve.KARRAS,
            SigmaCurve.EXPONENTIAL,
            SigmaCurve.BETA,
            SigmaCurve.LOG_LINEAR,
            new SigmaCurve.Polyexponential(0.8));

    @ParameterizedTest
    @EnumSource
    void the_noise_falls_from_step_to_step_on_every_grid(Grid grid) {
        for (Spacing spacing : Spacing.values()) {
            for (SigmaCurve curve : CURVES) {
                Schedule schedule = CONFIG.withGrid(grid)
                        .withSpacing(spacing)
                        .withCurve(curve)
                        .schedule(30);

                assertThat(schedule.steps()).isEqualTo(30);
                for (int i = 0; i < 30; i++) {
                    assertThat(schedule.after(i).noise())
                            .isLessThan(schedule.at(i).noise());
                    assertThat(schedule.at(i).index()).isEqualTo(i);
                    assertThat(schedule.after(i).index()).isEqualTo(i + 1);
                }
            }
        }
    }

    @Test
    void karras_sigmas_follow_equation_5() {
        Schedule schedule = CONFIG.withCurve(SigmaCurve.KARRAS).schedule(3);

        double top = Math.pow(CONFIG.training().sigma(999), 1 / 7.0);
        double bottom = Math.pow(CONFIG.training().sigma(0), 1 / 7.0);
        assertThat(schedule.at(1).sigma()).isCloseTo(Math.pow((top + bottom) / 2, 7), within(1e-12));
        assertThat(schedule.after(2).sigma()).isZero();
    }

    @Test
    void a_single_step_starts_at_the_noisiest_level() {
        assertThat(CONFIG.schedule(1).at(0).timestep()).isEqualTo(999);
        assertThat(CONFIG.withSpacing(Spacing.TRAILING).schedule(1).at(0).timestep())
                .isEqualTo(999);
    }

    @Test
    void a_run_may_end_at_the_lowest_level_of_training() {
        Schedule schedule = CONFIG.withEnd(FinalLevel.LOWEST_TRAINED).schedule(4);

        assertThat(schedule.after(3).signal())
                .isEqualTo(CONFIG.training().level(0).signal());
    }

    @Test
    void strength_keeps_the_last_steps_and_counts_them_from_0() {
        Schedule whole = CONFIG.schedule(10);

        Schedule part = whole.withStrength(0.35);

        assertThat(part.steps()).isEqualTo(3);
        assertThat(part.at(0)).isEqualTo(whole.at(7).inStep(0));
        assertThat(part.after(2)).isEqualTo(whole.after(9).inStep(3));
        assertThat(whole.withStrength(0).steps()).isZero();
        assertThat(whole.withStrength(1)).isEqualTo(whole);
    }

    @Test
    void a_run_without_steps_leaves_the_sample_as_it_is() {
        Tensor x = Tensor.filled(Shape.of(1, 4), 0.5);
        Schedule none = CONFIG.schedule(10).withStrength(0);

        assertThat(new Euler().sample((sample, at) -> sample.times(2), x, none, shape -> x))
                .isSameAs(x);
        assertThat(DpmMultistep.plusPlus(2, 0).sample((sample, at) -> sample.times(2), x, none, shape -> x))
                .isSameAs(x);
    }

    @ParameterizedTest
    @EnumSource
    void as_many_steps_as_in_training_end_in_numbers(Grid grid) {
        Tensor start = Tensor.filled(Shape.of(1, 4), 0.5);
        for (Spacing spacing : Spacing.values()) {
            Schedule schedule = CONFIG.withGrid(grid)
                    .withSpacing(spacing)
                    .withDistilled(1000)
                    .schedule(1000);
            Denoiser model = schedule.prediction().denoiser(Golden::closedForm);

            assertThat(numbers(DpmMultistep.plusPlus(2, 0).sample(model, start, schedule, shape -> start)))
                    .isTrue();
            assertThat(numbers(new DpmMultistep(2, new DpmStep.Clean(0, DpmForm.TAYLOR), true, false)
                            .sample(model, start, schedule, shape -> start)))
                    .isTrue();
            assertThat(numbers(new Heun().sample(model, start, schedule, shape -> start)))
                    .isTrue();
            assertThat(numbers(Ddpm.SMALL_VARIANCE.sample(model, start, schedule, shape -> start)))
                    .isTrue();
        }
    }

    private static boolean numbers(Tensor tensor) {
        return Double.isFinite(tensor.sum());
    }

    @Test
    void more_steps_than_levels_are_refused() {
        assertThatThrownBy(() -> CONFIG.schedule(1001))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("steps is 1001; a model trained on 1000 levels takes 1 to that many");
        assertThatThrownBy(() -> CONFIG.schedule(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void timesteps_and_sigmas_of_ones_own_must_fall() {
        assertThatThrownBy(() -> CONFIG.scheduleAt(List.of(900.0, 950.0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("found 950.0");
        assertThatThrownBy(() -> CONFIG.scheduleOf(List.of(3.0, 4.0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("found 4.0 after 3.0");
        assertThatThrownBy(() -> CONFIG.scheduleOf(List.of(3.0))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CONFIG.scheduleAt(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void leading_spacing_with_an_offset_stays_within_training() {
        Schedule schedule =
                CONFIG.withGrid(Grid.DDIM).withSpacing(Spacing.LEADING).schedule(1000);

        assertThat(schedule.at(0).timestep()).isEqualTo(999);
    }

    @Test
    void without_signal_at_the_end_a_network_of_v_still_runs() {
        TrainingLevels flat = CONFIG.training().withZeroTerminalSnr();
        Schedule schedule = ScheduleConfig.of(flat, PredictionKind.V)
                .withGrid(Grid.DDIM)
                .withSpacing(Spacing.TRAILING)
                .schedule(4);
        assertThat(schedule.at(0).signal()).isZero();
        Tensor start = Tensor.filled(Shape.of(1, 4), 0.5);
        Denoiser model = schedule.prediction().denoiser(Golden::closedForm);

        for (Sampler sampler : List.of(
                new Ddim(),
                new Euler(),
                new Euler(Churn.of(2)),
                new EulerAncestral(),
                new Heun(),
                new Dpm2(),
                new Dpm2Ancestral(),
                new LinearMultistep(4),
                new Pndm(false),
                new Pndm(true),
                new ImprovedPndm(),
                Ddpm.SMALL_VARIANCE,
                DpmMultistep.plusPlus(3, 0),
                DpmMultistep.plusPlus(2, 1),
                new DpmMultistep(2, new DpmStep.Epsilon(false, DpmForm.MIDPOINT), true, false),
                DpmSinglestep.plusPlus(3, 0),
                new DpmTwoStageAncestral(),
                new DpmStochastic(),
                new Deis(3, true),
                UniPc.of(3),
                SaSolver.standard(),
                Lcm.standard(),
                new Tcd(0.3),
                new Consistency())) {
            assertThat(sampler.sample(model, start, schedule, shape -> start).toArray())
                    .as(sampler.toString())
                    .doesNotContain(Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY);
        }
    }
}
