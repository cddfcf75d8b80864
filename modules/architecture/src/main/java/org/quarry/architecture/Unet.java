package org.quarry.architecture;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.quarry.architecture.UnetEncoder.Encoded;
import org.quarry.architecture.UnetEncoder.Inputs;
import org.quarry.architecture.checkpoint.Weights;
import org.quarry.architecture.graph.Graph;
import org.quarry.architecture.graph.Layers;
import org.quarry.architecture.graph.Precision;
import org.quarry.architecture.graph.Resampling;
import org.quarry.architecture.graph.Value;

/**
 * The UNet of Stable Diffusion 1, 2 and XL (Rombach et al. 2022; Podell et al. 2023), for any latent size: on the way up a
 * picture takes the size of the one it is joined to.
 *
 * <p>Inputs {@code sample} {@code B,C,H,W}, {@code timestep}, one number, {@code encoder_hidden_states} {@code B,L,D}, and
 * where the settings say so {@code text_embeds}, {@code time_ids}, {@code timestep_cond}; output {@code out_sample}. The inputs
 * {@code down_block_additional_residual.N} and {@code mid_block_additional_residual}, for what a ControlNet gives, may be left out.
 */
public final class Unet {
    static final String DOWN = "down_block_additional_residual.";
    static final String MIDDLE = "mid_block_additional_residual";

    private final Layers layers;
    private final Graph graph;
    private final UnetEncoder encoder;
    private final UnetPlan plan;
    private final Settings settings;

    private Unet(Settings settings, Weights weights, Precision precision) {
        this.settings = settings;
        this.graph = new Graph("unet", precision);
        this.layers = new Layers(graph, weights);
        this.encoder = new UnetEncoder(settings, layers);
        this.plan = encoder.plan();
    }

    /** Writes the network. @throws CheckpointException if weights or settings are missing or of another network */
    public static Blueprint blueprint(Settings settings, Weights weights, Precision precision) {
        return new Unet(settings, weights, precision).write();
    }

    private Blueprint write() {
        Inputs inputs = encoder.inputs();
        Encoded encoded = encoder.encode(encoder.enter(inputs.sample()), inputs);
        Value x = up(steered(encoded), inputs);
        Value last = layers.groupNorm("conv_norm_out", x, plan.groups(), plan.epsilon())
                .silu();
        graph.output(
                "out_sample",
                layers.convolution("conv_out", last, 1, 1),
                "batch",
                settings.whole("out_channels", 4),
                "height",
                "width");
        return new Blueprint(layers);
    }

    /** What a ControlNet says is added (Zhang et al. 2023, section 3.2); without one nothing. */
    private Encoded steered(Encoded encoded) {
        List<Value> skips = new ArrayList<>();
        for (int i = 0; i < encoded.skips().size(); i++) {
            skips.add(encoded.skips().get(i).plus(residual(DOWN + i, encoder.channels(i))));
        }
        int deepest = encoder.channels(encoded.skips().size() - 1);
        return new Encoded(skips, encoded.middle().plus(residual(MIDDLE, deepest)));
    }

    private Value residual(String name, long channels) {
        return graph.optionalInput(
                name, List.of(1L, channels, 1L, 1L), name + ".b", channels, name + ".h", name + ".w");
    }

    private Value up(Encoded encoded, Inputs inputs) {
        Deque<Value> skips = new ArrayDeque<>(encoded.skips());
        Value x = encoded.middle();
        int count = plan.levels().size();
        for (int i = 0; i < count; i++) {
            int level = count - 1 - i;
            Layers block = layers.in("up_blocks", i);
            for (int layer = 0; layer <= plan.layers(); layer++) {
                Value joined = x.concat(1, skips.removeLast());
                x = plan.residual().write(block.in("resnets", layer), joined, inputs.time());
                x = encoder.attend(block.in("attentions", layer), x, inputs, level);
            }
            if (level > 0) {
                x = block.convolution("upsamplers.0.conv", Resampling.toSizeOf(x, skips.getLast()), 1, 1);
            }
        }
        return x;
    }
}
