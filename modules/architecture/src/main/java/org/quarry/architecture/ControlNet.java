package org.quarry.architecture;

import org.quarry.architecture.UnetEncoder.Encoded;
import org.quarry.architecture.UnetEncoder.Inputs;
import org.quarry.architecture.checkpoint.Weights;
import org.quarry.architecture.graph.Graph;
import org.quarry.architecture.graph.Layers;
import org.quarry.architecture.graph.Precision;
import org.quarry.architecture.graph.Value;

/**
 * A ControlNet: the way down of a UNet that also sees a picture of edges, depths or the like, and says what is to be added to the
 * UNet's own (Zhang et al. 2023, section 3).
 *
 * <p>Inputs: the UNet's, and {@code controlnet_cond} {@code B,3,8H,8W} in 0..1; outputs
 * {@code down_block_additional_residual.N} and {@code mid_block_additional_residual}, at full strength.
 */
public final class ControlNet {
    private final Settings settings;
    private final Graph graph;
    private final Layers layers;
    private final UnetEncoder encoder;

    private ControlNet(Settings settings, Weights weights, Precision precision) {
        this.settings = settings;
        this.graph = new Graph("controlnet", precision);
        this.layers = new Layers(graph, weights);
        this.encoder = new UnetEncoder(settings, layers);
        settings.mustBe("controlnet_conditioning_channel_order", "rgb");
        settings.mustBe("global_pool_conditions", false);
    }

    /** Writes the network. @throws CheckpointException if weights or settings are missing or of another network */
    public static Blueprint blueprint(Settings settings, Weights weights, Precision precision) {
        return new ControlNet(settings, weights, precision).write();
    }

    private Blueprint write() {
        Inputs inputs = encoder.inputs();
        Value hint =
                graph.input("controlnet_cond", "batch", settings.whole("conditioning_channels", 3), "rows", "columns");
        Value entered = encoder.enter(inputs.sample()).plus(hint(layers.in("controlnet_cond_embedding"), hint));
        Encoded encoded = encoder.encode(entered, inputs);
        for (int i = 0; i < encoded.skips().size(); i++) {
            Value residual = layers.convolution(
                    "controlnet_down_blocks." + i, encoded.skips().get(i), 1, 0);
            graph.output(Unet.DOWN + i, residual, "batch", "c" + i, "h" + i, "w" + i);
        }
        Value middle = layers.convolution("controlnet_mid_block", encoded.middle(), 1, 0);
        graph.output(Unet.MIDDLE, middle, "batch", "c", "h", "w");
        return new Blueprint(layers);
    }

    /** The picture made as small as the latents: every second convolution halves it. */
    private static Value hint(Layers embedding, Value picture) {
        Value x = embedding.convolution("conv_in", picture, 1, 1).silu();
        for (int i = 0; embedding.has("blocks." + i + ".weight"); i++) {
            x = embedding.convolution("blocks." + i, x, i % 2 == 0 ? 1 : 2, 1).silu();
        }
        return embedding.convolution("conv_out", x, 1, 1);
    }
}
