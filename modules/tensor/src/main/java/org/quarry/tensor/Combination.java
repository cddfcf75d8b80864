package org.quarry.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A linear combination of tensors, written like the formula and computed in one pass, in double, with one rounding:
 *
 * <pre>{@code
 * Combination slope = Combination.of(clean).minus(before).times(1 / r);
 * Tensor next = Combination.of(x).times(ratio).plus(weight, clean).plus(slope.times(weight / 2)).tensor();
 * }</pre>
 *
 * <p>A tensor that occurs in several terms is read once.
 */
public final class Combination {
    private final List<Tensor> tensors;
    private final double[] factors;

    private Combination(List<Tensor> tensors, double... factors) {
        this.tensors = tensors;
        this.factors = factors;
    }

    /** {@code 1 · tensor}. */
    public static Combination of(Tensor tensor) {
        return new Combination(List.of(tensor), 1);
    }

    /** The result's shape. */
    public Shape shape() {
        return tensors.get(0).shape();
    }

    /** {@code factor · this}. */
    public Combination times(double factor) {
        double[] scaled = factors.clone();
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] *= factor;
        }
        return new Combination(tensors, scaled);
    }

    /** {@code this + factor · tensor}. */
    public Combination plus(double factor, Tensor tensor) {
        return plus(of(tensor).times(factor));
    }

    /** {@code this - tensor}. */
    public Combination minus(Tensor tensor) {
        return plus(-1, tensor);
    }

    /** {@code this - other}. */
    public Combination minus(Combination other) {
        return plus(other.times(-1));
    }

    /** {@code this + other}. */
    public Combination plus(Combination other) {
        List<Tensor> all = new ArrayList<>(tensors);
        double[] sums = Arrays.copyOf(factors, factors.length + other.factors.length);
        for (int k = 0; k < other.factors.length; k++) {
            int at = indexIn(all, other.tensors.get(k));
            sums[at] += other.factors[k];
        }
        return new Combination(all, Arrays.copyOf(sums, all.size()));
    }

    /** Where the very tensor stands, at the end if it is new. Equal numbers elsewhere would be found too slowly. */
    @SuppressWarnings("ReferenceEquality")
    private static int indexIn(List<Tensor> all, Tensor tensor) {
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i) == tensor) {
                return i;
            }
        }
        all.add(tensor);
        return all.size() - 1;
    }

    /**
     * The numbers. Each tensor has the first one's shape, or a first axis of 1, which then serves every row of the batch.
     *
     * @throws IllegalArgumentException if the shapes do not fit
     */
    public Tensor tensor() {
        return tensors.size() == 1 && factors[0] == 1 ? tensors.get(0) : WeightedSum.of(tensors, factors);
    }
}
