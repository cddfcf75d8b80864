package org.quarry.nodes.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.quarry.diffusion.DiffusersConfig;
import org.quarry.diffusion.Level;
import org.quarry.diffusion.Limit;
import org.quarry.diffusion.PredictionKind;
import org.quarry.diffusion.Schedule;
import org.quarry.node.NodeException;
import org.quarry.node.testing.FakeModel;
import org.quarry.node.testing.NodeTester;

class SchedulerTest {
    private static final Map<String, Object> STABLE_DIFFUSION = Map.of(
            "_class_name",
            "PNDMScheduler",
            "beta_schedule",
            "scaled_linear",
            "beta_start",
            0.00085,
            "beta_end",
            0.012,
            "set_alpha_to_one",
            false,
            "steps_offset",
            1L,
            "timestep_spacing",
            "leading");

    @Test
    void the_model_says_everything_but_the_number_of_steps() {
        Schedule schedule = schedule(STABLE_DIFFUSION, Map.of("steps", 4));

        assertThat(timesteps(schedule)).containsExactly(751.0, 501.0, 251.0, 1.0);
        assertThat(schedule.prediction()).isEqualTo(PredictionKind.EPSILON);
        assertThat(schedule).isEqualTo(DiffusersConfig.read(STABLE_DIFFUSION).schedule(4));
    }

    @Test
    void strength_keeps_the_last_part_of_the_steps() {
        assertThat(timesteps(schedule(STABLE_DIFFUSION, Map.of("steps", 4, "strength", 0.5))))
                .containsExactly(251.0, 1.0);
        assertThat(schedule(STABLE_DIFFUSION, Map.of("steps", 4, "strength", 0.0))
                        .steps())
                .isZero();
    }

    @Test
    void spacing_can_be_chosen() {
        Map<String, Object> changes = Map.of("steps", 4, "spacing", TimestepSpacing.TRAILING);

        assertThat(timesteps(schedule(STABLE_DIFFUSION, changes))).containsExactly(999.0, 749.0, 499.0, 249.0);
    }

    @Test
    void the_course_of_sigma_can_be_chosen() {
        Schedule trained = schedule(STABLE_DIFFUSION, Map.of("counting", Counting.EULER));
        Schedule karras = schedule(STABLE_DIFFUSION, Map.of("counting", Counting.EULER, "sigmas", SigmaCourse.KARRAS));

        assertThat(karras.at(0).sigma()).isCloseTo(trained.at(0).sigma(), org.assertj.core.api.Assertions.within(1e-9));
        assertThat(karras.at(10).sigma()).isLessThan(trained.at(10).sigma());
    }

    @Test
    void the_meaning_of_the_prediction_can_be_chosen() {
        assertThat(schedule(STABLE_DIFFUSION, Map.of("prediction", Meaning.V)).prediction())
                .isEqualTo(PredictionKind.V);
    }

    @Test
    void another_way_of_counting_brings_no_limit_that_the_model_lacks() {
        // The DDIM class of Diffusers would cut off at 1, which is right for pixels and wrong for latents.
        assertThat(schedule(STABLE_DIFFUSION, Map.of("counting", Counting.DDIM)).limit())
                .isEqualTo(Limit.NONE);
    }

    @Test
    void a_limit_of_the_model_stays() {
        Map<String, Object> pixels = Map.of("_class_name", "DDPMScheduler", "clip_sample", true);

        assertThat(schedule(pixels, Map.of("counting", Counting.EULER)).limit()).isEqualTo(new Limit.Clip(1));
    }

    @Test
    void more_steps_than_levels_of_training_are_refused() {
        Map<String, Object> few = Map.of("num_train_timesteps", 10L);

        assertThatThrownBy(() -> schedule(few, Map.of("steps", 11)))
                .isInstanceOf(NodeException.class)
                .hasMessage(
                        "found 11 steps; the model was trained on 10 noise levels, so at most as many can be visited");
    }

    @Test
    void a_setting_that_is_not_known_is_named_with_its_model() {
        assertThatThrownBy(() -> schedule(Map.of("beta_schedule", "quadratic"), Map.of()))
                .isInstanceOf(NodeException.class)
                .hasMessageContaining("model 'pocket': ")
                .hasMessageContaining("'beta_schedule': found 'quadratic', wanted linear");
    }

    @Test
    void a_network_that_predicts_noise_cannot_start_where_no_signal_is_left() {
        Map<String, Object> zero = new HashMap<>(STABLE_DIFFUSION);
        zero.put("rescale_betas_zero_snr", true);
        zero.put("timestep_spacing", "trailing");

        assertThatThrownBy(() -> schedule(zero, Map.of()))
                .isInstanceOf(NodeException.class)
                .hasMessageContaining("the first noise level has no signal left")
                .hasMessageContaining("choose prediction v");
        assertThat(schedule(zero, Map.of("prediction", Meaning.V)).at(0).signal())
                .isZero();
    }

    private static List<Double> timesteps(Schedule schedule) {
        return schedule.levels().stream().map(Level::timestep).toList();
    }

    private static Schedule schedule(Map<String, Object> settings, Map<String, Object> parameters) {
        NodeTester<Scheduler.In, Scheduler.Out> tester = NodeTester.of(new Scheduler())
                .with("scheduler", FakeModel.named("pocket", "sd15").config("scheduler", settings));
        for (Map.Entry<String, Object> parameter : parameters.entrySet()) {
            tester = tester.with(parameter.getKey(), parameter.getValue());
        }
        return tester.runPure().schedule();
    }
}
