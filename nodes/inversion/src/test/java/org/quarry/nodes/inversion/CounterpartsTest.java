package org.quarry.nodes.inversion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.quarry.diffusion.Ddim;
import org.quarry.diffusion.DdpmNoises;
import org.quarry.diffusion.DiffusersConfig;
import org.quarry.diffusion.FlowNoise;
import org.quarry.diffusion.InvertedPath;
import org.quarry.diffusion.Level;
import org.quarry.diffusion.Schedule;
import org.quarry.diffusion.TwinLatents;
import org.quarry.node.NodeException;
import org.quarry.node.NodeFunction;
import org.quarry.node.PerStep;
import org.quarry.node.Step;
import org.quarry.node.testing.NodeTester;
import org.quarry.node.testing.TestCall;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;
import org.quarry.tensor.TorchCpuNoise;

/** Each way up and the way down that belongs to it, with networks that are smooth but not linear. */
class CounterpartsTest {
    private static final Tensor LATENT = TorchCpuNoise.seeded(4).next(Shape.of(1, 4, 4, 4));
    private static final PerStep<Tensor> SOURCE =
            step -> step.sample().map(x -> 0.3 * x + 0.1 * Math.sin(3 * x + step.timestep() / 200));
    private static final PerStep<Tensor> TARGET =
            step -> step.sample().map(x -> 0.4 * x + 0.2 * Math.sin(2 * x + step.timestep() / 300) - 0.1);

    @ParameterizedTest
    @EnumSource(ExactMethod.class)
    void an_exact_inversion_is_undone(ExactMethod method) {
        TwinLatents twins = up(new InvertExactly(), schedule(10))
                .with("method", method)
                .runPure()
                .twins();

        assertThat(error(exactly(twins, SOURCE))).isLessThan(1e-4);
        assertThat(error(exactly(twins, TARGET))).isGreaterThan(0.05);
    }

    @Test
    void edit_friendly_noises_make_the_latent_again_and_more_skip_keeps_more_of_it() {
        DdpmNoises noises = up(new InvertEditFriendly(), schedule(10))
                .with("seed", 5)
                .runPure()
                .noises();

        assertThat(error(editFriendly(noises, SOURCE, 0))).isLessThan(1e-5);
        assertThat(error(editFriendly(noises, TARGET, 0.6))).isBetween(0.001, error(editFriendly(noises, TARGET, 0.2)));
        assertThat(editFriendly(noises, TARGET, 1)).isEqualTo(LATENT);
    }

    @Test
    void the_noises_are_those_of_the_seed() {
        Tensor some = up(new InvertEditFriendly(), schedule(10))
                .with("seed", 5)
                .run()
                .noises()
                .samples()
                .get(0);
        Tensor others = up(new InvertEditFriendly(), schedule(10))
                .with("seed", 6)
                .run()
                .noises()
                .samples()
                .get(0);

        assertThat(some).isNotEqualTo(others);
    }

    @Test
    void the_source_branch_comes_back_exactly_and_takes_the_target_branch_along() {
        InvertedPath path =
                up(new Invert(), schedule(10)).with("iterations", 0).run().path();

        GenerateDirectly.Out same = directly(path, SOURCE, 1);
        GenerateDirectly.Out alone = directly(path, SOURCE, 0);

        assertThat(same.source()).isEqualTo(LATENT);
        assertThat(error(same.latent())).isLessThan(1e-5);
        assertThat(error(alone.latent())).isGreaterThan(1e-3);
        assertThat(error(directly(path, TARGET, 1).latent())).isGreaterThan(0.01);
    }

    @Test
    void rf_solver_comes_back() {
        FlowNoise noise = up(new InvertFlow(), flow(20))
                .with("method", FlowMethod.RF_SOLVER)
                .runPure()
                .inverted();

        assertThat(error(flow(noise, SOURCE, 0))).isLessThan(1e-3);
    }

    @Test
    void rf_inversion_comes_back_as_far_as_it_is_drawn() {
        FlowNoise noise = up(new InvertFlow(), flow(20))
                .with("method", FlowMethod.RF_INVERSION)
                .with("seed", 3)
                .runPure()
                .inverted();

        double free = error(flow(noise, TARGET, 0));
        double drawn = error(flow(noise, TARGET, 0.9));

        assertThat(drawn).isLessThan(free);
        assertThat(error(flow(noise, TARGET, 1))).isLessThan(1e-5);
    }

    @Test
    void flow_edit_changes_only_what_the_prompts_differ_in() {
        assertThat(error(flowEdit(SOURCE))).isLessThan(1e-6);
        assertThat(error(flowEdit(TARGET))).isGreaterThan(0.01);
    }

    @Test
    void a_network_that_is_no_flow_is_seen_as_one() {
        FlowNoise noise = up(new InvertFlow(), schedule(20)).run().inverted();

        assertThat(error(flow(noise, SOURCE, 0))).isLessThan(2e-3);
    }

