package org.quarry.architecture;

import java.util.ArrayList;
import java.util.List;
import org.quarry.architecture.graph.Graph;
import org.quarry.architecture.graph.Layers;
import org.quarry.architecture.graph.Value;

/**
 * What UNet and ControlNet share: the inputs, the embedding of the time, the way down and the middle (Ronneberger et al. 2015;
 * Rombach et al. 2022; for SDXL's further conditions Podell et al. 2023, sections 2.1 and 2.2).
 */
final class UnetEncoder {
    /** Original size, crop, target size (Podell et al. 2023, section 2.2). */
    private static final int BASE_SIZES = 6;

    /** Original size, crop, aesthetic score. The refiner reads one text encoder alone, so that its pooled text is as wide. */
    private static final int REFINER_SIZES = 5;

    private final Settings settings;
    private final Layers layers;
    private final Graph graph;
    private final UnetPlan plan;

    UnetEncoder(Settings settings, Layers layers) {
        this.settings = settings;
        this.layers = layers;
        this.graph = layers.graph();
        this.plan = UnetPlan.of(settings);
    }

    /**
     * The inputs of a step.
     *
     * @param sample of shape {@code B,C,H,W}
     * @param time its embedding, of shape {@code 1,D} or {@code B,D}
     * @param prompt of shape {@code B,L,D}
     */
    record Inputs(Value sample, Value time, Value prompt) {}

    /**
     * What was found on the way.
     *
     * @param skips the pictures that the way up takes, in the order of the way down
     * @param middle after the middle
     */
    record Encoded(List<Value> skips, Value middle) {
        Encoded {
            skips = List.copyOf(skips);
        }
    }

    UnetPlan plan() {
        return plan;
    }

    Inputs inputs() {
        Value sample = graph.input("sample", "batch", settings.whole("in_channels", 4), "height", "width");
        Value timestep = graph.exactInput("timestep");
        Value prompt = graph.input("encoder_hidden_states", "batch", "length", settings.whole("cross_attention_dim"));
        return new Inputs(sample, time(timestep), prompt);
    }

    private Value time(Value timestep) {
        int width = settings.wholes("block_out_channels").get(0);
        boolean cosineFirst = settings.flag("flip_sin_to_cos", true);
        double shift = settings.number("freq_shift", 0);
        Layers embedding = layers.in("time_embedding");
        Value waves = TimeEmbedding.waves(timestep.reshape(1, 1), width, shift, cosineFirst);
        if (layers.has("time_embedding.cond_proj.weight")) {
            // Latent consistency models are told the guidance scale (Luo et al. 2023, section 4.3).
            Value guidance = graph.input("timestep_cond", "batch", settings.whole("time_cond_proj_dim"));
            waves = waves.plus(embedding.linear("cond_proj", guidance));
        }
        Value time = TimeEmbedding.layers(embedding, waves);
        return settings.has("addition_embed_type") ? time.plus(sizesAndText(cosineFirst, shift)) : time;
    }

    /** SDXL: sizes of the picture and the whole prompt's vector. */
    private Value sizesAndText(boolean cosineFirst, double shift) {
        settings.mustBe("addition_embed_type", "text_time");
        int width = settings.whole("addition_time_embed_dim");
        int all = settings.whole("projection_class_embeddings_input_dim");
        int count = all - REFINER_SIZES * width == settings.whole("cross_attention_dim") ? REFINER_SIZES : BASE_SIZES;
        Value text = graph.input("text_embeds", "batch", all - count * width);
        Value sizes = graph.exactInput("time_ids", "batch", count);
        Value waves = TimeEmbedding.waves(sizes.reshape(-1, 1), width, shift, cosineFirst)
                .reshape(-1, (long) count * width);
        return TimeEmbedding.layers(layers.in("add_embedding"), text.concat(1, waves));
    }

    Value enter(Value sample) {
        return layers.convolution("conv_in", sample, 1, 1);
    }

    /** Of a skip connection, which are counted from the entrance on. */
    int channels(int skip) {
        // The first is of the entrance; then each level has one for each block, and one for the way to the next level.
        int level = skip == 0 ? 0 : (skip - 1) / (plan.layers() + 1);
        return settings.wholes("block_out_channels").get(level);
    }

    Encoded encode(Value entered, Inputs inputs) {
        List<Value> skips = new ArrayList<>(List.of(entered));
        Value x = entered;
        for (int level = 0; level < plan.levels().size(); level++) {
            Layers block = layers.in("down_blocks", level);
            for (int i = 0; i < plan.layers(); i++) {
                x = plan.residual().write(block.in("resnets", i), x, inputs.time());
                x = attend(block.in("attentions", i), x, inputs, level);
                skips.add(x);
            }
            if (level < plan.levels().size() - 1) {
                x = block.convolution("downsamplers.0.conv", x, 2, settings.whole("downsample_padding", 1));
                skips.add(x);
            }
        }
        return new Encoded(skips, middle(x, inputs));
    }

    private Value middle(Value x, Inputs inputs) {
        Layers block = layers.in("mid_block");
        int last = plan.levels().size() - 1;
        Value before = plan.residual().write(block.in("resnets", 0), x, inputs.time());
        Value seen = plan.transformer(last)
                .write(block.in("attentions", 0), before, inputs.prompt(), UnetPlan.middleDepth(settings));
        return plan.residual().write(block.in("resnets", 1), seen, inputs.time());
    }

    Value attend(Layers transformer, Value x, Inputs inputs, int level) {
        int depth = plan.level(level).depth();
        return depth == 0 ? x : plan.transformer(level).write(transformer, x, inputs.prompt(), depth);
    }
}
