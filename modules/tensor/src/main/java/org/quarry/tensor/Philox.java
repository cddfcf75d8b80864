package org.quarry.tensor;

/**
 * The generator Philox4x32-10 of Salmon et al. (2011), "Parallel Random Numbers: As Easy as 1, 2, 3", section 4.3: a block
 * cipher of ten rounds that turns a counter of 128 bits into as many random ones under a key of 64. There is no state to go
 * on from; the n-th number is the n-th counter's.
 */
final class Philox {
    private static final long M0 = 0xd2511f53L;
    private static final long M1 = 0xcd9e8d57L;
    private static final int W0 = 0x9e3779b9;
    private static final int W1 = 0xbb67ae85;
    private static final int ROUNDS = 10;
    private static final long LOW = 0xffffffffL;

    private final int key0;
    private final int key1;
    private int x0;
    private int x1;
    private int x2;
    private int x3;

    Philox(long key) {
        key0 = (int) key;
        key1 = (int) (key >>> 32);
    }

    /** Draws the four numbers of a counter. @param low its lower and @param high its upper 64 bits */
    void draw(long low, long high) {
        int c0 = (int) low;
        int c1 = (int) (low >>> 32);
        int c2 = (int) high;
        int c3 = (int) (high >>> 32);
        int k0 = key0;
        int k1 = key1;
        for (int round = 0; round < ROUNDS; round++) {
            long product0 = M0 * (c0 & LOW);
            long product1 = M1 * (c2 & LOW);
            c0 = (int) (product1 >>> 32) ^ c1 ^ k0;
            c2 = (int) (product0 >>> 32) ^ c3 ^ k1;
            c1 = (int) product1;
            c3 = (int) product0;
            k0 += W0;
            k1 += W1;
        }
        x0 = c0;
        x1 = c1;
        x2 = c2;
        x3 = c3;
    }

    /** One of the numbers drawn last. @param index 0 to 3 */
    int drawn(int index) {
        return switch (index) {
            case 0 -> x0;
            case 1 -> x1;
            case 2 -> x2;
            default -> x3;
        };
    }
}
