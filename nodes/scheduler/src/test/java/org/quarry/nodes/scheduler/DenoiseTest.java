package org.quarry.nodes.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.quarry.diffusion.BetaSchedule;
import org.quarry.diffusion.DiffusersConfig;
import org.quarry.diffusion.Grid;
import org.quarry.diffusion.Heun;
import org.quarry.diffusion.Schedule;
import org.quarry.diffusion.ScheduleConfig;
import org.quarry.node.NodeException;
import org.quarry.node.PerStep;
import org.quarry.node.Step;
import org.quarry.node.testing.NodeTester;
import org.quarry.node.testing.TestCall;
import org.quarry.tensor.NoiseStream;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;
import org.quarry.tensor.TorchCpuNoise;
import org.quarry.tensor.TorchCudaNoise;

/** The network of all these tests knows that the clean sample is 0.7 everywhere, and says what noise that leaves. */
class DenoiseTest {
    private static final ScheduleConfig CONFIG = DiffusersConfig.read(Map.of(
            "_class_name",
            "EulerDiscreteScheduler",
            "beta_schedule",
            "scaled_linear",
            "beta_start",
            0.00085,
            "beta_end",
            0.012));
    private static final Schedule SCHEDULE = CONFIG.schedule(12);
    private static final Shape LATENT = Shape.of(1, 4, 4, 4);
    private static final Tensor CLEAN = Tensor.filled(LATENT, 0.7);

    private final List<Step> asked = new ArrayList<>();
    private final TestCall call = new TestCall();

