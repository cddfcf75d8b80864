package org.quarry.architecture;

import java.util.List;
import java.util.stream.LongStream;
import org.quarry.architecture.checkpoint.Weights;
import org.quarry.architecture.graph.Attention;
import org.quarry.architecture.graph.Graph;
import org.quarry.architecture.graph.Layers;
import org.quarry.architecture.graph.Precision;
import org.quarry.architecture.graph.Value;

/**
 * The encoder of T5, version 1.1 (Raffel et al. 2020, section 2.1; Shazeer 2020 for its gated layers): attention without a scale, to
 * whose scores a number for each distance is added.
 *
 * <p>Input {@code input_ids} of shape {@code B,L}; output {@code last_hidden_state} {@code B,L,D}.
 */
public final class T5Encoder {
    private static final double HEADROOM = 64;

    private final Settings settings;
    private final Graph graph;
    private final Layers layers;
    private final double epsilon;

    private T5Encoder(Settings settings, Weights weights, Precision precision) {
        this.settings = settings;
        this.graph = new Graph("t5_encoder", precision);
        this.layers = new Layers(graph, weights);
        this.epsilon = settings.number("layer_norm_epsilon", 1e-6);
        settings.mustBe("feed_forward_proj", "gated-gelu");
    }

    /** Writes the network. @throws CheckpointException if weights or settings are missing or of another network */
    public static Blueprint blueprint(Settings settings, Weights weights, Precision precision) {
        return new T5Encoder(settings, weights, precision).write();
    }

    private Blueprint write() {
        Value ids = graph.integers("input_ids", "batch", "length");
        Layers encoder = layers.in("encoder");
        // Some files have the table twice under two names, some under the second one only.
        Value x =
                layers.has("shared.weight") ? layers.embedding("shared", ids) : encoder.embedding("embed_tokens", ids);
        Value bias = distanceBias(encoder.in("block.0.layer.0.SelfAttention"), ids.shape(1, 2));
        x = x.exact();
        for (int i = 0; i < settings.whole("num_layers"); i++) {
            x = block(encoder.in("block", i), x, bias);
        }
        Value last = encoder.exactRootMeanSquareNorm("final_layer_norm", x, epsilon);
        graph.output("last_hidden_state", last, "batch", "length", settings.whole("d_model"));
        return new Blueprint(layers);
    }

    /** What is added up from block to block grows to some hundred thousands, which 16 bits do not hold: that sum has 32. */
    private Value block(Layers block, Value x, Value bias) {
        Layers looking = block.in("layer.0");
        Value normal = looking.exactRootMeanSquareNorm("layer_norm", x, epsilon);
        Value looked =
                x.plus(attention(looking.in("SelfAttention"), normal, bias).exact());
        Layers thinking = block.in("layer.1");
        Value inner = thinking.exactRootMeanSquareNorm("layer_norm", looked, epsilon);
        return looked.plus(forward(thinking.in("DenseReluDense"), inner));
    }

    private Value attention(Layers attention, Value x, Value bias) {
        Value sight = Attention.biased(
                settings.whole("num_heads"),
                attention.linear("q", x),
                attention.linear("k", x),
                attention.linear("v", x),
                bias);
        return attention.linear("o", sight);
    }

    private Value forward(Layers forward, Value x) {
        Value inner = forward.linear("wi_0", x).geluByTanh().times(forward.linear("wi_1", x));
        if (graph.precision() == Precision.FLOAT32) {
            return forward.linear("wo", inner);
        }
        // The only product that is too large for 16 bits. A power of two and back costs no digit.
        return forward.linear("wo", inner.times(1 / HEADROOM))
                .exact()
                .times(graph.exactNumbers(List.of(HEADROOM), List.of()));
    }

    /** For each head, place and place that it looks at, of shape {@code 1,heads,L,L}. */
    private Value distanceBias(Layers attention, Value length) {
        Value places = graph.countTo(length);
        int furthest = settings.whole("relative_attention_max_distance", 128);
        // Key minus query. Beyond the furthest all are alike, so that a table of all distances is a small one.
        Value distances = places.unsqueeze(0).minus(places.unsqueeze(1)).clipped(-furthest, furthest);
        Value buckets = graph.whole(buckets(furthest)).gather(0, distances.plus(graph.whole(furthest)));
        return attention
                .embedding("relative_attention_bias", buckets)
                .transpose(2, 0, 1)
                .unsqueeze(0);
    }

    private long[] buckets(int furthest) {
        int count = settings.whole("relative_attention_num_buckets", 32);
        return LongStream.rangeClosed(-furthest, furthest)
                .map(distance -> bucket(distance, count, furthest))
                .toArray();
    }

    /**
     * The bucket of a distance, key minus query (Raffel et al. 2020, section 2.1): half of them for either direction, of these half
     * for a distance each and half for ranges that grow by a factor.
     */
    static long bucket(long distance, int count, int furthest) {
        int half = count / 2;
        int exact = half / 2;
        long direction = distance > 0 ? half : 0;
        long steps = Math.abs(distance);
        if (steps < exact) {
            return direction + steps;
        }
        // In 32 bits, as the reference does.
        float share = (float) Math.log((float) steps / exact) / (float) Math.log((double) furthest / exact);
        return direction + Math.min(half - 1, exact + (long) (share * (half - exact)));
    }
}
