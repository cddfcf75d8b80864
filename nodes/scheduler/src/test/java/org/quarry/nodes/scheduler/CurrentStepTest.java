package org.quarry.nodes.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.quarry.node.Step;
import org.quarry.node.testing.NodeTester;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

class CurrentStepTest {
    @Test
    void the_current_step_tells_where_the_run_stands() {
        Tensor sample = Tensor.filled(Shape.of(1, 4, 4, 4), 0.7);
        Step step = new Step(sample, 321.5, 0.6, 0.8, 3, 12);

        CurrentStep.Out out = NodeTester.of(new CurrentStep()).at(step).run();

        assertThat(out).isEqualTo(new CurrentStep.Out(sample, 0.8 / 0.6, 321.5, 3, 0.25));
    }
}
