package org.quarry.tensor;

/**
 * The transform of Box and Muller (1958) in float: {@code r · sin α} and {@code r · cos α} with {@code r = √(−2 ln u)} are
 * two independent standard normal numbers, if u is uniform in (0, 1] and α in [0, 2π].
 *
 * <p>Logarithm, sine and cosine are computed in double by +, − and · alone, whose results Java prescribes to the bit, with
 * errors below 2⁻⁵⁰, and rounded to float. That gives the same floats as {@link StrictMath} for every u and α that the
 * generators here can draw, in a tenth of its time; tests go through all of them.
 */
final class BoxMuller {
    private static final int TABLE_BITS = 7;
    private static final int INDEX_SHIFT = 23 - TABLE_BITS;
    /** Logarithms are taken of numbers from here to twice as much, so that those around 1 need no power of two. */
    private static final int LOWEST = 0x3f330000;

    private static final double[] INVERSE = new double[1 << TABLE_BITS];
    private static final double[] LOGARITHM = new double[1 << TABLE_BITS];
    private static final double LN_2 = StrictMath.log(2);

    /** Sines and cosines are known of whole multiples of a turn's 256th part. */
    private static final int STEPS = 256;

    private static final double PER_STEP = STEPS / (2 * Math.PI);
    /** A step is the sum of its first 33 bits and the rest, so that a multiple of the first is exact. */
    private static final double STEP = 0x1.921fb544p-6;

    private static final double STEP_REST = 0x1.0b4611a626331p-40;
    private static final double[] SINE = sines();

    static {
        for (int i = 0; i < INVERSE.length; i++) {
            float low = Float.intBitsToFloat(LOWEST + (i << INDEX_SHIFT));
            float high = Float.intBitsToFloat(LOWEST + ((i + 1) << INDEX_SHIFT));
            // Just below and above 1 the logarithm is as small as its argument's distance from 1; so that no digit is
            // lost there, the table has 1 itself. Elsewhere 24 bits make the product with a float exact.
            boolean besideOne = low == 1 || high == 1;
            INVERSE[i] = besideOne ? 1 : (float) (2.0 / ((double) low + high));
            LOGARITHM[i] = -StrictMath.log(INVERSE[i]);
        }
    }

    /** One turn and a quarter, for the cosines. All from the first eighth, where an angle has its full precision. */
    private static double[] sines() {
        int quarter = STEPS / 4;
        double[] sines = new double[STEPS + quarter + 1];
        for (int i = 0; i <= quarter; i++) {
            boolean low = i <= quarter / 2;
            sines[i] = low ? StrictMath.sin(i / PER_STEP) : StrictMath.cos((quarter - i) / PER_STEP);
        }
        for (int i = quarter + 1; i < sines.length; i++) {
            sines[i] = i <= 2 * quarter ? sines[2 * quarter - i] : -sines[i - 2 * quarter];
        }
        return sines;
    }

    private BoxMuller() {}

    /** r · sin α in the lower and r · cos α in the upper half, as bits: an object for each pair would take longer. */
    static long pair(float u, float angle) {
        float radius = (float) Math.sqrt(-2 * logarithm(u));
        long direction = direction(angle);
        return bits(radius * sine(direction), radius * cosine(direction));
    }

    /** The number that a pair or a direction has in its lower half. */
    static float sine(long pair) {
        return Float.intBitsToFloat((int) pair);
    }

    /** The number that a pair or a direction has in its upper half. */
    static float cosine(long pair) {
        return Float.intBitsToFloat((int) (pair >>> 32));
    }

    private static long bits(float low, float high) {
        return (Float.floatToRawIntBits(high) & 0xffffffffL) << 32 | Float.floatToRawIntBits(low) & 0xffffffffL;
    }

    /** ln u = k · ln 2 + ln c + ln(1 + ρ) with u = 2ᵏ · c · (1 + ρ), c in the table and |ρ| ≤ 2⁻⁸. */
    static float logarithm(float u) {
        int bits = Float.floatToRawIntBits(u);
        int above = bits - LOWEST;
        int exponent = above >> 23;
        int index = (above >> INDEX_SHIFT) & (INVERSE.length - 1);
        double mantissa = Float.intBitsToFloat(bits - (exponent << 23));
        double rho = mantissa * INVERSE[index] - 1;
        double tail = 1 / 5.0 + rho * (-1 / 6.0 + rho * (1 / 7.0));
        double series = rho * rho * (-1 / 2.0 + rho * (1 / 3.0 + rho * (-1 / 4.0 + rho * tail)));
        return (float) (exponent * LN_2 + LOGARITHM[index] + (rho + series));
    }

    /** sin(γ + ρ) and cos(γ + ρ) by the theorems of addition, with γ in the table and |ρ| ≤ π/256. */
    static long direction(float angle) {
        int index = (int) (angle * PER_STEP + 0.5);
        double rho = (angle - index * STEP) - index * STEP_REST;
        double square = rho * rho;
        double sineOfRho = rho - rho * square * (1 / 6.0 - square * (1 / 120.0 - square * (1 / 5040.0)));
        double cosineBelowOne = square * (1 / 2.0 - square * (1 / 24.0 - square * (1 / 720.0)));
        double sine = SINE[index];
        double cosine = SINE[index + STEPS / 4];
        return bits((float) (sine + (cosine * sineOfRho - sine * cosineBelowOne)), (float)
                (cosine - (sine * sineOfRho + cosine * cosineBelowOne)));
    }
}
