package org.quarry.architecture;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.quarry.architecture.checkpoint.StoredTensor;
import org.quarry.architecture.checkpoint.Weights;

/**
 * The settings of a network that comes without {@code config.json}: what its tensors tell, and for what they do not tell (heads,
 * groups) what all published models of its family have.
 */
public final class FamilySettings {
    private static final int HEAD_WIDTH = 64;
    private static final int STABLE_DIFFUSION_1_HEADS = 8;
    private static final int STABLE_DIFFUSION_1_TEXT = 768;

    private FamilySettings() {}

    /** The settings of a component, as {@link org.quarry.architecture.naming.Components} names it. */
    public static Settings of(String component, Weights weights) {
        Map<String, Object> values = switch (Networks.kind(component, weights)) {
            case "unet", "controlnet" -> unet(weights);
            case "vae" -> autoencoder(weights);
            case "transformer" -> Mmdit.has(weights) ? mmdit(weights) : flux(weights);
            case "t5" -> t5(weights);
            default -> clip(weights);
        };
        return new Settings(weights.what(), values);
    }

    private static Map<String, Object> unet(Weights weights) {
        int levels = count(weights, "down_blocks.%d.resnets.0.conv1.weight");
        List<Long> channels = IntStream.range(0, levels)
                .mapToObj(level -> axis(weights, "down_blocks." + level + ".resnets.0.conv1.weight", 0))
                .toList();
        List<String> types = new ArrayList<>();
        List<Long> depths = new ArrayList<>();
        for (int level = 0; level < levels; level++) {
            String transformer = "down_blocks." + level + ".attentions.0.transformer_blocks.%d.norm1.weight";
            int depth = count(weights, transformer);
            types.add(depth == 0 ? "DownBlock2D" : "CrossAttnDownBlock2D");
            depths.add((long) depth);
        }
        // The middle takes the last level's depth, which has no transformers of its own in Stable Diffusion 1 and 2.
        depths.set(levels - 1, (long) count(weights, "mid_block.attentions.0.transformer_blocks.%d.norm1.weight"));
        long text = axis(weights, "mid_block.attentions.0.transformer_blocks.0.attn2.to_k.weight", 1);
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("_class_name", "UNet2DConditionModel");
        values.put("in_channels", axis(weights, "conv_in.weight", 1));
        values.put("block_out_channels", channels);
        values.put("down_block_types", types);
        values.put("layers_per_block", (long) count(weights, "down_blocks.0.resnets.%d.conv1.weight"));
        values.put("transformer_layers_per_block", depths);
        values.put("cross_attention_dim", text);
        values.put("attention_head_dim", text == STABLE_DIFFUSION_1_TEXT ? heads1(levels) : heads(channels));
        weights.find("conv_out.weight")
                .ifPresent(out -> values.put("out_channels", out.axes().get(0)));
        weights.find("time_embedding.cond_proj.weight")
                .ifPresent(guidance ->
                        values.put("time_cond_proj_dim", guidance.axes().get(1)));
        weights.find("add_embedding.linear_1.weight").ifPresent(sizes -> {
            values.put("addition_embed_type", "text_time");
            values.put("addition_time_embed_dim", 256L);
            values.put("projection_class_embeddings_input_dim", sizes.axes().get(1));
        });
        return values;
    }

    private static List<Long> heads1(int levels) {
        return java.util.Collections.nCopies(levels, (long) STABLE_DIFFUSION_1_HEADS);
    }

    private static List<Long> heads(List<Long> channels) {
        return channels.stream().map(count -> count / HEAD_WIDTH).toList();
    }

    private static Map<String, Object> autoencoder(Weights weights) {
        int levels = count(weights, "encoder.down_blocks.%d.resnets.0.conv1.weight");
        List<Long> channels = IntStream.range(0, levels)
                .mapToObj(level -> axis(weights, "encoder.down_blocks." + level + ".resnets.0.conv1.weight", 0))
                .toList();
        long latent = axis(weights, "decoder.conv_in.weight", 1);
        return Map.of(
                "_class_name",
                "AutoencoderKL",
                "block_out_channels",
                channels,
                "latent_channels",
                latent,
                "in_channels",
                axis(weights, "encoder.conv_in.weight", 1),
                "out_channels",
                axis(weights, "decoder.conv_out.weight", 0),
                "layers_per_block",
                (long) count(weights, "encoder.down_blocks.0.resnets.%d.conv1.weight"));
    }

