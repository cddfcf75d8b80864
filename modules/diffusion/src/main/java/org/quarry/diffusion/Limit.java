package org.quarry.diffusion;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.quarry.tensor.Combination;
import org.quarry.tensor.Tensor;

/** How far the values of a predicted clean sample may reach. Models of pixels have such a limit, models of latents none. */
public sealed interface Limit {
    /** No limit. */
    Limit NONE = new None();

    /** The sample within the limit. @param clean shape {@code B,…}; each of the batch is treated for itself */
    Tensor apply(Tensor clean);

    /** The same of a sum, which is left open where nothing has to be cut off. @see #apply(Tensor) */
    default Combination apply(Combination clean) {
        return Combination.of(apply(clean.tensor()));
    }

    /** Leaves the sample as it is. */
    record None() implements Limit {
        @Override
        public Tensor apply(Tensor clean) {
            return clean;
        }

        @Override
        public Combination apply(Combination clean) {
            return clean;
        }
    }

    /** Cuts values off at ±range. */
    record Clip(double range) implements Limit {
        @Override
        public Tensor apply(Tensor clean) {
            return clean.map(value -> Math.max(-range, Math.min(range, value)));
        }
    }

    /**
     * Dynamic thresholding of Saharia et al. (2022), "Imagen", section 2.3: with s a quantile of |x₀|, values are cut off
     * at ±s and divided by s.
     *
     * @param ratio which quantile, 0 to 1
     * @param largest upper bound of s; its lower bound is 1
     */
    record Threshold(double ratio, double largest) implements Limit {
        @Override
        public Tensor apply(Tensor clean) {
            return Tensor.concatenate(IntStream.range(0, clean.shape().size(0))
                    .mapToObj(row -> single(clean.rows(row, row + 1)))
                    .toList());
        }

        private Tensor single(Tensor clean) {
            double s = Math.max(1, Math.min(largest, quantile(clean)));
            return clean.map(value -> Math.max(-s, Math.min(s, value)) / s);
        }

        /** Linear between the two nearest ranks. */
        private double quantile(Tensor clean) {
            double[] sizes = clean.map(Math::abs).toDoubles();
            Arrays.sort(sizes);
            double rank = ratio * (sizes.length - 1);
            int below = (int) rank;
            int above = Math.min(below + 1, sizes.length - 1);
            return sizes[below] + (rank - below) * (sizes[above] - sizes[below]);
        }
    }
}
