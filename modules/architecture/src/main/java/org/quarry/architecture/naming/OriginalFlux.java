package org.quarry.architecture.naming;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.quarry.architecture.checkpoint.StoredTensor;

/** FLUX as its authors name it: queries, keys and values as one, and in the single blocks also the layer beside them. */
final class OriginalFlux {
    private static final Renaming RULES = Renaming.of(
            "^double_blocks\\.", "transformer_blocks.",
            "^single_blocks\\.", "single_transformer_blocks.",
            "\\.img_attn\\.norm\\.(query|key)_norm\\.scale", ".attn.norm_$1.weight",
            "\\.txt_attn\\.norm\\.(query|key)_norm\\.scale", ".attn.norm_added_$1.weight",
            "\\.norm\\.(query|key)_norm\\.scale", ".attn.norm_$1.weight",
            "_query\\.weight$", "_q.weight",
            "_key\\.weight$", "_k.weight",
            "\\.img_attn\\.proj\\.", ".attn.to_out.0.",
            "\\.txt_attn\\.proj\\.", ".attn.to_add_out.",
            "\\.img_mlp\\.0\\.", ".ff.net.0.proj.",
            "\\.img_mlp\\.2\\.", ".ff.net.2.",
            "\\.txt_mlp\\.0\\.", ".ff_context.net.0.proj.",
            "\\.txt_mlp\\.2\\.", ".ff_context.net.2.",
            "\\.img_mod\\.lin\\.", ".norm1.linear.",
            "\\.txt_mod\\.lin\\.", ".norm1_context.linear.",
            "\\.modulation\\.lin\\.", ".norm.linear.",
            "\\.linear2\\.", ".proj_out.",
            "^img_in\\.", "x_embedder.",
            "^txt_in\\.", "context_embedder.",
            "^time_in\\.", "time_text_embed.timestep_embedder.",
            "^guidance_in\\.", "time_text_embed.guidance_embedder.",
            "^vector_in\\.", "time_text_embed.text_embedder.",
            "\\.in_layer\\.", ".linear_1.",
            "\\.out_layer\\.", ".linear_2.",
            "^final_layer\\.linear\\.", "proj_out.");

    private static final int SINGLE_SHARES = 7;
    private static final String LAST = "final_layer.adaLN_modulation.1.";

    private OriginalFlux() {}

    /** A tensor under its names in Diffusers; the last modulation as {@code norm_out.shift} and {@code norm_out.scale}. */
    static Map<String, StoredTensor> renamed(String name, StoredTensor tensor) {
        Map<String, StoredTensor> renamed = new LinkedHashMap<>();
        if (name.startsWith(LAST)) {
            renamed.put("norm_out.shift." + kind(tensor), tensor.part(0, 2));
            renamed.put("norm_out.scale." + kind(tensor), tensor.part(1, 2));
        } else if (name.contains(".img_attn.qkv.")) {
            return parts(name, tensor, List.of("to_q", "to_k", "to_v"));
        } else if (name.contains(".txt_attn.qkv.")) {
            return parts(name, tensor, List.of("add_q_proj", "add_k_proj", "add_v_proj"));
        } else if (name.contains(".linear1.")) {
            return single(name, tensor);
        } else {
            renamed.put(RULES.all(name), tensor);
        }
        return renamed;
    }

    /** As in {@code transformer_blocks.3.}. */
    private static String block(String name) {
        String[] parts = name.split("\\.", 3);
        return RULES.all(parts[0] + "." + parts[1] + ".");
    }

    private static String kind(StoredTensor tensor) {
        return tensor.name().substring(tensor.name().lastIndexOf('.') + 1);
    }

    private static Map<String, StoredTensor> parts(String stored, StoredTensor tensor, List<String> names) {
        Map<String, StoredTensor> parts = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            String name = block(stored) + "attn." + names.get(i) + "." + kind(tensor);
            parts.put(name, tensor.part(i, names.size()));
        }
        return parts;
    }

    /** Queries, keys and values are as wide as the input, and the layer beside them four times as wide. */
    private static Map<String, StoredTensor> single(String stored, StoredTensor tensor) {
        long width = tensor.part(0, SINGLE_SHARES).axes().get(0);
        String block = block(stored);
        String kind = kind(tensor);
        return Map.of(
                block + "attn.to_q." + kind, tensor.rows(0, width),
                block + "attn.to_k." + kind, tensor.rows(width, width),
                block + "attn.to_v." + kind, tensor.rows(2 * width, width),
                block + "proj_mlp." + kind, tensor.rows(3 * width, 4 * width));
    }
}