    private static Map<String, Object> clip(Weights weights) {
        long width = axis(weights, "text_model.final_layer_norm.weight", 0);
        int layers = count(weights, "text_model.encoder.layers.%d.layer_norm1.weight");
        boolean openClip = width > STABLE_DIFFUSION_1_TEXT;
        // Stable Diffusion 2 was trained with OpenCLIP-H without its last layer (its authors' configuration,
        // 'penultimate').
        boolean withoutLast = weights.find("text_projection").isPresent() && width == 1024;
        return Map.of(
                "hidden_size",
                width,
                "num_hidden_layers",
                (long) layers - (withoutLast ? 1 : 0),
                "num_attention_heads",
                width / HEAD_WIDTH,
                "hidden_act",
                openClip ? "gelu" : "quick_gelu",
                "max_position_embeddings",
                axis(weights, "text_model.embeddings.position_embedding.weight", 0));
    }

    private static Map<String, Object> t5(Weights weights) {
        String attention = "encoder.block.0.layer.0.SelfAttention.";
        return Map.of(
                "d_model",
                axis(weights, "encoder.final_layer_norm.weight", 0),
                "num_layers",
                (long) count(weights, "encoder.block.%d.layer.0.layer_norm.weight"),
                "num_heads",
                axis(weights, attention + "relative_attention_bias.weight", 1),
                "feed_forward_proj",
                "gated-gelu");
    }

    private static Map<String, Object> flux(Weights weights) {
        long headWidth = axis(weights, "transformer_blocks.0.attn.norm_q.weight", 0);
        long width = axis(weights, "x_embedder.weight", 0);
        return Map.of(
                "_class_name",
                "FluxTransformer2DModel",
                "in_channels",
                axis(weights, "x_embedder.weight", 1),
                "num_layers",
                (long) count(weights, "transformer_blocks.%d.attn.norm_q.weight"),
                "num_single_layers",
                (long) count(weights, "single_transformer_blocks.%d.attn.norm_q.weight"),
                "attention_head_dim",
                headWidth,
                "num_attention_heads",
                width / headWidth,
                "joint_attention_dim",
                axis(weights, "context_embedder.weight", 1),
                "pooled_projection_dim",
                axis(weights, "time_text_embed.text_embedder.linear_1.weight", 1),
                "guidance_embeds",
                weights.find("time_text_embed.guidance_embedder.linear_1.weight")
                        .isPresent(),
                "axes_dims_rope",
                List.of(16L, 56L, 56L));
    }

    /** Heads are as wide in all published models, and normalised queries tell how wide. */
    private static Map<String, Object> mmdit(Weights weights) {
        long headWidth = weights.find("transformer_blocks.0.attn.norm_q.weight")
                .map(norm -> norm.axes().get(0))
                .orElse((long) HEAD_WIDTH);
        long width = axis(weights, "pos_embed.proj.weight", 0);
        long places = axis(weights, "pos_embed.pos_embed", 1);
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("_class_name", "SD3Transformer2DModel");
        values.put("in_channels", axis(weights, "pos_embed.proj.weight", 1));
        values.put("patch_size", axis(weights, "pos_embed.proj.weight", 2));
        values.put("pos_embed_max_size", Math.round(Math.sqrt(places)));
        values.put("num_layers", (long) count(weights, "transformer_blocks.%d.attn.to_q.weight"));
        values.put("attention_head_dim", headWidth);
        values.put("num_attention_heads", width / headWidth);
        values.put("joint_attention_dim", axis(weights, "context_embedder.weight", 1));
        values.put("pooled_projection_dim", axis(weights, "time_text_embed.text_embedder.linear_1.weight", 1));
        return values;
    }

    private static int count(Weights weights, String name) {
        int count = 0;
        while (weights.find(name.formatted(count)).isPresent()) {
            count++;
        }
        return count;
    }

    private static long axis(Weights weights, String name, int axis) {
        StoredTensor tensor = weights.tensor(name);
        if (tensor.axes().size() <= axis) {
            throw new org.quarry.architecture.checkpoint.CheckpointException(weights.what() + ": the tensor '" + name
                    + "' has the shape " + tensor.shape() + ", one of more than " + axis + " axes was wanted");
        }
        return tensor.axes().get(axis);
    }
}
