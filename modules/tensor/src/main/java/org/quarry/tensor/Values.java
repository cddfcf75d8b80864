package org.quarry.tensor;

import java.util.Arrays;

/**
 * Where a tensor's numbers lie. They are read and written in blocks of double, so that all arithmetic is written once, in
 * double, for both kinds.
 */
sealed interface Values {
    /** Small enough to stay in the first cache with its operands. */
    int BLOCK = 1024;

    int count();

    double at(int index);

    /** {@code block[i] = factor · value[from + i]}, for all of {@code length}. */
    void scale(double factor, int from, double[] block, int length);

    /** {@code block[i] += factor · value[from + i]}, for all of {@code length}. */
    void add(double factor, int from, double[] block, int length);

    /** Takes a block over; only while the tensor is being made. */
    void write(int from, double[] block, int length);

    Values slice(int from, int to);

    /** The values themselves if they are float; otherwise a rounded copy. */
    float[] floats();

    /** A part of a loop over values, with room for their doubles. */
    @FunctionalInterface
    interface Block {
        void fill(int from, double[] block, int length);
    }

    /** A loop over that many values, block by block. */
    static void blocks(int count, Block each) {
        double[] block = new double[Math.min(count, BLOCK)];
        for (int from = 0; from < count; from += block.length) {
            each.fill(from, block, Math.min(block.length, count - from));
        }
    }

    /** As many zeros, of the finer kind of the two. */
    static Values blank(int count, boolean precise) {
        return precise ? new Doubles(new double[count]) : new Floats(new float[count]);
    }

    /** The usual kind. */
    final class Floats implements Values {
        private final float[] values;

        Floats(float[] values) {
            this.values = values;
        }

        @Override
        public int count() {
            return values.length;
        }

        @Override
        public double at(int index) {
            return values[index];
        }

        @Override
        public void scale(double factor, int from, double[] block, int length) {
            for (int i = 0; i < length; i++) {
                block[i] = factor * values[from + i];
            }
        }

        @Override
        public void add(double factor, int from, double[] block, int length) {
            for (int i = 0; i < length; i++) {
                block[i] = Math.fma(factor, values[from + i], block[i]);
            }
        }

        @Override
        public void write(int from, double[] block, int length) {
            for (int i = 0; i < length; i++) {
                values[from + i] = (float) block[i];
            }
        }

        @Override
        public Values slice(int from, int to) {
            return new Floats(Arrays.copyOfRange(values, from, to));
        }

        @Override
        public float[] floats() {
            return values;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Floats floats && Arrays.equals(values, floats.values);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(values);
        }
    }

    /** For proofs: nothing is rounded to float on the way. */
    final class Doubles implements Values {
        private final double[] values;

        Doubles(double[] values) {
            this.values = values;
        }

        @Override
        public int count() {
            return values.length;
        }

        @Override
        public double at(int index) {
            return values[index];
        }

        @Override
        public void scale(double factor, int from, double[] block, int length) {
            for (int i = 0; i < length; i++) {
                block[i] = factor * values[from + i];
            }
        }

        @Override
        public void add(double factor, int from, double[] block, int length) {
            for (int i = 0; i < length; i++) {
                block[i] = Math.fma(factor, values[from + i], block[i]);
            }
        }

        @Override
        public void write(int from, double[] block, int length) {
            System.arraycopy(block, 0, values, from, length);
        }

        @Override
        public Values slice(int from, int to) {
            return new Doubles(Arrays.copyOfRange(values, from, to));
        }

        @Override
        public float[] floats() {
            float[] rounded = new float[values.length];
            for (int i = 0; i < rounded.length; i++) {
                rounded[i] = (float) values[i];
            }
            return rounded;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Doubles doubles && Arrays.equals(values, doubles.values);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(values);
        }
    }
}
