package org.quarry.architecture;

import java.util.List;
import org.quarry.architecture.checkpoint.CheckpointException;
import org.quarry.architecture.checkpoint.Weights;
import org.quarry.architecture.graph.Attention;
import org.quarry.architecture.graph.Graph;
import org.quarry.architecture.graph.Layers;
import org.quarry.architecture.graph.Precision;
import org.quarry.architecture.graph.Value;

/**
 * The text transformer of CLIP (Radford et al. 2021, section 2.4) and OpenCLIP: layers that see only what is before, normalised at
 * their inputs.
 *
 * <p>Input {@code input_ids} of shape {@code B,L}; outputs {@code last_hidden_state} {@code B,L,D} after the final norm,
 * {@code hidden_states.N} (0 the embedding, the last one before the final norm), {@code clip_skip_N}, which is the final norm of
 * the layer N before the last, and {@code pooler_output} {@code B,D}, the last state at the end of the text, or
 * {@code text_embeds}, its projection, where the weights have one. The input {@code added_token_vectors} {@code N,D} may be left
 * out; its rows are the tokens whose ids follow the vocabulary's.
 */
public final class ClipText {
    /** The input with the vectors of tokens beyond the vocabulary. */
    public static final String ADDED = "added_token_vectors";

    private static final double EPSILON = 1e-5;

    /** Settings that were written before the end of text had its own number say 2, whatever it is: then it is the largest. */
    private static final int LARGEST = 2;

    private final Settings settings;
    private final Layers layers;
    private final Layers model;
    private final Graph graph;

    private ClipText(Settings settings, Weights weights, Precision precision) {
        this.settings = settings;
        this.graph = new Graph("text_encoder", precision);
        this.layers = new Layers(graph, weights);
        this.model = layers.in("text_model");
    }

    /** Writes the network. @throws CheckpointException if weights or settings are missing or of another network */
    public static Blueprint blueprint(Settings settings, Weights weights, Precision precision) {
        return new ClipText(settings, weights, precision).write();
    }

    private Blueprint write() {
        Value ids = graph.integers("input_ids", "batch", "length");
        Value x = embedding(ids);
        int depth = settings.whole("num_hidden_layers");
        int width = settings.whole("hidden_size");
        graph.output("hidden_states.0", x, "batch", "length", width);
        for (int i = 0; i < depth; i++) {
            x = layer(model.in("encoder.layers", i), x);
            graph.output("hidden_states." + (i + 1), x, "batch", "length", width);
            if (i < depth - 1) {
                graph.output("clip_skip_" + (depth - 1 - i), finalNorm(x), "batch", "length", width);
            }
        }
        Value last = finalNorm(x);
        graph.output("last_hidden_state", last, "batch", "length", width);
        Value pooled = atEnd(last, ids);
        if (layers.has("text_projection.weight")) {
            graph.output("text_embeds", layers.linear("text_projection", pooled), "batch", "projection");
        } else if (layers.has("text_projection")) {
            // OpenCLIP's own files have it the other way round.
            Value projected = pooled.matrixTimes(layers.weight("text_projection", 2));
            graph.output("text_embeds", projected, "batch", "projection");
        } else {
            graph.output("pooler_output", pooled, "batch", width);
        }
        return new Blueprint(layers);
    }

    private Value embedding(Value ids) {
        Layers embeddings = model.in("embeddings");
        Value places = embeddings.weight("position_embedding.weight", 2).slice(0, graph.whole(0), ids.shape(1, 2));
        return tokens(embeddings, ids).plus(places);
    }

    /** Those of the vocabulary, and behind them those that textual inversion adds (Gal et al. 2022). */
    private Value tokens(Layers embeddings, Value ids) {
        List<Long> table = embeddings.tensor("token_embedding.weight", 2).axes();
        long count = table.get(0);
        long width = table.get(1);
        Value added = graph.optionalInput(ADDED, List.of(1L, width), "added", width);
        Value known = embeddings.embedding("token_embedding", ids.clipped(0, count - 1));
        return known.whereBelow(
                ids, count, added.gather(0, ids.minus(graph.whole(count)).atLeast(0)));
    }

    private Value finalNorm(Value x) {
        return model.layerNorm("final_layer_norm", x, EPSILON);
    }

    private Value layer(Layers layer, Value x) {
        Value seen = x.plus(attention(layer.in("self_attn"), layer.layerNorm("layer_norm1", x, EPSILON)));
        Value inner = layer.linear("mlp.fc1", layer.layerNorm("layer_norm2", seen, EPSILON));
        return seen.plus(layer.linear("mlp.fc2", activation(inner)));
    }

    private Value attention(Layers layer, Value x) {
        Value sight = Attention.causal(
                settings.whole("num_attention_heads"),
                layer.linear("q_proj", x),
                layer.linear("k_proj", x),
                layer.linear("v_proj", x));
        return layer.linear("out_proj", sight);
    }

    private Value activation(Value x) {
        String kind = settings.text("hidden_act", "quick_gelu");
        return switch (kind) {
            case "quick_gelu" -> x.quickGelu();
            case "gelu" -> x.gelu();
            default ->
                throw new CheckpointException(settings.what() + ": its setting 'hidden_act' is " + kind + ", and only "
                        + List.of("quick_gelu", "gelu") + " can be computed");
        };
    }

    /** The state at the first end of text in each row. */
    private Value atEnd(Value states, Value ids) {
        int end = settings.whole("eos_token_id", LARGEST);
        Value marks = end == LARGEST ? ids : ids.isEqualTo(end);
        return states.atPlaces(marks.placeOfLargest());
    }
}
