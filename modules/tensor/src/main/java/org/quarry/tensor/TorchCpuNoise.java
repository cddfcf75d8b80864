package org.quarry.tensor;

/**
 * The normal numbers of PyTorch's CPU generator: {@code torch.Generator("cpu").manual_seed(seed)}, then
 * {@code torch.randn(shape, generator=g)} for each tensor drawn. A picture made elsewhere from a seed can so be made
 * again here.
 *
 * <p>Mersenne Twister, then the transform of Box and Muller (1958): {@code √(−2 ln u₁) · cos(2π u₂)} and
 * {@code … sin(2π u₂)}. PyTorch has two ways of drawing, by the number of elements, and both are followed here. Equal
 * seeds give equal bits on every machine and Java version; PyTorch's own numbers differ from these by at most 2·10⁻⁶,
 * because its vector logarithm and cosine are approximations that depend on the processor.
 *
 * <p>Not safe for use by several threads at once: a stream has an order.
 */
public final class TorchCpuNoise implements Noise {
    private static final int BLOCK = 16;
    private static final int HALF = BLOCK / 2;
    private static final int PIECE = 1024;

    private final MersenneTwister bits;
    private double second = Double.NaN;

    private TorchCpuNoise(int seed) {
        bits = new MersenneTwister(seed);
    }

    /**
     * A stream from its beginning.
     *
     * @param seed unsigned 64 bits; as in PyTorch only the lower 32 count, so 0 and 4294967296 are the same stream
     */
    public static TorchCpuNoise seeded(long seed) {
        return new TorchCpuNoise((int) seed);
    }

    @Override
    public Tensor next(Shape shape) {
        float[] values = new float[shape.count()];
        if (values.length < BLOCK) {
            drawSingly(values);
        } else {
            drawInBlocks(values);
        }
        return Tensor.adopt(shape, values);
    }

    /** Each pair of uniforms gives two normals; the second is kept for later, even for a later tensor. */
    private void drawSingly(float[] values) {
        for (int i = 0; i < values.length; i++) {
            if (!Double.isNaN(second)) {
                values[i] = (float) second;
                second = Double.NaN;
                continue;
            }
            double angle = 2 * Math.PI * uniformDouble();
            double radius = StrictMath.sqrt(-2 * StrictMath.log1p(-uniformDouble()));
            values[i] = (float) (radius * StrictMath.cos(angle));
            second = radius * StrictMath.sin(angle);
        }
    }

    /** All uniforms first, then blocks of 16; a remainder is met by drawing the last 16 elements anew. */
    private void drawInBlocks(float[] values) {
        fillUniform(values, 0);
        Pieces.of(values.length / BLOCK, PIECE, (from, to) -> {
            for (int block = from; block < to; block++) {
                toNormal(values, block * BLOCK);
            }
        });
        if (values.length % BLOCK != 0) {
            fillUniform(values, values.length - BLOCK);
            toNormal(values, values.length - BLOCK);
        }
    }

    private void fillUniform(float[] values, int from) {
        for (int i = from; i < values.length; i++) {
            values[i] = (bits.next() & 0xffffff) * 0x1p-24f;
        }
    }

    /** The first half of a block holds u₁, the second u₂; they become the cosines and the sines. */
    private static void toNormal(float[] values, int start) {
        for (int i = start; i < start + HALF; i++) {
            long pair = BoxMuller.pair(1 - values[i], (float) (2 * Math.PI) * values[i + HALF]);
            values[i] = BoxMuller.cosine(pair);
            values[i + HALF] = BoxMuller.sine(pair);
        }
    }

    private double uniformDouble() {
        long high = bits.next() & 0xffffffffL;
        long low = bits.next() & 0xffffffffL;
        return ((high << 32 | low) & ((1L << 53) - 1)) * 0x1p-53;
    }
}
