package org.quarry.onnx;

/**
 * Which networks are loaded in parts, so that loading takes little more memory than the weights do in the end.
 *
 * @param from the bytes of weights of the smallest
 * @param memory how many times the weights loading may take at most
 */
record Dividing(long from, double memory) {
    /** Of smaller ones no one notices what loading takes. */
    private static final long WORTHWHILE = 512L << 20;

    private static final double LITTLE_MORE = 1.05;

    static final Dividing LARGE = new Dividing(WORTHWHILE, LITTLE_MORE);
}
