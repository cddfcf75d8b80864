package org.quarry.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DiffusersConfigTest {
    @Test
    void what_is_absent_has_the_default_of_its_class() {
        ScheduleConfig ddim = DiffusersConfig.read(Map.of("_class_name", "DDIMScheduler"));
        ScheduleConfig euler = DiffusersConfig.read(Map.of("_class_name", "EulerDiscreteScheduler"));

        assertThat(ddim.spacing()).isEqualTo(Spacing.LEADING);
        assertThat(ddim.limit()).isEqualTo(new Limit.Clip(1));
        assertThat(ddim.training()).isEqualTo(TrainingLevels.linear(1000, 0.0001, 0.02));
        assertThat(euler.spacing()).isEqualTo(Spacing.LINSPACE);
        assertThat(euler.limit()).isEqualTo(Limit.NONE);
        assertThat(euler.grid()).isEqualTo(Grid.EULER);
    }

    @Test
    void the_settings_of_stable_diffusion_are_read() {
        ScheduleConfig config = DiffusersConfig.read(Map.of(
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

    @Test
    void keys_without_effect_are_named() {
        assertThat(DiffusersConfig.unread(
                        Map.of("_class_name", "x", "beta_start", 1, "skip_prk_steps", true, "zeta", 0)))
                .containsExactly("skip_prk_steps", "zeta");
    }

    @Test
    void an_unknown_value_is_refused_with_those_that_are_known() {
        assertThatThrownBy(() -> DiffusersConfig.read(Map.of("prediction_type", "flow_prediction")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("scheduler_config.json, 'prediction_type': found 'flow_prediction',"
                        + " wanted epsilon, v_prediction, sample");
        assertThatThrownBy(() -> DiffusersConfig.read(Map.of("_class_name", "FlowMatchEulerDiscreteScheduler")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(
                        "'_class_name': found 'FlowMatchEulerDiscreteScheduler', wanted the scheduler of a model with betas");
        assertThatThrownBy(() -> DiffusersConfig.read(Map.of("beta_start", "low")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("scheduler_config.json, 'beta_start': found 'low', wanted a number");
    }
}
