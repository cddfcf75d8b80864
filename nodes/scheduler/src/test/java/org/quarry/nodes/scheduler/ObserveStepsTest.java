package org.quarry.nodes.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.quarry.diffusion.PredictionKind;
import org.quarry.diffusion.Schedule;
import org.quarry.diffusion.ScheduleConfig;
import org.quarry.diffusion.TrainingLevels;
import org.quarry.node.NodeException;
import org.quarry.node.PerStep;
import org.quarry.node.Step;
import org.quarry.node.testing.NodeTester;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

class ObserveStepsTest {
    private static final Shape LATENT = Shape.of(2, 4, 3, 3);
    private static final Schedule FIVE = ScheduleConfig.of(
                    TrainingLevels.scaledLinear(1000, 0.00085, 0.012), PredictionKind.EPSILON)
            .schedule(5);

    /** What the network saw in the run: the samples and timesteps, in order. */
    private final List<Step> seen = new ArrayList<>();

    @Test
    void it_sees_each_step_of_a_run_as_the_network_saw_it() {
        Denoise.Out run = run();
        List<Step> again = new ArrayList<>();

        observed(run.trajectory(), step -> {
            again.add(step);
            return step.sample();
        });

        assertThat(again).isEqualTo(seen).hasSize(5);
    }

    @Test
    void it_gives_all_values_in_order_and_their_mean() {
        Tensor trajectory = run().trajectory();

        ObserveSteps.Out out = observed(trajectory, step -> Tensor.filled(Shape.of(1, 2), step.index()));

        assertThat(out.values()).isEqualTo(Tensor.of(Shape.of(5, 2), 0, 0, 1, 1, 2, 2, 3, 3, 4, 4));
        assertThat(out.mean().rootMeanSquareDifference(Tensor.filled(Shape.of(1, 2), 2)))
                .isLessThan(1e-6);
    }

    @Test
    void a_trajectory_of_another_schedule_is_refused() {
        Tensor trajectory = run().trajectory();

        assertThatThrownBy(() -> observed(trajectory.rows(0, 11), Step::sample))
                .isInstanceOf(NodeException.class)
                .hasMessageStartingWith("found 11 samples for a schedule of 5 steps; wanted one before each step");
    }

    @Test
    void a_schedule_without_steps_is_refused() {
        assertThatThrownBy(() -> NodeTester.of(new ObserveSteps())
                        .with("value", (PerStep<Tensor>) Step::sample)
                        .with("schedule", FIVE.from(5))
                        .with("trajectory", Tensor.filled(LATENT, 0))
                        .run())
                .isInstanceOf(NodeException.class)
                .hasMessageContaining("with at least one step");
    }

    @Test
    void it_keeps_the_contract_of_a_node() {
        tester(run().trajectory(), Step::sample).keepsItsContract();
    }

    private Denoise.Out run() {
        PerStep<Tensor> half = step -> {
            seen.add(step);
            return step.sample().times(0.5);
        };
        Tensor noise = Tensor.filled(LATENT, 1);
        return NodeTester.of(new Denoise())
                .with("prediction", half)
                .with("schedule", FIVE)
                .with("noise", noise)
                .run();
    }

    private static ObserveSteps.Out observed(Tensor trajectory, PerStep<Tensor> value) {
        return tester(trajectory, value).run();
    }

    private static NodeTester<ObserveSteps.In, ObserveSteps.Out> tester(Tensor trajectory, PerStep<Tensor> value) {
        return NodeTester.of(new ObserveSteps())
                .with("value", value)
                .with("schedule", FIVE)
                .with("trajectory", trajectory);
    }
}
