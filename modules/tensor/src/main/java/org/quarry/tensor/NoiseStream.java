package org.quarry.tensor;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Noise that can be drawn anew from its beginning, by as many as need it: whose numbers, and from which seeds.
 *
 * @param generator whose numbers
 * @param seeds unsigned 64 bits each. One: a stream that goes on from picture to picture of a batch. More: each picture of
 *     a batch has a stream of its own, and tensors are drawn of as many rows as there are seeds
 */
public record NoiseStream(Generator generator, List<Long> seeds) {
    /** Copies the list and checks that there is a seed. */
    public NoiseStream {
        seeds = List.copyOf(seeds);
        if (seeds.isEmpty()) {
            throw new IllegalArgumentException("found no seed; wanted one for all pictures, or one for each");
        }
    }

    /** Whose numbers a seed stands for. */
    public sealed interface Generator {
        /** A stream from its beginning. @param seed unsigned 64 bits */
        Noise seeded(long seed);
    }

    /** PyTorch's on a CPU. @see TorchCpuNoise */
    public record TorchCpu() implements Generator {
        @Override
        public Noise seeded(long seed) {
            return TorchCpuNoise.seeded(seed);
        }
    }

    /** PyTorch's on a GPU. @param threads how many the GPU holds at once @see TorchCudaNoise */
    public record TorchCuda(int threads) implements Generator {
        @Override
        public Noise seeded(long seed) {
            return TorchCudaNoise.seeded(seed, threads);
        }
    }

    /** The stream of PyTorch's CPU generator. @param seed unsigned 64 bits, of which the lower 32 count */
    public static NoiseStream torchCpu(long seed) {
        return new NoiseStream(new TorchCpu(), List.of(seed));
    }

    /** A stream of other numbers, with all seeds a distance further. */
    public NoiseStream shifted(long distance) {
        return new NoiseStream(
                generator, seeds.stream().map(seed -> seed + distance).toList());
    }

    /** Whether tensors of so many rows can be drawn. */
    public boolean serves(int rows) {
        return seeds.size() == 1 || seeds.size() == rows;
    }

    /** Draws from the beginning; what others drew does not count. */
    public Noise begin() {
        if (seeds.size() == 1) {
            return generator.seeded(seeds.get(0));
        }
        List<Noise> rows = seeds.stream().map(generator::seeded).toList();
        return shape -> nextOf(rows, shape);
    }

    /** Draws from what comes after the first tensor: for one who goes on where another began. */
    public Noise after(Shape first) {
        Noise noise = begin();
        noise.next(first);
        return noise;
    }

    private static Tensor nextOf(List<Noise> rows, Shape shape) {
        if (shape.rank() == 0 || shape.size(0) != rows.size()) {
            throw new IllegalArgumentException("found " + rows.size() + " seeds for noise of shape " + shape
                    + "; wanted one for all its rows, or one for each");
        }
        return Tensor.concatenate(IntStream.range(0, rows.size())
                .mapToObj(row -> rows.get(row).next(shape.with(0, 1)))
                .toList());
    }
}
