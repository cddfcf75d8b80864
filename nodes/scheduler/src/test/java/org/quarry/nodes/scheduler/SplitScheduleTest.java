package org.quarry.nodes.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.quarry.diffusion.DiffusersConfig;
import org.quarry.diffusion.Schedule;
import org.quarry.node.NodeException;
import org.quarry.node.PerStep;
import org.quarry.node.testing.NodeTester;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;
import org.quarry.tensor.TorchCpuNoise;

/** Two runs, the second of which goes on where the first stops. */
class SplitScheduleTest {
    private static final Tensor NOISE = TorchCpuNoise.seeded(5).next(Shape.of(1, 4, 4, 4));

    /** Halves what it sees: the way depends on each step's sample. */
    private static final PerStep<Tensor> NETWORK = step -> step.sample().times(0.5);

    private static Schedule schedule(String scheduler) {
        return DiffusersConfig.read(Map.of("_class_name", scheduler)).schedule(10);
    }

    private static SplitSchedule.Out split(Schedule schedule, double part) {
        return NodeTester.of(new SplitSchedule())
                .with("schedule", schedule)
                .with("part", part)
                .run();
    }

    private static Tensor denoised(Schedule schedule, Tensor start, SamplerChoice sampler) {
        return NodeTester.of(new Denoise())
                .with("prediction", NETWORK)
                .with("schedule", schedule)
                .with("noise", start)
                .with("sampler", sampler)
                .run()
                .latent();
    }

    @ParameterizedTest
    @EnumSource(names = {"EULER", "DDIM", "HEUN", "DPM2"})
    void what_remembers_no_step_gets_to_the_same_end_in_two_runs_as_in_one(SamplerChoice sampler) {
        Schedule whole = schedule("EulerDiscreteScheduler");
        SplitSchedule.Out parts = split(whole, 0.7);

        Tensor half = denoised(parts.first(), NOISE, sampler);

        assertThat(parts.first().steps()).isEqualTo(7);
        assertThat(parts.rest().steps()).isEqualTo(3);
        assertThat(half).isNotEqualTo(NOISE);
        assertThat(denoised(parts.rest(), half, sampler)).isEqualTo(denoised(whole, NOISE, sampler));
    }

    @Test
    void the_second_run_does_not_make_its_start_larger_as_a_run_from_nothing_does() {
        Schedule whole = schedule("EulerDiscreteScheduler");
        SplitSchedule.Out parts = split(whole, 0.5);

        assertThat(parts.first().startingNoise()).isEqualTo(whole.startingNoise());
        assertThat(parts.rest().startingNoise()).isEqualTo(1);
        assertThat(parts.first().end().inStep(0)).isEqualTo(parts.rest().at(0));
    }

    @Test
    void the_node_keeps_its_contract() {
        NodeTester.of(new SplitSchedule())
                .with("schedule", schedule("DDIMScheduler"))
                .with("part", 0.8)
                .keepsItsContract();
    }

    @Test
    void flows_are_split_alike() {
        Schedule whole = schedule("FlowMatchEulerDiscreteScheduler");
        SplitSchedule.Out parts = split(whole, 0.2);

        Tensor half = denoised(parts.first(), NOISE, SamplerChoice.EULER);

        assertThat(denoised(parts.rest(), half, SamplerChoice.EULER))
                .isEqualTo(denoised(whole, NOISE, SamplerChoice.EULER));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.04, 0.96, 1})
    void a_run_without_steps_is_refused(double part) {
        Schedule whole = schedule("DDIMScheduler");

        assertThatThrownBy(() -> split(whole, part))
                .isInstanceOf(NodeException.class)
                .hasMessageContaining(part + " of 10 steps is rounded to ")
                .hasMessageContaining("leaves one of the two runs without any");
    }
}
