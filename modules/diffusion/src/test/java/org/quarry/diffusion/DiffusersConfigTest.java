package org.quarry.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DiffusersConfigTest {
    @Test
    void what_is_absent_has_the_default_of_its_class() {
        BetaSchedule ddim = (BetaSchedule) DiffusersConfig.read(Map.of("_class_name", "DDIMScheduler"));
        BetaSchedule euler = (BetaSchedule) DiffusersConfig.read(Map.of("_class_name", "EulerDiscreteScheduler"));

        assertThat(ddim.spacing()).isEqualTo(Spacing.LEADING);
        assertThat(ddim.limit()).isEqualTo(new Limit.Clip(1));
        assertThat(ddim.training()).isEqualTo(TrainingLevels.linear(1000, 0.0001, 0.02));
        assertThat(euler.spacing()).isEqualTo(Spacing.LINSPACE);
        assertThat(euler.limit()).isEqualTo(Limit.NONE);
        assertThat(euler.grid()).isEqualTo(Grid.EULER);
    }

    @Test
    void the_settings_of_stable_diffusion_are_read() {
        BetaSchedule config = (BetaSchedule) DiffusersConfig.read(Map.of(
                "_class_name",
                "PNDMScheduler",
                "beta_start",
                0.00085,
                "beta_end",
                0.012,
                "beta_schedule",
                "scaled_linear",
                "set_alpha_to_one",
                false,
                "steps_offset",
                1L,
                "skip_prk_steps",
                true));

        assertThat(config.training()).isEqualTo(TrainingLevels.scaledLinear(1000, 0.00085, 0.012));
        assertThat(config.end()).isEqualTo(FinalLevel.LOWEST_TRAINED);
        assertThat(config.limit()).isEqualTo(Limit.NONE);
        assertThat(config.schedule(50).at(0).timestep()).isEqualTo(981);
    }

    @Test
    void trained_betas_are_taken_as_they_are() {
        ScheduleConfig config = DiffusersConfig.read(Map.of("trained_betas", List.of(0.1, 0.2)));

        assertThat(config.training()).isEqualTo(TrainingLevels.of(List.of(0.1, 0.2)));
    }

    /** Karras et al. (2022), eq. 5, between the two ends. */
    @Test
    void eulers_curves_have_the_ends_that_its_settings_name() {
        Map<String, Object> settings = new HashMap<>(Map.of(
                "_class_name", "EulerDiscreteScheduler", "use_karras_sigmas", true, "sigma_max", 10, "sigma_min", 0.1));

        Schedule schedule = DiffusersConfig.read(settings).schedule(3);
        settings.remove("sigma_min");
        Schedule halfOpen = DiffusersConfig.read(settings).schedule(3);

        double root = (Math.pow(10, 1 / 7.0) + Math.pow(0.1, 1 / 7.0)) / 2;
        assertThat(schedule.at(0).sigma()).isCloseTo(10, within(1e-9));
        assertThat(schedule.at(1).sigma()).isCloseTo(Math.pow(root, 7), within(1e-9));
        assertThat(schedule.at(2).sigma()).isCloseTo(0.1, within(1e-9));
        assertThat(schedule.end().noise()).isZero();
        assertThat(halfOpen.at(0).sigma()).isCloseTo(10, within(1e-9));
        assertThat(halfOpen.at(2).sigma())
                .isCloseTo(TrainingLevels.linear(1000, 0.0001, 0.02).sigma(0), within(1e-12));
    }

    /** With ρ = 7, σ from 200 to 0.01 has its middle at ((200^⅐ + 0.01^⅐)/2)^7, and t = σ/(1 + σ). */
    @Test
    void a_solvers_curve_on_a_flow_is_one_of_noise_per_signal() {
        for (String solver : List.of("UniPCMultistepScheduler", "DPMSolverMultistepScheduler")) {
            Schedule schedule = DiffusersConfig.read(Map.of(
                            "_class_name",
                            solver,
                            "use_flow_sigmas",
                            true,
                            "prediction_type",
                            "flow_prediction",
                            "use_karras_sigmas",
                            true,
                            "sigma_max",
                            200,
                            "sigma_min",
                            0.01))
                    .schedule(3);

            double middle = Math.pow((Math.pow(200, 1 / 7.0) + Math.pow(0.01, 1 / 7.0)) / 2, 7);
            assertThat(schedule.at(0).noise()).isCloseTo(200 / 201.0, within(1e-12));
            assertThat(schedule.at(1).noise()).isCloseTo(middle / (1 + middle), within(1e-12));
            assertThat(schedule.at(2).noise()).isCloseTo(0.01 / 1.01, within(1e-12));
            assertThat(schedule.at(2).signal()).isCloseTo(1 / 1.01, within(1e-12));
            assertThat(schedule.at(0).timestep()).isEqualTo(995);
            assertThat(schedule.end().noise()).isZero();
        }
    }

    @Test
    void every_curve_of_a_solver_stays_on_the_flow() {
        for (String curve : List.of("use_karras_sigmas", "use_exponential_sigmas", "use_beta_sigmas")) {
            Schedule schedule = DiffusersConfig.read(
                            Map.of("_class_name", "UniPCMultistepScheduler", "use_flow_sigmas", true, curve, true))
                    .schedule(8);

            assertThat(schedule.levels())
                    .as(curve)
                    .allMatch(level -> level.noise() > 0 && level.noise() < 1)
                    .isSortedAccordingTo(
                            Comparator.comparingDouble(Level::noise).reversed());
        }
    }

    @Test
    void ends_of_a_curve_say_nothing_where_there_is_none() {
        Map<String, Object> settings = Map.of("_class_name", "EulerDiscreteScheduler", "sigma_max", 10);

        assertThat(DiffusersConfig.unread(settings)).contains("sigma_max");
    }

    @Test
    void keys_without_effect_are_named() {
        Map<String, Object> ddim = Map.of(
                "_class_name",
                "DDIMScheduler",
                "beta_start",
                0.1,
                "skip_prk_steps",
                true,
                "_diffusers_version",
                "1",
                "zeta",
                0);
        Map<String, Object> pndm = Map.of(
                "_class_name", "PNDMScheduler", "clip_sample_range", 1, "skip_prk_steps", true, "solver_order", 2);

        assertThat(DiffusersConfig.unread(ddim)).containsExactly("skip_prk_steps", "zeta");
        assertThat(DiffusersConfig.unread(pndm)).containsExactly("solver_order");
    }

    @Test
    void the_sampler_is_the_one_that_the_model_was_published_with() {
        Map<String, Object> solver = Map.of(
                "_class_name",
                "DPMSolverMultistepScheduler",
                "solver_order",
                3L,
                "algorithm_type",
                "sde-dpmsolver++",
                "lower_order_final",
                false);

        assertThat(DiffusersConfig.sampler(solver))
                .isEqualTo(new DpmMultistep(3, new DpmStep.Clean(1, DpmForm.MIDPOINT), false, false));
        assertThat(DiffusersConfig.sampler(Map.of("_class_name", "DDPMScheduler", "variance_type", "learned_range")))
                .isEqualTo(Ddpm.LEARNED_RANGE);
        assertThat(DiffusersConfig.sampler(
                        Map.of("_class_name", "UniPCMultistepScheduler", "disable_corrector", List.of(0))))
                .isEqualTo(new UniPc(2, true, true, true, Set.of(0)));
    }

    @Test
    void what_python_writes_for_nothing_is_nothing() {
        Map<String, Object> settings = new HashMap<>();
        settings.put("_class_name", "FlowMatchEulerDiscreteScheduler");
        settings.put("shift_terminal", null);
        settings.put("lambda_min_clipped", "-Infinity");

        FlowSchedule flow = (FlowSchedule) DiffusersConfig.read(settings);

        assertThat(flow.terminal()).isZero();
        assertThat(flow.shift()).isEqualTo(new FlowShift.Constant(1));
    }

    @Test
    void an_unknown_value_is_refused_with_those_that_are_known() {
        assertThatThrownBy(() -> DiffusersConfig.read(Map.of("prediction_type", "score")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("scheduler_config.json, 'prediction_type': found 'score',"
                        + " wanted epsilon, v_prediction, sample, flow_prediction");
        assertThatThrownBy(() -> DiffusersConfig.read(Map.of("_class_name", "VQDiffusionScheduler")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'_class_name': found 'VQDiffusionScheduler', wanted one of DDPMScheduler, DDIM");
        assertThatThrownBy(() -> DiffusersConfig.read(Map.of("beta_start", "low")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("scheduler_config.json, 'beta_start': found 'low', wanted a number");
        assertThatThrownBy(
                        () -> DiffusersConfig.sampler(Map.of("_class_name", "DDPMScheduler", "variance_type", "large")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'variance_type': found 'large', wanted fixed_small, ");
    }
}