    /** LCM's last step keeps some of what the network sees at timestep 0; the network says nothing of variances here. */
    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"LCM", "DDPM_LEARNED", "DDPM_LEARNED_RANGE"})
    void every_sampler_finds_what_a_perfect_network_sees(SamplerChoice sampler) {
        Denoise.Out out = tester().with("sampler", sampler).run();

        // PNDM goes half steps to whole timesteps.
        assertThat(out.latent().rootMeanSquareDifference(CLEAN))
                .isLessThan(sampler == SamplerChoice.PNDM ? 1e-4 : 1e-5);
    }

    @Test
    void lcm_finds_it_on_the_levels_that_it_was_distilled_on() {
        Schedule distilled = ((BetaSchedule) CONFIG).withGrid(Grid.LCM).schedule(4);

        Denoise.Out out = tester().with("sampler", SamplerChoice.LCM)
                .with("schedule", distilled)
                .run();

        assertThat(out.latent().rootMeanSquareDifference(CLEAN)).isLessThan(1e-4);
        assertThat(asked).hasSize(4);
    }

    @ParameterizedTest
    @EnumSource(names = {"DDPM_LEARNED", "DDPM_LEARNED_RANGE"})
    void a_network_may_put_out_a_variance_in_a_second_half_of_its_channels(SamplerChoice sampler) {
        PerStep<Tensor> network =
                step -> Tensor.of(Shape.of(1, 8, 4, 4), joined(noiseSeen(step), Tensor.filled(LATENT, 0.01)));

        Denoise.Out out =
                tester().with("sampler", sampler).with("prediction", network).run();

        assertThat(out.latent().rootMeanSquareDifference(CLEAN)).isLessThan(1e-5);
        assertThat(out.estimates().shape()).isEqualTo(Shape.of(12, 4, 4, 4));
    }

    private static float[] joined(Tensor first, Tensor second) {
        float[] all = Arrays.copyOf(first.toArray(), 2 * first.shape().count());
        System.arraycopy(
                second.toArray(), 0, all, first.shape().count(), second.shape().count());
        return all;
    }

    @Test
    void a_network_without_a_variance_is_told_so() {
        assertThatThrownBy(() ->
                        tester().with("sampler", SamplerChoice.DDPM_LEARNED).run())
                .isInstanceOf(NodeException.class)
                .hasMessageContaining("the network says nothing about the variance");
    }

    @Test
    void the_sampler_of_the_model_comes_with_the_schedule() {
        Schedule twice = SCHEDULE.usually(new Heun());

        tester().with("sampler", SamplerChoice.FROM_MODEL)
                .with("schedule", twice)
                .run();

        assertThat(asked).hasSize(2 * 12 - 1);
    }

    @Test
    void the_order_of_a_multistep_method_can_be_chosen() {
        tester().with("sampler", SamplerChoice.UNIPC).with("order", 3).run();

        assertThat(new SamplerChoice.Settings(0, 1, 0, 0).order(2, 3)).isEqualTo(2);
        assertThat(new SamplerChoice.Settings(0, 1, 4, 0).order(2, 3)).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"DDPM_LEARNED", "DDPM_LEARNED_RANGE"})
    void every_sampler_runs_twice_alike(SamplerChoice sampler) {
        tester().with("sampler", sampler).with("eta", 1.0).runPure();
    }

    @Test
    void the_network_sees_each_level_of_the_schedule_in_order() {
        tester().run();

        assertThat(asked.stream().map(Step::timestep).toList())
                .isEqualTo(SCHEDULE.levels().stream()
                        .map(level -> level.timestep())
                        .toList());
        assertThat(asked.get(3).index()).isEqualTo(3);
        assertThat(asked.get(3).count()).isEqualTo(12);
        assertThat(asked.get(3).sigma()).isEqualTo(SCHEDULE.at(3).sigma());
        assertThat(call.progress()).startsWith(new TestCall.Progress(0, 12));
    }

    @Test
    void there_is_an_estimate_for_each_step_and_a_sample_more() {
        Denoise.Out out = tester().with("sampler", SamplerChoice.HEUN).run();

        assertThat(out.estimates().shape()).isEqualTo(Shape.of(12, 4, 4, 4));
        assertThat(out.estimates().rows(5, 6).rootMeanSquareDifference(CLEAN)).isLessThan(1e-5);
        assertThat(out.trajectory().shape()).isEqualTo(Shape.of(13, 4, 4, 4));
        assertThat(out.trajectory().rows(0, 1)).isEqualTo(SCHEDULE.start(noise(1)));
        assertThat(out.trajectory().rows(12, 13)).isEqualTo(out.latent());
    }

    @Test
    void with_a_latent_the_run_starts_from_it_with_noise_added() {
        Schedule half = SCHEDULE.withStrength(0.5);
        Tensor latent = Tensor.filled(LATENT, -2);

        tester().with("schedule", half).with("latent", latent).run();

        Tensor wanted = latent.mix(half.at(0).signal(), noise(1), half.at(0).noise());
        assertThat(asked.get(0).sample()).isEqualTo(wanted);
        assertThat(asked).hasSize(6);
    }

    @Test
    void one_latent_serves_a_batch_of_noises() {
        Tensor two = Tensor.concatenate(List.of(noise(1), noise(2)));

        Denoise.Out out = tester().with("prediction", (PerStep<Tensor>) Step::sample)
                .with("noise", two)
                .with("latent", CLEAN)
                .run();

        assertThat(out.latent().shape()).isEqualTo(Shape.of(2, 4, 4, 4));
    }

    @Test
    void at_strength_0_the_latent_comes_out_as_it_is() {
        Denoise.Out out = tester().with("schedule", SCHEDULE.withStrength(0))
                .with("latent", CLEAN)
                .run();

        assertThat(out.latent()).isEqualTo(CLEAN);
        assertThat(out.estimates()).isEqualTo(CLEAN);
        assertThat(asked).isEmpty();
    }

    @Test
    void without_steps_and_without_a_latent_there_is_nothing_to_give() {
        assertThatThrownBy(() ->
                        tester().with("schedule", SCHEDULE.withStrength(0)).run())
                .isInstanceOf(NodeException.class)
                .hasMessageContaining(
                        "it has no step, so nothing but noise would come out; raise the scheduler's strength");
    }

    @Test
    void a_latent_of_another_size_is_refused() {
        assertThatThrownBy(() -> tester().with("latent", Tensor.filled(Shape.of(1, 4, 8, 8), 0))
                        .run())
                .isInstanceOf(NodeException.class)
                .hasMessage("found shape [1, 4, 8, 8], the noise has [1, 4, 4, 4];"
                        + " set the Noise source to the picture's width and height");
    }

    /** A consistency model's step is its estimate with fresh noise. */
    @Test
    void noise_added_on_the_way_goes_on_after_the_noise_at_the_start() {
        Denoise.Out out = tester().with("sampler", SamplerChoice.CONSISTENCY)
                .with("seed", 7L)
                .run();

        Tensor second = NoiseStream.torchCpu(7).after(LATENT).next(LATENT);
        assertThat(out.trajectory().rows(1, 2).rootMeanSquareDifference(noised(second)))
                .isLessThan(1e-6);
    }

    @Test
    void a_linked_stream_is_taken_in_place_of_the_seed() {
        NoiseStream cuda = new NoiseStream(new NoiseStream.TorchCuda(TorchCudaNoise.UNLIMITED), List.of(7L));

        Denoise.Out out = tester().with("sampler", SamplerChoice.CONSISTENCY)
                .with("seed", 1L)
                .with("stream", cuda)
                .run();

        Tensor second = cuda.after(LATENT).next(LATENT);
        assertThat(out.trajectory().rows(1, 2).rootMeanSquareDifference(noised(second)))
                .isLessThan(1e-6);
    }

    private static Tensor noised(Tensor noise) {
        return CLEAN.mix(SCHEDULE.after(0).signal(), noise, SCHEDULE.after(0).noise());
    }

    @ParameterizedTest
    @EnumSource(names = {"EULER_ANCESTRAL", "DDPM", "DPMPP_SDE", "SA_SOLVER", "LCM"})
    void pictures_with_seeds_of_their_own_are_made_again_alone(SamplerChoice sampler) {
        NoiseStream both = new NoiseStream(new NoiseStream.TorchCpu(), List.of(5L, 9L));
        NoiseStream second = NoiseStream.torchCpu(9);

        Tensor batch = madeBy(sampler, both, Shape.of(2, 4, 4, 4));
        Tensor alone = madeBy(sampler, second, LATENT);

        assertThat(batch.rows(1, 2)).isEqualTo(alone);
    }

    /** With a network that sees the same noise everywhere, so that the picture shows what was added. */
    private Tensor madeBy(SamplerChoice sampler, NoiseStream stream, Shape shape) {
        return tester().with("sampler", sampler)
                .with("prediction", (PerStep<Tensor>)
                        step -> Tensor.filled(step.sample().shape(), 0.1))
                .with("noise", stream.begin().next(shape))
                .with("stream", stream)
                .run()
                .latent();
    }

    @Test
    void seeds_of_two_pictures_do_not_serve_three() {
        NoiseStream two = new NoiseStream(new NoiseStream.TorchCpu(), List.of(5L, 9L));

        assertThatThrownBy(() ->
                        tester().with("noise", noise(1)).with("stream", two).run())
                .isInstanceOf(NodeException.class)
                .hasMessage("found seeds of 2 pictures, the noise has 1; link both from one Noise source");
    }

    @Test
    void a_cancelled_run_stops_at_the_next_step() {
        assertThatThrownBy(
                        () -> tester().calling(new TestCall().cancelledAfter(3)).run())
                .isInstanceOf(CancellationException.class);
        assertThat(asked).hasSize(3);
    }

    private NodeTester<Denoise.In, Denoise.Out> tester() {
        return NodeTester.of(new Denoise())
                .with("prediction", (PerStep<Tensor>) this::noiseSeen)
                .with("schedule", SCHEDULE)
                .with("noise", noise(1))
                .calling(call);
    }

    private Tensor noiseSeen(Step step) {
        asked.add(step);
        return step.sample().mix(1 / step.noise(), CLEAN, -step.signal() / step.noise());
    }

    private static Tensor noise(long seed) {
        return TorchCpuNoise.seeded(seed).next(LATENT);
    }
}
