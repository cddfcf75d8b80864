package org.quarry.diffusion;

import org.quarry.tensor.Combination;
import org.quarry.tensor.Tensor;

/**
 * Ju et al. (2024), "PnP Inversion: Boosting Diffusion-based Editing with 3 Lines of Code", algorithm 1. The samples z* of
 * an inversion are kept. Generation runs a branch with the source prompt and one with the target prompt, and after each
 * step puts the source branch back on its way:
 *
 * <pre>
 *   o = z*ₛ − DDIM(zₜ, source),    z_s = DDIM(zₜ, source) + o,    z'_s = DDIM(z'ₜ, target) + k · o
 * </pre>
 *
 * <p>So the source branch ends in the picture exactly. With k = 0 the target branch is left alone, as published for
 * methods whose branches share attention; with k = 1, the paper's variant "add target", it is corrected by what the source
 * branch needed, and with equal prompts also ends in the picture.
 *
 * @param share k
 */
public record DirectInversion(double share) {
    /** What both branches come to. */
    public record Branches(Tensor source, Tensor target) {}

    /** Generates from an inversion. @param source what the network says with the prompt of the inversion */
    public Branches generate(Denoiser source, Denoiser target, InvertedPath path) {
        Schedule schedule = path.schedule();
        Tensor edited = path.noisiest();
        for (int i = 0; i < schedule.steps(); i++) {
            Tensor lost = path.before(i + 1).minus(step(source, path.before(i), schedule, i));
            edited = step(target, edited, schedule, i).mix(1, lost, share);
        }
        return new Branches(path.before(schedule.steps()), edited);
    }

    private static Tensor step(Denoiser model, Tensor x, Schedule schedule, int i) {
        Combination clean = schedule.clean(model, x, schedule.at(i));
        Combination epsilon = ForwardProcess.noiseBeside(clean, x, schedule.at(i));
        Level next = schedule.after(i);
        return clean.times(next.signal()).plus(epsilon.times(next.noise())).tensor();
    }
}
