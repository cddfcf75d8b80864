package org.quarry.nodes.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.quarry.diffusion.DiffusersConfig;
import org.quarry.diffusion.Level;
import org.quarry.diffusion.Limit;
import org.quarry.diffusion.Pndm;
import org.quarry.diffusion.PredictionKind;
import org.quarry.diffusion.Schedule;
import org.quarry.node.NodeException;
import org.quarry.node.testing.FakeModel;
import org.quarry.node.testing.NodeTester;
import org.quarry.node.testing.TestCall;
import org.quarry.tensor.Picture;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

class SchedulerTest {
    private static final Map<String, Object> BY_SIZE = Map.of(
            "_class_name",
            "FlowMatchEulerDiscreteScheduler",
            "use_dynamic_shifting",
            true,
            "base_shift",
            0.5,
            "max_shift",
            1.15,
            "base_image_seq_len",
            256L,
            "max_image_seq_len",
            4096L);

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
        assertThat(schedule)
                .isEqualTo(DiffusersConfig.read(STABLE_DIFFUSION).schedule(4).usually(new Pndm(true)));
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

        assertThat(karras.at(0).sigma()).isCloseTo(trained.at(0).sigma(), within(1e-9));
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

    @ParameterizedTest
    @EnumSource
    void every_course_of_sigma_falls_with_every_way_of_counting(SigmaCourse sigmas) {
        for (Counting counting : Counting.values()) {
            Schedule schedule = schedule(STABLE_DIFFUSION, Map.of("sigmas", sigmas, "counting", counting));

            assertThat(schedule.steps()).isEqualTo(20);
            for (int i = 0; i < 19; i++) {
                assertThat(schedule.after(i).sigma()).isLessThan(schedule.at(i).sigma());
            }
            assertThat(schedule.end().sigma())
                    .isLessThanOrEqualTo(schedule.at(19).sigma());
        }
    }

    @Test
    void training_and_end_can_be_chosen() {
        Schedule plain = schedule(STABLE_DIFFUSION, Map.of());
        Schedule linear = schedule(STABLE_DIFFUSION, Map.of("betas", TrainedBetas.LINEAR));
        Schedule clean = schedule(STABLE_DIFFUSION, Map.of("end", RunEnd.CLEAN, "offset", 0));
        Schedule nothing = schedule(
                STABLE_DIFFUSION,
                Map.of("terminal", TerminalSignal.NONE, "prediction", Meaning.V, "spacing", TimestepSpacing.TRAILING));

        assertThat(linear.at(5).sigma()).isNotEqualTo(plain.at(5).sigma());
        assertThat(plain.end().noise()).isPositive();
        assertThat(clean.end().noise()).isZero();
        assertThat(clean.at(19).timestep()).isZero();
        assertThat(nothing.at(0).signal()).isZero();
    }

    @Test
    void a_distilled_model_takes_all_its_steps_below_the_strength() {
        Map<String, Object> changes = Map.of("counting", Counting.LCM, "steps", 4, "strength", 0.5, "distilled", 50);

        assertThat(timesteps(schedule(STABLE_DIFFUSION, changes))).containsExactly(499.0, 379.0, 259.0, 139.0);
    }

    @Test
    void a_flow_is_shifted_by_its_settings_or_by_the_node() {
        Map<String, Object> sd3 = Map.of("_class_name", "FlowMatchEulerDiscreteScheduler", "shift", 3.0);
        Schedule own = schedule(sd3, Map.of("steps", 4));
        Schedule plain = schedule(sd3, Map.of("steps", 4, "shift", 1.0));
        Schedule fromUniPc = schedule(sd3, Map.of("steps", 4, "counting", Counting.UNIPC));

        assertThat(own.prediction()).isEqualTo(PredictionKind.FLOW);
        assertThat(own.at(1).noise()).isGreaterThan(plain.at(1).noise());
        assertThat(plain.at(1).noise()).isCloseTo(0.667, within(1e-3));
        assertThat(fromUniPc.at(0).timestep()).isEqualTo(999);
        assertThatThrownBy(() -> schedule(sd3, Map.of("spacing", TimestepSpacing.LEADING)))
                .isInstanceOf(NodeException.class)
                .hasMessageContaining("choose trailing or linspace");
        assertThatThrownBy(() -> schedule(sd3, Map.of("sigmas", SigmaCourse.VP)))
                .isInstanceOf(NodeException.class)
                .hasMessageContaining("the curve of sigmas begins at noise 152")
                .hasMessageContaining("choose karras, exponential or beta");
    }

