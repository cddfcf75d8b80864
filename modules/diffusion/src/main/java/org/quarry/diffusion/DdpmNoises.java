package org.quarry.diffusion;

import java.util.List;
import org.quarry.tensor.Tensor;

/**
 * The noise space of {@link EditFriendlyDdpm}: what a run of DDPM must add at each step to come to one picture.
 *
 * @param schedule the schedule of both directions
 * @param samples the sample before each step, noisiest first, and the clean one
 * @param added σ · z of each step: what is added to its mean
 */
public record DdpmNoises(Schedule schedule, List<Tensor> samples, List<Tensor> added) {
    /** Copies the lists and checks their lengths. */
    public DdpmNoises {
        samples = List.copyOf(samples);
        added = List.copyOf(added);
        if (added.size() != schedule.steps() || samples.size() != schedule.steps() + 1) {
            throw new IllegalArgumentException(samples.size() + " samples and " + added.size() + " noises for "
                    + schedule.steps() + " steps; wanted one noise for each, and one sample more");
        }
    }
}
