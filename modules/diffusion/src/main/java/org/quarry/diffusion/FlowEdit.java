package org.quarry.diffusion;

import java.util.List;
import org.quarry.tensor.Noise;
import org.quarry.tensor.Tensor;

/**
 * Kulikov et al. (2024), "FlowEdit: Inversion-Free Text-Based Editing Using Pre-Trained Flow Models", algorithm 1. No noise
 * is sought. The picture is moved by the difference of what the network says with the target and with the source prompt,
 * both at samples with the same fresh noise:
 *
 * <pre>
 *   z_source = (1 − t) · x + t · n,    z_target = z + z_source − x
 *   z ← z + (t' − t) · (u_target(z_target) − u_source(z_source)),    mean over some draws of n
 * </pre>
 *
 * <p>With equal prompts nothing moves. Steps left out at the beginning (n_max of the paper) are a schedule with less
 * strength. Other networks are seen as flows.
 *
 * @param draws how many n are drawn for each step
 */
public record FlowEdit(int draws) {
    /** Edits a latent. @param noise drawn from as often as {@code draws} for each step */
    public Tensor edit(Denoiser source, Denoiser target, Tensor clean, Schedule schedule, Noise noise) {
        List<Level> levels = FlowField.levels(schedule);
        FlowField from = new FlowField(source, schedule);
        FlowField to = new FlowField(target, schedule);
        Tensor z = clean;
        for (int i = 0; i < schedule.steps(); i++) {
            double t = FlowField.time(levels.get(i));
            // The picture itself is clean, also where the schedule would end a little before.
            double next = i + 1 < schedule.steps() ? FlowField.time(levels.get(i + 1)) : 0;
            Tensor offset = z.minus(clean);
            for (int k = 0; k < draws; k++) {
                Tensor noisy = clean.mix(1 - t, noise.next(clean.shape()), t);
                Tensor difference =
                        to.velocity(noisy.plus(offset), levels.get(i)).minus(from.velocity(noisy, levels.get(i)));
                z = z.mix(1, difference, (next - t) / draws);
            }
        }
        return z;
    }
}
