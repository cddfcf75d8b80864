package org.quarry.architecture;

import java.util.List;
import java.util.stream.IntStream;
import org.quarry.architecture.graph.Graph;
import org.quarry.architecture.graph.Layers;
import org.quarry.architecture.graph.Value;

/** Numbers such as timesteps as vectors: waves of many lengths (Vaswani et al. 2017, section 3.5), then two layers. */
final class TimeEmbedding {
    private static final double LONGEST = 10_000;

    private TimeEmbedding() {}

    /**
     * Waves of one number for each row, made in 32 bits.
     *
     * @param numbers of shape {@code B,1}, exact
     * @param width of the result, even
     * @param shift of the frequencies' exponents, Diffusers' {@code downscale_freq_shift}
     * @param cosineFirst which half is which
     */
    static Value waves(Value numbers, int width, double shift, boolean cosineFirst) {
        Graph graph = numbers.graph();
        int half = width / 2;
        List<Double> frequencies = IntStream.range(0, half)
                .mapToObj(i -> frequency(i, (float) (half - shift)))
                .toList();
        Value angles = numbers.times(graph.exactNumbers(frequencies, List.of((long) half)));
        return (cosineFirst
                        ? angles.cos().concat(1, angles.sin())
                        : angles.sin().concat(1, angles.cos()))
                .inexact();
    }

    /** Rounded at each step to 32 bits, as when the networks were trained: at a thousand turns the last bits are an angle. */
    private static double frequency(int index, float count) {
        float exponent = (float) -Math.log(LONGEST) * index / count;
        return (float) Math.exp(exponent);
    }

    /** {@code W₂ silu(W₁ x + b₁) + b₂}. */
    static Value layers(Layers embedding, Value x) {
        return embedding.linear("linear_2", embedding.linear("linear_1", x).silu());
    }
}
