package org.quarry.nodes.inversion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quarry.diffusion.Ddim;
import org.quarry.diffusion.DiffusersConfig;
import org.quarry.diffusion.Schedule;
import org.quarry.node.NodeException;
import org.quarry.node.PerStep;
import org.quarry.node.Step;
import org.quarry.node.testing.NodeTester;
import org.quarry.node.testing.TestCall;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;
import org.quarry.tensor.TorchCpuNoise;

/** A network that is smooth but not linear, so that inversion has something to get wrong. */
class InvertTest {
    private static final Tensor LATENT = TorchCpuNoise.seeded(4).next(Shape.of(1, 4, 4, 4));
    private static final PerStep<Tensor> NETWORK =
            step -> step.sample().map(x -> 0.3 * x + 0.1 * Math.sin(3 * x + step.timestep() / 200));

    @Test
    void iterations_bring_the_latent_back() {
        Schedule schedule = schedule("DDIMScheduler");

        double plain = error(schedule, 0);
        double refined = error(schedule, 3);

        assertThat(plain).isGreaterThan(1e-3);
        assertThat(refined).isLessThan(plain / 20);
    }

    @ParameterizedTest
    @ValueSource(strings = {"DDIMScheduler", "EulerDiscreteScheduler"})
    void the_noise_suits_the_start_of_its_schedule(String counting) {
        assertThat(error(schedule(counting), 5)).isLessThan(1e-3);
    }

    @Test
    void the_way_up_begins_with_the_latent_and_ends_with_the_noise() {
        Schedule schedule = schedule("DDIMScheduler");

        Tensor way = tester(schedule).run().trajectory();

        assertThat(way.shape()).isEqualTo(Shape.of(11, 4, 4, 4));
        assertThat(way.rows(0, 1)).isEqualTo(LATENT);
        assertThat(way.rows(10, 11)).isEqualTo(tester(schedule).run().noise());
    }

    @Test
    void progress_is_told_on_the_way_up() {
        TestCall call = new TestCall();

        tester(schedule("DDIMScheduler")).calling(call).run();

        assertThat(call.progress()).startsWith(new TestCall.Progress(0, 10)).endsWith(new TestCall.Progress(9, 10));
    }

    @Test
    void iterations_that_do_not_settle_are_reported() {
        TestCall calm = new TestCall();
        TestCall wild = new TestCall();
        PerStep<Tensor> guided = step -> NETWORK.at(step).times(30);

        tester(schedule("DDIMScheduler")).with("iterations", 9).calling(calm).run();
        tester(schedule("DDIMScheduler"))
                .with("prediction", guided)
                .with("iterations", 9)
                .calling(wild)
                .run();

        assertThat(calm.reports()).isEmpty();
        assertThat(wild.reports())
                .singleElement()
                .asString()
                .matches("the iterations did not settle at \\d+ of 10 steps, as they do with guidance"
                        + " of 5 and above; lower the guidance to 1 to 3, or set iterations to 0");
    }

    @Test
    void the_mean_of_the_last_estimates_is_another_way_up() {
        Schedule schedule = schedule("DDIMScheduler");

        assertThat(tester(schedule).with("averaged", 2).runPure().noise())
                .isNotEqualTo(tester(schedule).run().noise());
        assertThat(tester(schedule)
                        .with("iterations", 0)
                        .with("averaged", 4)
                        .run()
                        .noise())
                .isEqualTo(tester(schedule).with("iterations", 0).run().noise());
    }

    @Test
    void a_schedule_without_steps_is_refused() {
        assertThatThrownBy(
                        () -> tester(schedule("DDIMScheduler").withStrength(0)).run())
                .isInstanceOf(NodeException.class)
                .hasMessage("it has no step, so there is no noise to find; raise the scheduler's strength");
    }

    @Test
    void latents_are_compared_in_a_sentence() {
        TestCall call = new TestCall();

        double error = NodeTester.of(new CompareLatents())
                .with("latent", Tensor.of(Shape.of(1, 1, 1, 2), 1, 2))
                .with("original", Tensor.of(Shape.of(1, 1, 1, 2), 1, 2.2f))
                .calling(call)
                .run()
                .error();

        assertThat(error).isCloseTo(0.2 / Math.sqrt(2), org.assertj.core.api.Assertions.within(1e-6));
        assertThat(call.reports()).containsExactly("latent error 0.14 (root mean square), 0.20 at most");
    }

    private static double error(Schedule schedule, int iterations) {
        Tensor noise = tester(schedule).with("iterations", iterations).runPure().noise();
        Tensor again = new Ddim()
                .sample(
                        schedule.prediction()
                                .denoiser((x, at) -> NETWORK.at(new Step(
                                        x, at.timestep(), at.signal(), at.noise(), at.index(), schedule.steps()))),
                        schedule.start(noise),
                        schedule,
                        TorchCpuNoise.seeded(0));
        return again.rootMeanSquareDifference(LATENT);
    }

    private static NodeTester<Invert.In, Invert.Out> tester(Schedule schedule) {
        return NodeTester.of(new Invert())
                .with("prediction", NETWORK)
                .with("schedule", schedule)
                .with("latent", LATENT);
    }

    private static Schedule schedule(String counting) {
        return DiffusersConfig.read(Map.of(
                        "_class_name",
                        counting,
                        "beta_schedule",
                        "scaled_linear",
                        "beta_start",
                        0.00085,
                        "beta_end",
                        0.012,
                        "clip_sample",
                        false,
                        "set_alpha_to_one",
                        false))
                .schedule(10);
    }
}
