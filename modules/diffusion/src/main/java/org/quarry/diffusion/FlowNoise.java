package org.quarry.diffusion;

import java.util.List;
import org.quarry.tensor.Tensor;

/**
 * What an inversion of a flow leads to.
 *
 * @param method how; generation takes the same kind of step
 * @param schedule the schedule of both directions
 * @param noise the noisy end, on the flow's straight line
 * @param original the latent that was inverted, which generation may be drawn towards
 */
public record FlowNoise(FlowInversion method, Schedule schedule, Tensor noise, Tensor original) {
    /** Down again. */
    public Tensor generate(Denoiser model, FlowInversion.Control control) {
        return method.generate(model, this, control);
    }

    /** From one level to the next in flow coordinates. */
    @FunctionalInterface
    interface FlowStep {
        Tensor of(FlowField field, Tensor y, Level from, Level to);
    }

    Tensor descend(FlowField field, FlowStep step, FlowInversion.Control control) {
        List<Level> levels = FlowField.levels(schedule);
        double length = FlowField.length(schedule.end());
        Tensor target = original.times(1 / length);
        Tensor y = noise;
        for (int i = 0; i < schedule.steps(); i++) {
            Tensor next = step.of(field, y, levels.get(i), levels.get(i + 1));
            if (control.acts(i, schedule.steps())) {
                // The straight line to the original; at strength 1 it is followed exactly.
                double left = FlowField.time(levels.get(i + 1)) / FlowField.time(levels.get(i));
                next = next.mix(1 - control.strength(), y.mix(left, target, 1 - left), control.strength());
            }
            y = next;
        }
        return y.times(length);
    }
}
