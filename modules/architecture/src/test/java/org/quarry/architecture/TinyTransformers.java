package org.quarry.architecture;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.quarry.architecture.MadeTransformer.Numbers;
import org.quarry.architecture.MadeTransformer.Plan;

/** The transformers of FLUX and of Stable Diffusion 3.5, with few and narrow blocks of each kind. */
final class TinyTransformers {
    private static final int WIDTH = 16;
    private static final int HEAD = 8;
    private static final int TEXT = 12;
    private static final int POOLED = 10;
    private static final int WAVES = 256;
    private static final int PLACES = 7;

    private TinyTransformers() {}

    /** @param family {@code flux} or {@code mmdit} */
    static MadeTransformer of(String family) {
        return family.equals("flux") ? flux() : mmdit();
    }

    /** One block of each kind, told a guidance scale. */
    private static MadeTransformer flux() {
        Map<String, Object> settings = Map.of(
                "in_channels",
                8L,
                "num_layers",
                1L,
                "num_single_layers",
                1L,
                "attention_head_dim",
                (long) HEAD,
                "num_attention_heads",
                2L,
                "joint_attention_dim",
                (long) TEXT,
                "pooled_projection_dim",
                (long) POOLED,
                "guidance_embeds",
                true,
                "axes_dims_rope",
                List.of(2L, 2L, 4L));
        Plan parts = new Plan(WIDTH);
        parts.layer("x_embedder", "img_in", WIDTH, 8);
        parts.layer("context_embedder", "txt_in", WIDTH, TEXT);
        embedded(parts, "timestep_embedder", "time_in.in_layer", "time_in.out_layer");
        embedded(parts, "guidance_embedder", "guidance_in.in_layer", "guidance_in.out_layer");
        embedded(parts, "text_embedder", "vector_in.in_layer", "vector_in.out_layer");
        fluxBlocks(parts);
        last(parts, 8);
        return parts.made(new Settings("flux", settings));
    }

    private static void fluxBlocks(Plan parts) {
        String both = "transformer_blocks.0.";
        String authors = "double_blocks.0.";
        parts.layer(both + "norm1.linear", authors + "img_mod.lin", 6 * WIDTH, WIDTH);
        parts.layer(both + "norm1_context.linear", authors + "txt_mod.lin", 6 * WIDTH, WIDTH);
        parts.heads(both + "attn.", List.of("to_q", "to_k", "to_v"), authors + "img_attn.qkv");
        parts.heads(both + "attn.", List.of("add_q_proj", "add_k_proj", "add_v_proj"), authors + "txt_attn.qkv");
        parts.layer(both + "attn.to_out.0", authors + "img_attn.proj", WIDTH, WIDTH);
        parts.layer(both + "attn.to_add_out", authors + "txt_attn.proj", WIDTH, WIDTH);
        parts.forward(both + "ff", authors + "img_mlp.0", authors + "img_mlp.2");
        parts.forward(both + "ff_context", authors + "txt_mlp.0", authors + "txt_mlp.2");
        fluxNorms(parts, both + "attn.norm_", authors + "img_attn.norm.");
        fluxNorms(parts, both + "attn.norm_added_", authors + "txt_attn.norm.");
        String single = "single_transformer_blocks.0.";
        parts.layer(single + "norm.linear", "single_blocks.0.modulation.lin", 3 * WIDTH, WIDTH);
        parts.heads(single + "attn.", List.of("to_q", "to_k", "to_v"), "single_blocks.0.linear1");
        parts.layer(single + "proj_mlp", "single_blocks.0.linear1", 4 * WIDTH, WIDTH);
        parts.layer(single + "proj_out", "single_blocks.0.linear2", WIDTH, 5 * WIDTH);
        fluxNorms(parts, single + "attn.norm_", "single_blocks.0.norm.");
    }

    private static void fluxNorms(Plan parts, String prefix, String authors) {
        parts.tensor(prefix + "q.weight", authors + "query_norm.scale", HEAD);
        parts.tensor(prefix + "k.weight", authors + "key_norm.scale", HEAD);
    }

