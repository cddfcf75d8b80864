package org.quarry.architecture;

import java.util.List;
import org.quarry.architecture.checkpoint.CheckpointException;

/**
 * The levels of a UNet, from its settings.
 *
 * @param levels from the largest pictures to the smallest
 * @param layers residual blocks of a level on the way down; one more on the way up
 * @param groups of the normalisations
 * @param epsilon of the residual blocks' normalisations
 */
record UnetPlan(List<Level> levels, int layers, int groups, double epsilon) {
    /**
     * @param heads of its attentions
     * @param depth blocks of each of its transformers; 0 where it has none
     */
    record Level(int heads, int depth) {}

    static UnetPlan of(Settings settings) {
        List<String> down = settings.texts("down_block_types");
        int count = down.size();
        // By an old misnomer 'attention_head_dim' counts heads where 'num_attention_heads' is not set.
        String headsKey = settings.has("num_attention_heads") ? "num_attention_heads" : "attention_head_dim";
        List<Integer> heads = settings.forEach(headsKey, count, 8);
        List<Integer> depths = settings.forEach("transformer_layers_per_block", count, 1);
        List<Level> levels = java.util.stream.IntStream.range(0, count)
                .mapToObj(i -> new Level(heads.get(i), attends(settings, down.get(i)) ? depths.get(i) : 0))
                .toList();
        check(settings);
        return new UnetPlan(
                levels,
                settings.whole("layers_per_block", 2),
                settings.whole("norm_num_groups", 32),
                settings.number("norm_eps", 1e-5));
    }

    private static boolean attends(Settings settings, String block) {
        return switch (block) {
            case "CrossAttnDownBlock2D" -> true;
            case "DownBlock2D" -> false;
            default ->
                throw new CheckpointException(settings.what() + ": its setting 'down_block_types' has " + block
                        + ", and only CrossAttnDownBlock2D and DownBlock2D can be computed");
        };
    }

    private static void check(Settings settings) {
        settings.mustBe("act_fn", "silu");
        settings.mustBe("mid_block_type", "UNetMidBlock2DCrossAttn");
        settings.mustBe("resnet_time_scale_shift", "default");
        settings.mustBe("time_embedding_type", "positional");
        settings.mustBe("attention_type", "default");
        settings.mustBe("dual_cross_attention", false);
        settings.mustBe("class_embeddings_concat", false);
        settings.mustBe("center_input_sample", false);
        settings.mustBe("resnet_skip_time_act", false);
        settings.mustBe("only_cross_attention", false);
        for (String absent :
                List.of("class_embed_type", "encoder_hid_dim_type", "num_class_embeds", "timestep_post_act")) {
            if (settings.has(absent)) {
                settings.mustBe(absent, "null");
            }
        }
    }

    Level level(int index) {
        return levels.get(index);
    }

    /** Blocks of the transformer in the middle: as many as the last level's setting, even where that level has none. */
    static int middleDepth(Settings settings) {
        int count = settings.texts("down_block_types").size();
        return settings.forEach("transformer_layers_per_block", count, 1).get(count - 1);
    }

    ResidualBlock residual() {
        return new ResidualBlock(groups, epsilon);
    }

    SpatialTransformer transformer(int level) {
        return new SpatialTransformer(level(level).heads(), groups);
    }
}
