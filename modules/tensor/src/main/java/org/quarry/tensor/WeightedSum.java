package org.quarry.tensor;

import java.util.Arrays;
import java.util.List;

/**
 * {@code Σ factorᵢ · partᵢ} in one pass over memory: block by block, in double, with one rounding at the end.
 *
 * <p>Compilers of Java 17 do not turn float into double for several elements at once, so time goes into single
 * instructions: products are fused with their additions, and two parts share a loop, which loads and stores the block once
 * for both.
 */
final class WeightedSum {
    private final List<Tensor> parts;
    private final double[] factors;
    private final Tensor first;

    private WeightedSum(List<Tensor> parts, double... factors) {
        this.parts = parts;
        this.factors = factors;
        this.first = parts.get(0);
    }

    /** The first part has the result's shape, the others that or one row of it. */
    static Tensor of(List<Tensor> parts, double... factors) {
        return new WeightedSum(parts, factors).tensor();
    }

    private Tensor tensor() {
        int count = first.values().count();
        Values result = Values.blank(count, parts.stream().anyMatch(Tensor::isPrecise));
        int period = parts.stream()
                .mapToInt(part -> part.periodWithin(first.shape()))
                .min()
                .orElse(count);
        for (int start = 0; start < count; start += period) {
            int row = start;
            Values.blocks(period, (from, block, length) -> {
                add(row, from, block, length);
                result.write(row + from, block, length);
            });
        }
        return new Tensor(first.shape(), result);
    }

    private void add(int row, int from, double[] block, int length) {
        Arrays.fill(block, 0, length, 0);
        int k = 0;
        for (; k + 1 < factors.length; k += 2) {
            addTwo(term(k, row, from), term(k + 1, row, from), block, length);
        }
        if (k < factors.length) {
            term(k, row, from).add(block, length);
        }
    }

    private Term term(int k, int row, int from) {
        Values values = parts.get(k).values();
        boolean whole = values.count() == first.values().count();
        return new Term(values, factors[k], whole ? row + from : from);
    }

    /** A part from one of its elements on. */
    private record Term(Values values, double factor, int from) {
        void add(double[] block, int length) {
            values.add(factor, from, block, length);
        }
    }

    private static void addTwo(Term one, Term other, double[] block, int length) {
        if (!(one.values() instanceof Values.Floats && other.values() instanceof Values.Floats)) {
            one.add(block, length);
            other.add(block, length);
            return;
        }
        float[] x = one.values().floats();
        float[] y = other.values().floats();
        double a = one.factor();
        double b = other.factor();
        int xFrom = one.from();
        int yFrom = other.from();
        for (int i = 0; i < length; i++) {
            block[i] = Math.fma(a, x[xFrom + i], Math.fma(b, y[yFrom + i], block[i]));
        }
    }
}
