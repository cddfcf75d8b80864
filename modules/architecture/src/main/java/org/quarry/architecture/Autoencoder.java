package org.quarry.architecture;

import java.util.List;
import org.quarry.architecture.checkpoint.Weights;
import org.quarry.architecture.graph.Attention;
import org.quarry.architecture.graph.Graph;
import org.quarry.architecture.graph.Layers;
import org.quarry.architecture.graph.Precision;
import org.quarry.architecture.graph.Resampling;
import org.quarry.architecture.graph.Value;

/**
 * The autoencoder of latent diffusion (Rombach et al. 2022, section 3.1), of any number of latent channels.
 *
 * <p>Encoder: {@code sample} {@code B,3,8H,8W} in -1..1 to {@code latent_parameters} {@code B,2C,H,W}, mean and then logarithm of
 * the variance, not scaled. Decoder: {@code latent_sample} {@code B,C,H,W}, divided by the scaling factor before, to
 * {@code sample}.
 */
public final class Autoencoder {
    private static final double EPSILON = 1e-6;

    /** Older folders name the attention's parts otherwise. */
    private static final List<List<String>> OLD_NAMES = List.of(
            List.of("to_q", "query"),
            List.of("to_k", "key"),
            List.of("to_v", "value"),
            List.of("to_out.0", "proj_attn"));

    private final Settings settings;
    private final Graph graph;
    private final Layers layers;
    private final ResidualBlock residual;
    private final int levels;

    private Autoencoder(String name, Settings settings, Weights weights, Precision precision) {
        this.settings = settings;
        this.graph = new Graph(name, precision);
        this.layers = new Layers(graph, weights);
        this.residual = new ResidualBlock(settings.whole("norm_num_groups", 32), EPSILON);
        this.levels = settings.wholes("block_out_channels").size();
        settings.mustBe("act_fn", "silu");
    }

    /** Writes the encoder. @throws CheckpointException if weights or settings are missing or of another network */
    public static Blueprint encoder(Settings settings, Weights weights, Precision precision) {
        return new Autoencoder("vae_encoder", settings, weights, precision).encoder();
    }

    /** Writes the decoder. @throws CheckpointException if weights or settings are missing or of another network */
    public static Blueprint decoder(Settings settings, Weights weights, Precision precision) {
        return new Autoencoder("vae_decoder", settings, weights, precision).decoder();
    }

    private Blueprint encoder() {
        Value sample = graph.input("sample", "batch", settings.whole("in_channels", 3), "height", "width");
        Layers encoder = layers.in("encoder");
        Value x = encoder.convolution("conv_in", sample, 1, 1);
        for (int level = 0; level < levels; level++) {
            Layers block = encoder.in("down_blocks", level);
            x = residuals(block, x, settings.whole("layers_per_block", 2));
            if (level < levels - 1) {
                // Padded at the right and the bottom only.
                x = block.convolution("downsamplers.0.conv", x, 2, List.of(0L, 0L, 1L, 1L));
            }
        }
        Value moments = leave(encoder, middle(encoder.in("mid_block"), x));
        Value parameters = layers.has("quant_conv.weight") ? layers.convolution("quant_conv", moments, 1, 0) : moments;
        graph.output("latent_parameters", parameters, "batch", 2 * channels(), "latent_height", "latent_width");
        return new Blueprint(layers);
    }

    private Blueprint decoder() {
        Value latent = graph.input("latent_sample", "batch", channels(), "latent_height", "latent_width");
        Layers decoder = layers.in("decoder");
        Value x = layers.has("post_quant_conv.weight") ? layers.convolution("post_quant_conv", latent, 1, 0) : latent;
        x = middle(decoder.in("mid_block"), decoder.convolution("conv_in", x, 1, 1));
        for (int level = 0; level < levels; level++) {
            Layers block = decoder.in("up_blocks", level);
            x = residuals(block, x, settings.whole("layers_per_block", 2) + 1);
            if (level < levels - 1) {
                x = block.convolution("upsamplers.0.conv", Resampling.doubled(x), 1, 1);
            }
        }
        graph.output("sample", leave(decoder, x), "batch", settings.whole("out_channels", 3), "height", "width");
        return new Blueprint(layers);
    }

    private int channels() {
        return settings.whole("latent_channels", 4);
    }

    private Value residuals(Layers block, Value x, int count) {
        Value result = x;
        for (int i = 0; i < count; i++) {
            result = residual.write(block.in("resnets", i), result);
        }
        return result;
    }

    private Value middle(Layers block, Value x) {
        Value before = residual.write(block.in("resnets", 0), x);
        Value seen =
                settings.flag("mid_block_add_attention", true) ? attention(block.in("attentions", 0), before) : before;
        return residual.write(block.in("resnets", 1), seen);
    }

    private Value attention(Layers attention, Value x) {
        Value pixels = attention
                .groupNorm("group_norm", x, residual.groups(), EPSILON)
                .reshape(0, 0, -1)
                .transpose(0, 2, 1);
        List<String> names = OLD_NAMES.stream()
                .map(pair -> pair.get(attention.has(pair.get(0) + ".weight") ? 0 : 1))
                .toList();
        Value sight = Attention.full(
                1,
                attention.linear(names.get(0), pixels),
                attention.linear(names.get(1), pixels),
                attention.linear(names.get(2), pixels));
        return x.plus(attention.linear(names.get(3), sight).transpose(0, 2, 1).reshape(x.shape()));
    }

    private Value leave(Layers part, Value x) {
        Value normal = part.groupNorm("conv_norm_out", x, residual.groups(), EPSILON);
        return part.convolution("conv_out", normal.silu(), 1, 1);
    }
}
