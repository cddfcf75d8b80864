package org.quarry.nodes.textencoder;

import org.quarry.node.model.Model;

/** What an empty prompt turns into. */
public enum EmptyPrompt {
    /** What the model's model_index.json says. */
    FROM_MODEL,
    /** It is encoded like any other text. */
    ENCODED,
    /** Zeros, as SDXL was trained. */
    ZEROS;

    /** Whether zeros take the place of an empty prompt's encoding. */
    boolean zeros(Model model) {
        return switch (this) {
            case FROM_MODEL -> model.json("model_index.json").get("force_zeros_for_empty_prompt") == Boolean.TRUE;
            case ENCODED -> false;
            case ZEROS -> true;
        };
    }
}
