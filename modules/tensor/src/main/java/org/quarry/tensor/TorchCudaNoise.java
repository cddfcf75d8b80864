package org.quarry.tensor;

/**
 * The normal numbers of PyTorch's CUDA generator: {@code torch.manual_seed(seed)}, then {@code torch.randn(shape,
 * device="cuda")} for each tensor drawn. A picture made elsewhere on a GPU can so be made again here.
 *
 * <p>{@link Philox}, whose key is the seed, then cuRAND's form of {@link BoxMuller}. PyTorch starts T threads in blocks of
 * 256, as many as the tensor has elements or the GPU holds at once. Thread t draws four numbers from counter (c, t), for
 * the elements t, t + T, t + 2T and t + 3T, and counts c up for the next four. So a tensor of more elements than the GPU
 * holds threads differs from GPU to GPU, and a smaller one does not: it takes but the first number of each four.
 *
 * <p>Equal seeds give equal bits on every machine and Java version; PyTorch's own numbers differ from these by some 10⁻⁶,
 * because the GPU's sine and cosine are approximations.
 *
 * <p>Not safe for use by several threads at once: a stream has an order.
 */
public final class TorchCudaNoise implements Noise {
    /** More threads than any tensor has elements. */
    public static final int UNLIMITED = Integer.MAX_VALUE;

    private static final int BLOCK = 256;
    private static final int PIECE = 64 * BLOCK;
    private static final int DRAWN = 4;
    private static final float PER_NUMBER = 0x1p-32f;
    private static final float ANGLE_PER_NUMBER = 0x1p-32f * (float) (2 * Math.PI);

    private final long seed;
    private final int blocks;
    private long counter;

    private TorchCudaNoise(long seed, int threads) {
        this.seed = seed;
        blocks = Math.max(1, threads / BLOCK);
    }

    /** A stream from its beginning, as on a GPU without a limit of threads. @param seed unsigned 64 bits, all count */
    public static TorchCudaNoise seeded(long seed) {
        return seeded(seed, UNLIMITED);
    }

    /**
     * A stream from its beginning, as on one GPU.
     *
     * @param seed unsigned 64 bits, all count
     * @param threads how many the GPU holds at once: its multiprocessors times the threads of each, as 128 · 1536 for an
     *     RTX 4090, 108 · 2048 for an A100
     */
    public static TorchCudaNoise seeded(long seed, int threads) {
        return new TorchCudaNoise(seed, threads);
    }

    @Override
    public Tensor next(Shape shape) {
        float[] values = new float[shape.count()];
        int wanted = (values.length + BLOCK - 1) / BLOCK;
        long threads = (long) BLOCK * Math.min(blocks, wanted);
        for (long start = 0; start < values.length; start += DRAWN * threads) {
            long first = start;
            Pieces.of((int) threads, PIECE, (from, to) -> {
                Philox bits = new Philox(seed);
                for (int thread = from; thread < to; thread++) {
                    bits.draw(counter, thread);
                    put(values, first + thread, threads, bits, 0);
                    put(values, first + thread + 2 * threads, threads, bits, 2);
                }
            });
            counter++;
        }
        return Tensor.adopt(shape, values);
    }

    /** Two of the four numbers become two normals: the sine, and a stride further the cosine. */
    private static void put(float[] values, long at, long stride, Philox bits, int drawn) {
        if (at >= values.length) {
            return;
        }
        long pair = BoxMuller.pair(uniform(bits.drawn(drawn)), angle(bits.drawn(drawn + 1)));
        values[(int) at] = BoxMuller.sine(pair);
        if (at + stride < values.length) {
            values[(int) (at + stride)] = BoxMuller.cosine(pair);
        }
    }

    /** Uniform in (0, 1]. */
    static float uniform(int number) {
        return (number & 0xffffffffL) * PER_NUMBER + PER_NUMBER / 2;
    }

    /** Uniform in (0, 2π], with the one rounding of the GPU's fused multiplication and addition. */
    static float angle(int number) {
        return Math.fma((float) (number & 0xffffffffL), ANGLE_PER_NUMBER, ANGLE_PER_NUMBER / 2);
    }
}
