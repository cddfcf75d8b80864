package org.quarry.tensor;

/**
 * The generator MT19937 of Matsumoto and Nishimura (1998), "Mersenne Twister", ACM TOMACS 8(1): recurrence
 * {@code x(k+n) = x(k+m) ⊕ (upper(x(k)) | lower(x(k+1))) A} with n = 624, m = 397, then tempering. Seeded by the
 * initialisation of 2002, as C++, NumPy and PyTorch do.
 */
final class MersenneTwister {
    private static final int N = 624;
    private static final int M = 397;
    private static final int MATRIX_A = 0x9908b0df;
    private static final int UPPER_BIT = 0x80000000;
    private static final int LOWER_BITS = 0x7fffffff;

    private final int[] state = new int[N];
    private int next = N;

    MersenneTwister(int seed) {
        state[0] = seed;
        for (int i = 1; i < N; i++) {
            state[i] = 1812433253 * (state[i - 1] ^ (state[i - 1] >>> 30)) + i;
        }
    }

    /** The next 32 random bits. */
    int next() {
        if (next == N) {
            twist();
            next = 0;
        }
        int y = state[next++];
        y ^= y >>> 11;
        y ^= (y << 7) & 0x9d2c5680;
        y ^= (y << 15) & 0xefc60000;
        return y ^ (y >>> 18);
    }

    private void twist() {
        int i = 0;
        for (; i < N - M; i++) {
            state[i] = state[i + M] ^ shifted(state[i], state[i + 1]);
        }
        for (; i < N - 1; i++) {
            state[i] = state[i + M - N] ^ shifted(state[i], state[i + 1]);
        }
        state[N - 1] = state[M - 1] ^ shifted(state[N - 1], state[0]);
    }

    /** (upper(x) | lower(following)) A. */
    private static int shifted(int x, int following) {
        int y = (x & UPPER_BIT) | (following & LOWER_BITS);
        return (y >>> 1) ^ (-(y & 1) & MATRIX_A);
    }
}
