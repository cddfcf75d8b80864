package org.quarry.architecture;

import java.util.List;
import java.util.stream.IntStream;
import org.quarry.architecture.checkpoint.Weights;
import org.quarry.architecture.graph.Graph;
import org.quarry.architecture.graph.Layers;
import org.quarry.architecture.graph.Precision;
import org.quarry.architecture.graph.Value;
import org.quarry.architecture.naming.LastModulations;

/**
 * The transformer of FLUX.1: first blocks in which picture and text have weights of their own and see each other (MMDiT, Esser et al.
 * 2024, section 4), then blocks for both, whose two halves run side by side (Dehghani et al. 2023, section 2.1); places enter by
 * rotation (Su et al. 2021).
 *
 * <p>Inputs {@code hidden_states} {@code B,S,64} packed, {@code encoder_hidden_states} {@code B,L,D}, {@code pooled_projections}
 * {@code B,P}, {@code timestep} {@code B} in 0..1, {@code img_ids} {@code S,3}, {@code txt_ids} {@code L,3} and, where the settings
 * say so, {@code guidance} {@code B}; output {@code out_hidden_states} {@code B,S,64}.
 */
public final class FluxTransformer {
    private static final int WAVES = 256;
    private static final double PER_MILLE = 1000;
    private static final double ROTATION_BASE = 10_000;

    private final Settings settings;
    private final Graph graph;
    private final Layers layers;
    private final Modulation modulation;
    private final FluxBlock block;

    private FluxTransformer(Settings settings, Weights weights, Precision precision) {
        this.settings = settings;
        this.graph = new Graph("flux", precision);
        this.layers = new Layers(graph, LastModulations.apart(weights));
        JointAttention attention = new JointAttention(
                settings.whole("num_attention_heads", 24), settings.whole("attention_head_dim", 128));
        this.modulation = new Modulation(attention.width());
        this.block = new FluxBlock(attention, modulation);
    }

    /** Writes the network. @throws CheckpointException if weights or settings are missing or of another network */
    public static Blueprint blueprint(Settings settings, Weights weights, Precision precision) {
        return new FluxTransformer(settings, weights, precision).write();
    }

    private Blueprint write() {
        int channels = settings.whole("in_channels", 64);
        Value picture = graph.input("hidden_states", "batch", "tokens", channels);
        Value text =
                graph.input("encoder_hidden_states", "batch", "length", settings.whole("joint_attention_dim", 4096));
        Value condition = condition().silu();
        FluxBlock.Conditions conditions = new FluxBlock.Conditions(condition, rotation());
        JointAttention.Pair pair =
                new JointAttention.Pair(layers.linear("context_embedder", text), layers.linear("x_embedder", picture));
        for (int i = 0; i < settings.whole("num_layers", 19); i++) {
            pair = block.both(layers.in("transformer_blocks", i), pair, conditions);
        }
        Value all = pair.text().concat(1, pair.picture());
        for (int i = 0; i < settings.whole("num_single_layers", 38); i++) {
            all = block.single(layers.in("single_transformer_blocks", i), all, conditions);
        }
        Value result = all.slice(1, text.shape(1, 2), all.shape(1, 2));
        Value last = layers.linear("proj_out", modulation.last(layers, "norm_out", result, condition));
        graph.output("out_hidden_states", last, "batch", "tokens", channels);
        return new Blueprint(layers);
    }

    /** The sum of what is known of time, guidance and the text as a whole, of shape {@code B,D}. */
    private Value condition() {
        Layers embedding = layers.in("time_text_embed");
        Value time = number(embedding.in("timestep_embedder"), graph.exactInput("timestep", "batch"));
        Value pooled = graph.input("pooled_projections", "batch", settings.whole("pooled_projection_dim", 768));
        Value known = settings.flag("guidance_embeds", false)
                ? time.plus(number(embedding.in("guidance_embedder"), graph.exactInput("guidance", "batch")))
                : time;
        return known.plus(TimeEmbedding.layers(embedding.in("text_embedder"), pooled));
    }

    private Value number(Layers embedding, Value numbers) {
        Value perMille = numbers.unsqueeze(1).times(graph.exactNumbers(List.of(PER_MILLE), List.of()));
        return TimeEmbedding.layers(embedding, TimeEmbedding.waves(perMille, WAVES, 0, true));
    }

    /** Cosines and sines of all places, text first, of shape {@code L+S,d/2}; each of the three numbers of a place has its share of d. */
    private FluxBlock.Rotation rotation() {
        Value picture = graph.exactInput("img_ids", "tokens", 3);
        Value places = graph.exactInput("txt_ids", "length", 3).concat(0, picture);
        List<Value> angles = IntStream.range(0, 3)
                .mapToObj(axis -> angles(
                        places.slice(1, axis, axis + 1),
                        settings.wholes("axes_dims_rope").get(axis)))
                .toList();
        Value all = angles.get(0).concat(1, angles.get(1), angles.get(2));
        return new FluxBlock.Rotation(all.cos().inexact(), all.sin().inexact());
    }

    private Value angles(Value place, int width) {
        List<Double> frequencies = IntStream.range(0, width / 2)
                .mapToObj(i -> Math.pow(ROTATION_BASE, -2.0 * i / width))
                .toList();
        return place.times(graph.exactNumbers(frequencies, List.of((long) frequencies.size())));
    }
}
