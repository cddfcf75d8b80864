package org.quarry.diffusion;

import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.quarry.tensor.Combination;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

/** What a network's output means: how it gives the clean sample. Samplers see {@link Denoiser}s and need not know. */
public sealed interface Prediction permits PredictionKind, Preconditioning {
    /**
     * The clean sample x₀ by the network's output, as a sum that a sampler's step can go on with.
     *
     * @param output what the network put out for {@code x}, of equal shape
     */
    Combination cleanSum(Combination output, Tensor x, Level at);

    /** The clean sample x₀ by the network's output. @see #cleanSum */
    default Tensor clean(Tensor output, Tensor x, Level at) {
        return cleanSum(Combination.of(output), x, at).tensor();
    }

    /** What the network must have put out to mean that clean sample; the inverse of {@link #clean}. */
    Tensor output(Tensor clean, Tensor x, Level at);

    /**
     * The noise ε by the network's output.
     *
     * @param output what the network put out for {@code x}, of equal shape
     */
    default Tensor noise(Tensor output, Tensor x, Level at) {
        return PredictionKind.SAMPLE.noise(clean(output, x, at), x, at);
    }

    /**
     * A network of this kind as a denoiser.
     *
     * @param network gives its output for a noisy sample at a level: of equal shape, or with twice the channels, the second
     *     half of which is then about the variance
     */
    default Denoiser denoiser(BiFunction<Tensor, Level, Tensor> network) {
        return new Denoiser() {
            @Override
            public Tensor denoise(Tensor x, Level at) {
                return estimate(x, at).clean().tensor();
            }

            @Override
            public Tensor noiseIn(Tensor x, Level at) {
                return noise(half(network.apply(x, at), x.shape(), 0), x, at);
            }

            @Override
            public Tensor output(Prediction kind, Tensor x, Level at) {
                return kind.equals(Prediction.this)
                        ? half(network.apply(x, at), x.shape(), 0)
                        : kind.output(denoise(x, at), x, at);
            }

            @Override
            public Estimate estimate(Tensor x, Level at) {
                Tensor output = network.apply(x, at);
                Combination clean = cleanSum(Combination.of(half(output, x.shape(), 0)), x, at);
                return new Estimate(
                        clean,
                        output.shape().equals(x.shape()) ? Optional.empty() : Optional.of(half(output, x.shape(), 1)));
            }
        };
    }

    /** The first or second half of the channels, if there are twice as many as wanted. */
    private static Tensor half(Tensor output, Shape wanted, int which) {
        if (wanted.rank() < 2 || !output.shape().equals(wanted.with(1, 2 * wanted.size(1)))) {
            return output;
        }
        int channels = wanted.size(1);
        Shape channelsFirst =
                Shape.of(2 * channels, output.shape().count() / output.shape().size(0) / (2 * channels));
        return Tensor.concatenate(IntStream.range(0, wanted.size(0))
                .mapToObj(row -> output.rows(row, row + 1)
                        .reshaped(channelsFirst)
                        .rows(which * channels, (which + 1) * channels)
                        .reshaped(wanted.with(0, 1)))
                .toList());
    }
}
