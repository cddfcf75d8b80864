package org.quarry.architecture.naming;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.quarry.architecture.checkpoint.StoredTensor;

/** The text encoder of OpenCLIP, which stores queries, keys and values as one, and the projection the other way round. */
final class OpenClip {
    private static final List<String> HEADS = List.of("q_proj", "k_proj", "v_proj");

    private static final Renaming RULES = Renaming.of(
            "^transformer\\.resblocks\\.", "text_model.encoder.layers.",
            "\\.ln_1\\.", ".layer_norm1.",
            "\\.ln_2\\.", ".layer_norm2.",
            "\\.mlp\\.c_fc\\.", ".mlp.fc1.",
            "\\.mlp\\.c_proj\\.", ".mlp.fc2.",
            "\\.attn\\.out_proj\\.", ".self_attn.out_proj.",
            "^ln_final\\.", "text_model.final_layer_norm.",
            "^token_embedding\\.", "text_model.embeddings.token_embedding.",
            "^positional_embedding$", "text_model.embeddings.position_embedding.weight");

    private OpenClip() {}

    /** A tensor under its names in Transformers; {@code text_projection} keeps its own, since it is multiplied from the right. */
    static Map<String, StoredTensor> renamed(String name, StoredTensor tensor) {
        Map<String, StoredTensor> renamed = new LinkedHashMap<>();
        if (name.contains(".attn.in_proj_")) {
            String layer = RULES.all(name.substring(0, name.indexOf(".attn.in_proj_")) + ".");
            String kind = name.substring(name.lastIndexOf('_') + 1);
            for (int i = 0; i < HEADS.size(); i++) {
                renamed.put(layer + "self_attn." + HEADS.get(i) + "." + kind, tensor.part(i, HEADS.size()));
            }
        } else {
            renamed.put(RULES.all(name), tensor);
        }
        return renamed;
    }
}