    @Test
    void larger_pictures_are_shifted_more_if_the_model_says_so() {
        Map<String, Object> flux =
                Map.of("_class_name", "FlowMatchEulerDiscreteScheduler", "use_dynamic_shifting", true);
        Schedule large = schedule(flux, Map.of("steps", 4));
        Schedule small = schedule(flux, Map.of("steps", 4, "width", 512, "height", 512));

        // 1024 × 1024 pixels are 4096 tokens, for which FLUX has μ = 1.15; 512 × 512 are 1024, μ = 0.63.
        assertThat(large.at(2).noise()).isCloseTo(Math.exp(1.15) / (Math.exp(1.15) + 1), within(1e-12));
        assertThat(small.at(2).noise()).isCloseTo(Math.exp(0.63) / (Math.exp(0.63) + 1), within(1e-12));
    }

    @Test
    void a_preview_shows_the_shares_of_picture_and_noise() {
        TestCall call = new TestCall();
        tester(STABLE_DIFFUSION, Map.of()).calling(call).run();

        Picture plot = call.previews().get(0);
        // The first level is mostly noise (orange, above), the last mostly picture (blue, above).
        assertThat(plot.at(0, plot.height() - 1 - 12 - (int) Math.round(0.997 * 175), 12))
                .isEqualTo(1f);
        assertThat(plot.at(2, 12, plot.width() - 1 - 12)).isGreaterThan(0.6f);
        assertThat(plot.at(0, 12, plot.width() - 1 - 12)).isLessThan(0.2f);
    }

    @Test
    void settings_without_effect_are_reported() {
        Map<String, Object> odd = new HashMap<>(STABLE_DIFFUSION);
        odd.put("zeta", 3L);
        odd.put("use_magic", false);
        TestCall call = new TestCall();

        tester(odd, Map.of()).calling(call).run();
        tester(STABLE_DIFFUSION, Map.of()).calling(call).run();

        assertThat(call.reports()).containsExactly("settings of model 'pocket' that take no effect: zeta");
    }

    @Test
    void a_shift_that_follows_the_size_is_reported_with_the_size() {
        TestCall call = new TestCall();

        tester(BY_SIZE, Map.of("width", 768, "height", 512)).calling(call).run();
        tester(BY_SIZE, Map.of("shift", 2.0)).calling(call).run();
        tester(BY_SIZE, Map.of("latent", Tensor.filled(Shape.of(1, 16, 64, 96), 0)))
                .calling(call)
                .run();

        assertThat(call.reports())
                .containsExactly("the levels are shifted as a picture of 768 x 512 pixels needs it; link latent to the"
                        + " Noise source or VAE encode, or set width and height");
    }

    /** A latent is 8 times smaller than its picture, whatever its batch. */
    @Test
    void a_shift_that_follows_the_size_takes_it_from_a_linked_latent() {
        Map<String, Object> wide = Map.of("width", 768, "height", 512, "steps", 4);
        Map<String, Object> linked =
                Map.of("latent", Tensor.filled(Shape.of(3, 16, 64, 96), 0), "steps", 4, "width", 2048);

        assertThat(timesteps(schedule(BY_SIZE, linked)))
                .isEqualTo(timesteps(schedule(BY_SIZE, wide)))
                .isNotEqualTo(timesteps(schedule(BY_SIZE, Map.of("steps", 4))));
    }

    private static List<Double> timesteps(Schedule schedule) {
        return schedule.levels().stream().map(Level::timestep).toList();
    }

    private static Schedule schedule(Map<String, Object> settings, Map<String, Object> parameters) {
        return tester(settings, parameters).runPure().schedule();
    }

    private static NodeTester<Scheduler.In, Scheduler.Out> tester(
            Map<String, Object> settings, Map<String, Object> parameters) {
        NodeTester<Scheduler.In, Scheduler.Out> tester = NodeTester.of(new Scheduler())
                .with("scheduler", FakeModel.named("pocket", "sd15").config("scheduler", settings));
        for (Map.Entry<String, Object> parameter : parameters.entrySet()) {
            tester = tester.with(parameter.getKey(), parameter.getValue());
        }
        return tester;
    }
}
