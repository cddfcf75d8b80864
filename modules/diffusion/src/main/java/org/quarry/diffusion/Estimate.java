package org.quarry.diffusion;

import java.util.Optional;
import org.quarry.tensor.Combination;
import org.quarry.tensor.Tensor;

/**
 * All that a network says about a noisy sample.
 *
 * @param clean the clean sample, as a sum that a step can go on with in one pass
 * @param variance what it says of the variance of a step, for networks that were trained to; of equal shape
 */
public record Estimate(Combination clean, Optional<Tensor> variance) {}
