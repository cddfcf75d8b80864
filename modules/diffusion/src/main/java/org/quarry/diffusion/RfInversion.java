package org.quarry.diffusion;

import java.util.List;
import org.quarry.tensor.Noise;
import org.quarry.tensor.Tensor;

/**
 * Rout et al. (2024), "Semantic Image Inversion and Editing using Rectified Stochastic Differential Equations"
 * (RF-Inversion), eq. 8: on the way up, a share of the velocity is replaced by that of the straight line to one draw of
 * noise y₁, which brings the result among the noises that the network knows:
 *
 * <pre>
 *   dY = [u(Y, t) + γ · ((y₁ − Y)/(1 − t) − u(Y, t))] dt
 * </pre>
 *
 * <p>What that loses, {@link FlowInversion.Control} brings back on the way down. Steps are Euler's.
 *
 * @param gamma γ, 0.5 as published; 0 follows the network alone, 1 leads to the drawn noise
 */
public record RfInversion(double gamma) implements FlowInversion {
    @Override
    public FlowNoise invert(Denoiser model, Tensor clean, Schedule schedule, Noise noise) {
        List<Level> levels = FlowField.levels(schedule);
        FlowField field = new FlowField(model, schedule);
        Tensor end = noise.next(clean.shape());
        Tensor y = clean.times(1 / FlowField.length(schedule.end()));
        for (int i = schedule.steps() - 1; i >= 0; i--) {
            Level from = levels.get(i + 1).inStep(i);
            double t = FlowField.time(from);
            double h = FlowField.time(levels.get(i)) - t;
            Tensor straight = end.mix(1 / (1 - t), y, -1 / (1 - t));
            y = y.mix(1, field.velocity(y, from).mix(1 - gamma, straight, gamma), h);
        }
        return new FlowNoise(this, schedule, y, clean);
    }

    @Override
    public Tensor generate(Denoiser model, FlowNoise inverted, Control control) {
        return inverted.descend(
                new FlowField(model, inverted.schedule()),
                (field, y, from, to) -> y.mix(1, field.velocity(y, from), FlowField.time(to) - FlowField.time(from)),
                control);
    }
}
