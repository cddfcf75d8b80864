package org.quarry.diffusion;

import java.util.List;
import org.quarry.tensor.Noise;
import org.quarry.tensor.Tensor;

/**
 * Wang et al. (2024), "Taming Rectified Flow for Inversion and Editing" (RF-Solver), eq. 8, with the derivative taken over
 * half a step as in the authors' code, which makes it the midpoint rule:
 *
 * <pre>
 *   y' = y + h · u(y + h/2 · u(y, t), t + h/2)
 * </pre>
 *
 * <p>It is of second order, so that the way back misses the way there by little, and asks the network twice for each step.
 */
public record RfSolver() implements FlowInversion {
    @Override
    public FlowNoise invert(Denoiser model, Tensor clean, Schedule schedule, Noise noise) {
        List<Level> levels = FlowField.levels(schedule);
        FlowField field = new FlowField(model, schedule);
        Tensor y = clean.times(1 / FlowField.length(schedule.end()));
        for (int i = schedule.steps() - 1; i >= 0; i--) {
            y = step(field, y, levels.get(i + 1).inStep(i), levels.get(i));
        }
        return new FlowNoise(this, schedule, y, clean);
    }

    @Override
    public Tensor generate(Denoiser model, FlowNoise inverted, Control control) {
        return inverted.descend(new FlowField(model, inverted.schedule()), RfSolver::step, control);
    }

    private static Tensor step(FlowField field, Tensor y, Level from, Level to) {
        double h = FlowField.time(to) - FlowField.time(from);
        Tensor middle = y.mix(1, field.velocity(y, from), h / 2);
        return y.mix(1, field.velocity(middle, field.halfway(from, to)), h);
    }
}
