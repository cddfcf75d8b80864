package org.quarry.architecture;

import org.quarry.architecture.JointAttention.Pair;
import org.quarry.architecture.checkpoint.CheckpointException;
import org.quarry.architecture.checkpoint.StoredTensor;
import org.quarry.architecture.checkpoint.Weights;
import org.quarry.architecture.graph.Graph;
import org.quarry.architecture.graph.Layers;
import org.quarry.architecture.graph.Precision;
import org.quarry.architecture.graph.Value;
import org.quarry.architecture.naming.LastModulations;

/**
 * MMDiT, the transformer of Stable Diffusion 3 and 3.5 (Esser et al. 2024, section 4): the latent is cut into squares, each of which is
 * a token that knows its place, and the tokens of picture and text go through blocks in which they see each other.
 *
 * <p>Inputs {@code hidden_states} {@code B,C,H,W}, {@code encoder_hidden_states} {@code B,L,D}, {@code pooled_projections} {@code B,P}
 * and {@code timestep} {@code B} in 0..1000; output {@code out_hidden_states} {@code B,C,H,W}.
 */
public final class Mmdit {
    private static final int WAVES = 256;

    private final Settings settings;
    private final Graph graph;
    private final Layers layers;
    private final Modulation modulation;
    private final MmditBlock block;
    private final int side;
    private final int channels;

    private Mmdit(Settings settings, Weights weights, Precision precision) {
        this.settings = settings;
        this.graph = new Graph("mmdit", precision);
        this.layers = new Layers(graph, LastModulations.apart(weights));
        JointAttention attention =
                new JointAttention(settings.whole("num_attention_heads", 18), settings.whole("attention_head_dim", 64));
        this.modulation = new Modulation(attention.width());
        this.block = new MmditBlock(attention, modulation);
        this.side = settings.whole("patch_size", 2);
        this.channels = settings.whole("in_channels", 16);
        settings.mustBe("qk_norm", "rms_norm");
    }

    /** Whether weights are of this network. */
    static boolean has(Weights weights) {
        return weights.find("pos_embed.proj.weight").isPresent();
    }

    /** Writes the network. @throws CheckpointException if weights or settings are missing or of another network */
    public static Blueprint blueprint(Settings settings, Weights weights, Precision precision) {
        return new Mmdit(settings, weights, precision).write();
    }

    private Blueprint write() {
        Value latent = graph.input("hidden_states", "batch", channels, "height", "width");
        Value text =
                graph.input("encoder_hidden_states", "batch", "length", settings.whole("joint_attention_dim", 4096));
        Value squares = layers.convolution("pos_embed.proj", latent, side, 0);
        Value tokens = squares.reshape(0, 0, -1).transpose(0, 2, 1);
        Value condition = condition().silu();
        Pair pair = new Pair(layers.linear("context_embedder", text), tokens.plus(positions(squares)));
        for (int i = 0; i < settings.whole("num_layers", 18); i++) {
            pair = block.write(layers.in("transformer_blocks", i), pair, condition);
        }
        Value last = modulation.last(layers, "norm_out", pair.picture(), condition);
        Value result = joined(layers.linear("proj_out", last), squares.shape(2, 4), latent.shape(2, 4));
        graph.output("out_hidden_states", result, "batch", channels, "height", "width");
        return new Blueprint(layers);
    }

    /** The sum of what is known of time and the text as a whole, of shape {@code B,D}. */
    private Value condition() {
        Layers embedding = layers.in("time_text_embed");
        Value time = TimeEmbedding.waves(graph.exactInput("timestep", "batch").unsqueeze(1), WAVES, 0, true);
        Value pooled = graph.input("pooled_projections", "batch", settings.whole("pooled_projection_dim", 2048));
        return TimeEmbedding.layers(embedding.in("timestep_embedder"), time)
                .plus(TimeEmbedding.layers(embedding.in("text_embedder"), pooled));
    }

    /**
     * What says where tokens are: waves over rows and columns, kept in a table for the largest picture, out of whose middle those of
     * this one are taken (the same paper, section 5.3.2).
     *
     * @param squares of shape {@code B,D,h,w}
     */
    private Value positions(Value squares) {
        StoredTensor table = layers.tensor("pos_embed.pos_embed", 3);
        long most = Math.round(Math.sqrt(table.axes().get(1)));
        if (most * most != table.axes().get(1)) {
            throw new CheckpointException(settings.what() + ": the tensor 'pos_embed.pos_embed' has the shape "
                    + table.shape() + ", one with a square number of places was wanted");
        }
        Value rows = fromMiddle(most, squares.shape(2, 3)).times(graph.whole(most));
        Value places = rows.unsqueeze(1).plus(fromMiddle(most, squares.shape(3, 4)));
        StoredTensor list = table.shaped(table.axes().subList(1, 3));
        return graph.rows(list, places.reshape(-1)).unsqueeze(0);
    }

    private Value fromMiddle(long most, Value count) {
        return graph.countTo(count).plus(graph.whole(most).minus(count).dividedBy(2));
    }

    /** Squares as a picture again. @param tokens of shape {@code B,h w,p p C} */
    private Value joined(Value tokens, Value squares, Value sides) {
        Value apart = tokens.reshape(graph.whole(0).concat(0, squares, graph.whole(side, side, channels)));
        return apart.transpose(0, 5, 1, 3, 2, 4)
                .reshape(graph.whole(0, channels).concat(0, sides));
    }
}
