package org.quarry.diffusion;

import org.quarry.tensor.Combination;
import org.quarry.tensor.Noise;
import org.quarry.tensor.Tensor;

/**
 * Liu et al. (2022), "Pseudo Numerical Methods for Diffusion Models on Manifolds". Each step is DDIM's transfer φ (eq. 9)
 * with a combination e of the network's outputs:
 *
 * <pre>
 *   e = (55·e₀ − 59·e₁ + 37·e₂ − 9·e₃)/24                       linear multistep, eq. 12
 *   e = (e₁ + 2·e₂ + 2·e₃ + e₄)/6                               Runge-Kutta, eq. 13, for the first three steps
 * </pre>
 *
 * <p>The outputs themselves are combined, be they noise or velocity, and then give the clean sample at the step's start.
 *
 * @param rungeKutta whether the first steps are taken so, with four evaluations each, as the paper has it; if not, the first
 *     step is taken twice, the second time with the mean of the outputs at both its ends, and the next ones have lower
 *     orders: PLMS, as Stable Diffusion has it
 */
public record Pndm(boolean rungeKutta) implements Sampler {
    private static final int RUNGE_KUTTA_STEPS = 3;

    @Override
    public Tensor sample(Denoiser model, Tensor x, Schedule schedule, Noise noise) {
        History history = new History(AdamsBashforth.ORDER);
        for (int i = 0; i < schedule.steps(); i++) {
            Combination output = output(model, x, schedule.at(i), schedule);
            history.add(schedule.at(i), output);
            x = transfer(x, combined(model, x, history, schedule, i), schedule.at(i), schedule.after(i), schedule);
        }
        return x;
    }

    private Combination combined(Denoiser model, Tensor x, History history, Schedule schedule, int step) {
        boolean last = step == schedule.steps() - 1;
        if (rungeKutta && step < RUNGE_KUTTA_STEPS && !last) {
            return rungeKutta(model, x, history.value(0), schedule, step);
        } else if (!rungeKutta && step == 0 && !last) {
            Level next = schedule.after(0).inStep(0);
            Combination first = history.value(0);
            Combination there = output(model, transfer(x, first, schedule.at(0), next, schedule), next, schedule);
            return first.plus(there).times(0.5);
        }
        return AdamsBashforth.of(history);
    }

    /** As in the authors' code, half an odd step is rounded: once from above and once from below. */
    private static Combination rungeKutta(Denoiser model, Tensor x, Combination first, Schedule schedule, int step) {
        Level at = schedule.at(step);
        Level next = schedule.after(step).inStep(step);
        double half = Math.floor((at.timestep() - next.timestep()) / 2);
        Level above = schedule.training().atTimestep(at.timestep() - half).inStep(step);
        Level below = schedule.training().atTimestep(next.timestep() + half).inStep(step);
        Combination second = output(model, transfer(x, first, at, above, schedule), below, schedule);
        Combination third = output(model, transfer(x, second, at, below, schedule), below, schedule);
        Combination fourth = output(model, transfer(x, third, at, next, schedule), next, schedule);
        return first.plus(second.times(2)).plus(third.times(2)).plus(fourth).times(1 / 6.0);
    }

    private static Combination output(Denoiser model, Tensor x, Level at, Schedule schedule) {
        return Combination.of(model.output(schedule.prediction(), x, at));
    }

    private static Tensor transfer(Tensor x, Combination output, Level at, Level next, Schedule schedule) {
        Combination clean = schedule.limit().apply(schedule.prediction().cleanSum(output, x, at));
        return Euler.step(x, clean, at, next).tensor();
    }
}
