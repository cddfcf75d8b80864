package org.quarry.nodes.guidance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quarry.nodes.guidance.Predictions.WITH;
import static org.quarry.nodes.guidance.Predictions.WITHOUT;
import static org.quarry.nodes.guidance.Predictions.step;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.quarry.diffusion.AdaptiveProjectedGuidance;
import org.quarry.diffusion.Level;
import org.quarry.diffusion.PredictionKind;
import org.quarry.diffusion.Schedule;
import org.quarry.diffusion.ScheduleConfig;
import org.quarry.diffusion.TrainingLevels;
import org.quarry.node.NodeFunction;
import org.quarry.node.Step;
import org.quarry.node.testing.NodeTester;
import org.quarry.node.testing.TestLazy;
import org.quarry.tensor.Tensor;

/** Guidance that leaves out what lies along the conditional prediction, alone and after a plain beginning. */
class ProjectedGuidanceTest {
    @Test
    void projected_guidance_remembers_what_earlier_steps_changed() {
        NodeTester<AdaptiveProjected.In, AdaptiveProjected.Out> node = guiding(new AdaptiveProjected())
                .at(step(0))
                .with("scale", 3.0)
                .with("parallel", 1.0)
                .with("threshold", 0.0)
                .with("momentum", -0.5);

        AdaptiveProjected.Out first = node.run();
        AdaptiveProjected.Out second = node.after(first).run();

        assertThat(first.average()).isEqualTo(WITH.minus(WITHOUT));
        assertThat(first.guided()).isEqualTo(WITH.mix(3, WITHOUT, -2));
        assertThat(second.average()).isEqualTo(WITH.minus(WITHOUT).times(0.5));
        assertThat(second.guided()).isEqualTo(WITH.mix(1, second.average(), 2));
        assertThat(node.with("momentum", 0.0).after(first).run()).isEqualTo(first);
    }

    @Test
    void the_formulation_of_diffusers_starts_from_the_unconditional_prediction() {
        NodeTester<AdaptiveProjected.In, AdaptiveProjected.Out> node =
                guiding(new AdaptiveProjected()).at(step(0)).with("scale", 1.0);

        assertThat(node.run().guided()).isEqualTo(WITH);
        assertThat(node.with("formulation", Formulation.DIFFUSERS).run().guided())
                .isNotEqualTo(WITH);
    }

    /** Whatever a network was trained to put out, it means the same clean sample, and that is what is projected. */
    @ParameterizedTest
    @EnumSource
    void with_the_schedule_the_clean_samples_are_projected(PredictionKind kind) {
        Step step = new Step(Tensor.of(WITH.shape(), 0.3f, -0.2f, 0.5f, 0.1f), 400, 0.8, 0.6, 4, 10);
        Level level = new Level(4, 400, 0.8, 0.6);
        AdaptiveProjectedGuidance guidance =
                new AdaptiveProjectedGuidance(5, 0, 2, Reach.PICTURE.extent(), Formulation.PAPER.origin());

        Tensor guided = NodeTester.of(new AdaptiveProjected())
                .with("conditional", TestLazy.of(kind.output(WITH, step.sample(), level)))
                .with("unconditional", TestLazy.of(kind.output(WITHOUT, step.sample(), level)))
                .with("scale", 5.0)
                .with("threshold", 2.0)
                .with("schedule", scheduleOf(kind))
                .at(step)
                .run()
                .guided();

        Tensor wanted = guidance.guide(WITHOUT, WITH, WITH.minus(WITHOUT));
        assertThat(kind.clean(guided, step.sample(), level).rootMeanSquareDifference(wanted))
                .isLessThan(1e-5);
    }

    private static Schedule scheduleOf(PredictionKind kind) {
        return ScheduleConfig.of(TrainingLevels.linear(1000, 0.0001, 0.02), kind)
                .schedule(10);
    }

    @Test
    void a_mixture_begins_with_plain_guidance() {
        NodeTester<AdaptiveProjectedMix.In, AdaptiveProjectedMix.Out> node =
                guiding(new AdaptiveProjectedMix()).with("firstScale", 2.0).with("firstSteps", 3);

        assertThat(node.at(step(2)).run().guided()).isEqualTo(WITH.mix(2, WITHOUT, -1));
        assertThat(node.at(step(3)).run().guided())
                .isEqualTo(guiding(new AdaptiveProjected())
                        .at(step(0))
                        .with("threshold", 10.0)
                        .run()
                        .guided());
    }

    /** What it remembers of its plain beginning are changes of clean samples, too, so that later ones can be added. */
    @ParameterizedTest
    @EnumSource
    void a_mixture_with_the_schedule_projects_and_remembers_clean_samples(PredictionKind kind) {
        Tensor sample = Tensor.of(WITH.shape(), 0.3f, -0.2f, 0.5f, 0.1f);
        Level level = new Level(0, 400, 0.8, 0.6);
        NodeTester<AdaptiveProjectedMix.In, AdaptiveProjectedMix.Out> node = NodeTester.of(new AdaptiveProjectedMix())
                .with("conditional", TestLazy.of(kind.output(WITH, sample, level)))
                .with("unconditional", TestLazy.of(kind.output(WITHOUT, sample, level)))
                .with("schedule", scheduleOf(kind))
                .with("firstSteps", 1)
                .with("firstScale", 2.0)
                .with("scale", 5.0)
                .with("threshold", 0.0)
                .with("parallel", 1.0)
                .with("momentum", -0.5);

        AdaptiveProjectedMix.Out first =
                node.at(new Step(sample, 400, 0.8, 0.6, 0, 10)).run();
        AdaptiveProjectedMix.Out second =
                node.at(new Step(sample, 400, 0.8, 0.6, 1, 10)).after(first).run();

        Tensor change = WITH.minus(WITHOUT);
        assertThat(first.average().rootMeanSquareDifference(change)).isLessThan(1e-5);
        assertThat(kind.clean(first.guided(), sample, level).rootMeanSquareDifference(WITHOUT.mix(1, change, 2)))
                .isLessThan(1e-5);
        assertThat(second.average().rootMeanSquareDifference(change.times(0.5))).isLessThan(1e-5);
        assertThat(kind.clean(second.guided(), sample, level).rootMeanSquareDifference(WITH.mix(1, change, 2)))
                .isLessThan(1e-5);
    }

    private static <I extends Record, O extends Record> NodeTester<I, O> guiding(NodeFunction<I, O> node) {
        return NodeTester.of(node)
                .with("conditional", TestLazy.of(WITH))
                .with("unconditional", TestLazy.of(WITHOUT))
                .at(step(3));
    }
}