    /** A block with a second attention, and the last one, whose text goes no further. */
    private static MadeTransformer mmdit() {
        Map<String, Object> settings = Map.of(
                "patch_size",
                2L,
                "in_channels",
                4L,
                "num_layers",
                2L,
                "attention_head_dim",
                (long) HEAD,
                "num_attention_heads",
                2L,
                "joint_attention_dim",
                (long) TEXT,
                "pooled_projection_dim",
                (long) POOLED,
                "qk_norm",
                "rms_norm");
        Plan parts = new Plan(WIDTH);
        parts.layer("pos_embed.proj", "x_embedder.proj", WIDTH, 4, 2, 2);
        parts.layer("context_embedder", "context_embedder", WIDTH, TEXT);
        embedded(parts, "timestep_embedder", "t_embedder.mlp.0", "t_embedder.mlp.2");
        embedded(parts, "text_embedder", "y_embedder.mlp.0", "y_embedder.mlp.2");
        mmditBlock(parts, "transformer_blocks.0.", "joint_blocks.0.");
        parts.layer("transformer_blocks.0.norm1.linear", "joint_blocks.0.x_block.adaLN_modulation.1", 9 * WIDTH, WIDTH);
        String second = "transformer_blocks.0.attn2.";
        parts.heads(second, List.of("to_q", "to_k", "to_v"), "joint_blocks.0.x_block.attn2.qkv");
        parts.layer(second + "to_out.0", "joint_blocks.0.x_block.attn2.proj", WIDTH, WIDTH);
        norms(parts, second + "norm_", "joint_blocks.0.x_block.attn2.ln_");
        String text = "joint_blocks.0.context_block.";
        parts.layer("transformer_blocks.0.norm1_context.linear", text + "adaLN_modulation.1", 6 * WIDTH, WIDTH);
        parts.layer("transformer_blocks.0.attn.to_add_out", text + "attn.proj", WIDTH, WIDTH);
        parts.forward("transformer_blocks.0.ff_context", text + "mlp.fc1", text + "mlp.fc2");
        mmditBlock(parts, "transformer_blocks.1.", "joint_blocks.1.");
        parts.layer("transformer_blocks.1.norm1.linear", "joint_blocks.1.x_block.adaLN_modulation.1", 6 * WIDTH, WIDTH);
        parts.scaleAndShift("transformer_blocks.1.norm1_context", "joint_blocks.1.context_block.adaLN_modulation.1");
        last(parts, 16);
        parts.tensor("pos_embed.pos_embed", "pos_embed", 1, PLACES * PLACES, WIDTH);
        return parts.made(new Settings("mmdit", settings));
    }

    private static void mmditBlock(Plan parts, String block, String authors) {
        parts.heads(block + "attn.", List.of("to_q", "to_k", "to_v"), authors + "x_block.attn.qkv");
        parts.heads(
                block + "attn.", List.of("add_q_proj", "add_k_proj", "add_v_proj"), authors + "context_block.attn.qkv");
        parts.layer(block + "attn.to_out.0", authors + "x_block.attn.proj", WIDTH, WIDTH);
        parts.forward(block + "ff", authors + "x_block.mlp.fc1", authors + "x_block.mlp.fc2");
        norms(parts, block + "attn.norm_", authors + "x_block.attn.ln_");
        norms(parts, block + "attn.norm_added_", authors + "context_block.attn.ln_");
    }

    private static void embedded(Plan parts, String name, String first, String second) {
        String whole = "time_text_embed." + name + ".";
        parts.layer(whole + "linear_1", first, WIDTH, name.equals("text_embedder") ? POOLED : WAVES);
        parts.layer(whole + "linear_2", second, WIDTH, WIDTH);
    }

    private static void last(Plan parts, int outputs) {
        parts.scaleAndShift("norm_out", "final_layer.adaLN_modulation.1");
        parts.layer("proj_out", "final_layer.linear", outputs, WIDTH);
    }

    private static void norms(Plan parts, String prefix, String authors) {
        parts.tensor(prefix + "q.weight", authors + "q.weight", HEAD);
        parts.tensor(prefix + "k.weight", authors + "k.weight", HEAD);
    }

    /** Two pictures of different times. */
    static Map<String, Numbers> inputs(MadeTransformer model) {
        Random random = new Random(9);
        Map<String, Numbers> inputs = new LinkedHashMap<>();
        boolean flux = model.settings().what().equals("flux");
        inputs.put("hidden_states", Numbers.random(flux ? List.of(2, 6, 8) : List.of(2, 4, 6, 4), 1, random));
        inputs.put("encoder_hidden_states", Numbers.random(List.of(2, 3, TEXT), 1, random));
        inputs.put("pooled_projections", Numbers.random(List.of(2, POOLED), 1, random));
        inputs.put("timestep", new Numbers(List.of(2), new float[] {0.3f, 0.7f}));
        if (flux) {
            inputs.put("guidance", new Numbers(List.of(2), new float[] {3.5f, 2}));
            inputs.put(
                    "img_ids",
                    new Numbers(List.of(6, 3), new float[] {0, 0, 0, 0, 0, 1, 0, 0, 2, 0, 1, 0, 0, 1, 1, 0, 1, 2}));
            inputs.put("txt_ids", new Numbers(List.of(3, 3), new float[9]));
        }
        return inputs;
    }
}