    @Test
    void progress_counts_steps_however_often_the_network_is_asked() {
        TestCall call = new TestCall();

        up(new InvertExactly(), schedule(10))
                .with("method", ExactMethod.EDICT)
                .calling(call)
                .run();

        assertThat(call.progress())
                .hasSize(20)
                .startsWith(new TestCall.Progress(0, 10), new TestCall.Progress(0, 10))
                .endsWith(new TestCall.Progress(9, 10), new TestCall.Progress(9, 10));
    }

    @Test
    void a_flow_that_begins_without_signal_cannot_be_inverted_exactly() {
        Schedule whole = flow(10);
        Schedule fromNothing = new Schedule(
                List.of(new Level(0, 1000, 0, 1)),
                List.of(whole.end().inStep(1)),
                whole.prediction(),
                whole.limit(),
                1,
                whole.training(),
                0,
                new Ddim());

        assertThatThrownBy(() -> up(new InvertExactly(), fromNothing).run())
                .isInstanceOf(NodeException.class)
                .hasMessageContaining("no signal is left");
    }

    @Test
    void a_known_prediction_leads_to_its_latent_by_any_kind_of_network() {
        for (Schedule schedule : List.of(schedule(10), flow(10))) {
            PerStep<Tensor> known = step -> NodeTester.of(new KnownPrediction())
                    .with("latent", LATENT)
                    .with("schedule", schedule)
                    .at(step)
                    .run()
                    .prediction();

            Tensor end = new Ddim()
                    .sample(
                            Wire.denoiser(known, schedule, new TestCall()),
                            TorchCpuNoise.seeded(9).next(LATENT.shape()),
                            schedule,
                            TorchCpuNoise.seeded(0));

            // The schedule of Stable Diffusion ends with a little noise left: 0.03 of a normal draw.
            assertThat(error(end)).isLessThan(0.06);
        }
    }

    @Test
    void one_known_latent_serves_a_batch_and_another_size_is_refused() {
        NodeTester<KnownPrediction.In, KnownPrediction.Out> tester =
                NodeTester.of(new KnownPrediction()).with("latent", LATENT).with("schedule", schedule(10));

        Tensor two = tester.at(step(Shape.of(2, 4, 4, 4))).run().prediction();

        assertThat(two.rows(0, 1)).isEqualTo(two.rows(1, 2));
        assertThatThrownBy(() -> tester.at(step(Shape.of(1, 4, 8, 4))).run())
                .isInstanceOf(NodeException.class)
                .hasMessage("found shape [1, 4, 4, 4], the current sample has [1, 4, 8, 4]; wanted one latent of that"
                        + " size, or one for each sample: set the Noise source to the picture's width and height");
    }

    private static Step step(Shape shape) {
        return new Step(Tensor.filled(shape, 0.5), 500, 0.6, 0.8, 4, 10);
    }

    private static <I extends Record, O extends Record> NodeTester<I, O> up(
            NodeFunction<I, O> node, Schedule schedule) {
        return NodeTester.of(node)
                .with("prediction", SOURCE)
                .with("schedule", schedule)
                .with("latent", LATENT);
    }

    private static Tensor exactly(TwinLatents twins, PerStep<Tensor> prediction) {
        return NodeTester.of(new GenerateExactly())
                .with("prediction", prediction)
                .with("twins", twins)
                .runPure()
                .latent();
    }

    private static Tensor editFriendly(DdpmNoises noises, PerStep<Tensor> prediction, double skip) {
        return NodeTester.of(new GenerateEditFriendly())
                .with("prediction", prediction)
                .with("noises", noises)
                .with("skip", skip)
                .runPure()
                .latent();
    }

    private static GenerateDirectly.Out directly(InvertedPath path, PerStep<Tensor> target, double share) {
        return NodeTester.of(new GenerateDirectly())
                .with("source", SOURCE)
                .with("target", target)
                .with("path", path)
                .with("share", share)
                .runPure();
    }

    private static Tensor flow(FlowNoise noise, PerStep<Tensor> prediction, double strength) {
        return NodeTester.of(new GenerateFlow())
                .with("prediction", prediction)
                .with("inverted", noise)
                .with("strength", strength)
                .with("stop", 1)
                .runPure()
                .latent();
    }

    private static Tensor flowEdit(PerStep<Tensor> target) {
        return NodeTester.of(new EditFlow())
                .with("source", SOURCE)
                .with("target", target)
                .with("schedule", flow(10))
                .with("latent", LATENT)
                .with("draws", 2)
                .runPure()
                .latent();
    }

    private static double error(Tensor latent) {
        return latent.rootMeanSquareDifference(LATENT);
    }

    private static Schedule schedule(int steps) {
        return DiffusersConfig.read(Map.of(
                        "_class_name",
                        "DDIMScheduler",
                        "beta_schedule",
                        "scaled_linear",
                        "beta_start",
                        0.00085,
                        "beta_end",
                        0.012,
                        "clip_sample",
                        false,
                        "steps_offset",
                        1,
                        "set_alpha_to_one",
                        false))
                .schedule(steps);
    }

    private static Schedule flow(int steps) {
        return DiffusersConfig.read(Map.of("_class_name", "FlowMatchEulerDiscreteScheduler", "shift", 3.0))
                .schedule(steps);
    }
}
