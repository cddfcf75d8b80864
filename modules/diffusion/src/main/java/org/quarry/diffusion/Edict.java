package org.quarry.diffusion;

import org.quarry.tensor.Tensor;

/**
 * Wallace, Gokul and Naik (2023), "EDICT: Exact Diffusion Inversion via Coupled Transformations", eq. 14 and 15. Two latents
 * take turns: each is moved by DDIM's step with the noise that the network sees in the other, and then both are mixed:
 *
 * <pre>
 *   x' = A · x + B · ε(y),    y' = A · y + B · ε(x'),    x = p · x' + (1 − p) · y',    y = p · y' + (1 − p) · x
 * </pre>
 *
 * <p>Every line can be undone. Which of the two goes first alternates from step to step, as in the authors' code. The
 * network is asked twice for each step.
 *
 * @param mixing p, 0.93 as published: lower keeps the two closer together, higher loses less in inversion
 */
public record Edict(double mixing) implements ExactInversion {
    /** As published. */
    public static final Edict PUBLISHED = new Edict(0.93);

    /** Checks the share. */
    public Edict {
        if (!(mixing > 0 && mixing <= 1)) {
            throw new IllegalArgumentException("mixing is " + mixing + "; wanted above 0 and at most 1");
        }
    }

    @Override
    public TwinLatents invert(Denoiser model, Tensor clean, Schedule schedule) {
        ExactInversion.levels(schedule);
        Tensor x = clean;
        Tensor y = clean;
        for (int i = schedule.steps() - 1; i >= 0; i--) {
            y = y.mix(1 / mixing, x, 1 - 1 / mixing);
            x = x.mix(1 / mixing, y, 1 - 1 / mixing);
            if (i % 2 == 0) {
                y = up(model, y, x, schedule, i);
                x = up(model, x, y, schedule, i);
            } else {
                x = up(model, x, y, schedule, i);
                y = up(model, y, x, schedule, i);
            }
        }
        return new TwinLatents(this, schedule, x, y);
    }

    @Override
    public Tensor generate(Denoiser model, TwinLatents twins) {
        Schedule schedule = twins.schedule();
        Tensor x = twins.first();
        Tensor y = twins.second();
        for (int i = 0; i < schedule.steps(); i++) {
            if (i % 2 == 0) {
                x = down(model, x, y, schedule, i);
                y = down(model, y, x, schedule, i);
            } else {
                y = down(model, y, x, schedule, i);
                x = down(model, x, y, schedule, i);
            }
            x = x.mix(mixing, y, 1 - mixing);
            y = y.mix(mixing, x, 1 - mixing);
        }
        return x;
    }

    private static Tensor up(Denoiser model, Tensor moved, Tensor seen, Schedule schedule, int i) {
        Tensor epsilon = schedule.noise(model, seen, schedule.at(i));
        return ExactInversion.move(moved, epsilon, schedule.after(i), schedule.at(i));
    }

    private static Tensor down(Denoiser model, Tensor moved, Tensor seen, Schedule schedule, int i) {
        Tensor epsilon = schedule.noise(model, seen, schedule.at(i));
        return ExactInversion.move(moved, epsilon, schedule.at(i), schedule.after(i));
    }
}
