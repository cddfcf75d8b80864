package org.quarry.architecture.naming;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.quarry.architecture.checkpoint.StoredTensor;

/**
 * The transformer of Stable Diffusion 3 as its authors name it: the picture is x and the text the context; queries, keys and values
 * are one.
 */
final class OriginalMmdit {
    private static final String BLOCKS = "joint_blocks.";
    private static final Pattern HEADS =
            Pattern.compile("joint_blocks\\.(\\d+)\\.(x|context)_block\\.(attn2?)\\.qkv\\.(.*)");
    private static final Pattern OF_TEXT =
            Pattern.compile("(joint_blocks\\.(\\d+)\\.context_block\\.)adaLN_modulation\\.1\\.(.*)");
    private static final String LAST = "final_layer.adaLN_modulation.1.";

    private static final Renaming RULES = Renaming.of(
            "^joint_blocks\\.", "transformer_blocks.",
            "\\.x_block\\.(attn2?)\\.ln_([qk])\\.", ".$1.norm_$2.",
            "\\.context_block\\.attn\\.ln_([qk])\\.", ".attn.norm_added_$1.",
            "\\.x_block\\.(attn2?)\\.proj\\.", ".$1.to_out.0.",
            "\\.context_block\\.attn\\.proj\\.", ".attn.to_add_out.",
            "\\.x_block\\.adaLN_modulation\\.1\\.", ".norm1.linear.",
            "\\.context_block\\.adaLN_modulation\\.1\\.", ".norm1_context.linear.",
            "\\.x_block\\.mlp\\.", ".ff.",
            "\\.context_block\\.mlp\\.", ".ff_context.",
            "\\.fc1\\.", ".net.0.proj.",
            "\\.fc2\\.", ".net.2.",
            "^pos_embed$", "pos_embed.pos_embed",
            "^x_embedder\\.", "pos_embed.",
            "^t_embedder\\.mlp\\.0\\.", "time_text_embed.timestep_embedder.linear_1.",
            "^t_embedder\\.mlp\\.2\\.", "time_text_embed.timestep_embedder.linear_2.",
            "^y_embedder\\.mlp\\.0\\.", "time_text_embed.text_embedder.linear_1.",
            "^y_embedder\\.mlp\\.2\\.", "time_text_embed.text_embedder.linear_2.",
            "^final_layer\\.linear\\.", "proj_out.");

    private final Collection<String> names;

    /** @param names all of the network's tensors, without a prefix */
    OriginalMmdit(Collection<String> names) {
        this.names = names;
    }

    static boolean is(Collection<String> names) {
        return names.stream().anyMatch(name -> name.startsWith(BLOCKS));
    }

    /** A tensor under its names in Diffusers; the last modulations as shift and scale by themselves. */
    Map<String, StoredTensor> renamed(String name, StoredTensor tensor) {
        Matcher heads = HEADS.matcher(name);
        if (heads.matches()) {
            String attention = "transformer_blocks." + heads.group(1) + "." + heads.group(3) + ".";
            List<String> parts = heads.group(2).equals("x")
                    ? List.of("to_q", "to_k", "to_v")
                    : List.of("add_q_proj", "add_k_proj", "add_v_proj");
            Map<String, StoredTensor> renamed = new LinkedHashMap<>();
            for (int i = 0; i < parts.size(); i++) {
                renamed.put(attention + parts.get(i) + "." + heads.group(4), tensor.part(i, parts.size()));
            }
            return renamed;
        }
        if (name.startsWith(LAST)) {
            return shiftAndScale("norm_out.", name.substring(LAST.length()), tensor);
        }
        Matcher text = OF_TEXT.matcher(name);
        // In the last block the text is looked at and goes no further.
        if (text.matches() && !names.contains(text.group(1) + "attn.proj.weight")) {
            return shiftAndScale("transformer_blocks." + text.group(2) + ".norm1_context.", text.group(3), tensor);
        }
        return Map.of(RULES.all(name), tensor);
    }

    private static Map<String, StoredTensor> shiftAndScale(String norm, String kind, StoredTensor tensor) {
        return Map.of(norm + "shift." + kind, tensor.part(0, 2), norm + "scale." + kind, tensor.part(1, 2));
    }
}
