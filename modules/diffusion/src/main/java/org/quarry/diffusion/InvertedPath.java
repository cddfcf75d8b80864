package org.quarry.diffusion;

import java.util.List;
import org.quarry.tensor.Tensor;

/**
 * The way from a picture up to its noise.
 *
 * @param schedule the schedule whose steps were gone backwards
 * @param samples the clean one first, then one for each step, the noisiest last
 * @param unsettled at how many steps the iterations did not settle: guidance was too strong for them
 */
public record InvertedPath(Schedule schedule, List<Tensor> samples, int unsettled) {
    /** Copies the list and checks its length. */
    public InvertedPath {
        samples = List.copyOf(samples);
        if (samples.size() != schedule.steps() + 1) {
            throw new IllegalArgumentException(
                    samples.size() + " samples for " + schedule.steps() + " steps; wanted one more than steps");
        }
    }

    /** Where the way ends, and generation begins. */
    public Tensor noisiest() {
        return samples.get(samples.size() - 1);
    }

    /** The sample before step i of the generation; with the number of steps, the clean one. */
    public Tensor before(int step) {
        return samples.get(schedule.steps() - step);
    }
}
