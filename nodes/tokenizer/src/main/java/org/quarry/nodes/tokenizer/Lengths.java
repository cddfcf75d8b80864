package org.quarry.nodes.tokenizer;

import java.util.OptionalInt;
import org.quarry.node.model.Model;

/** How many tokens a model reads at once. */
final class Lengths {
    /** Tokenizers without a limit say so by a number like 1e30. */
    private static final int NO_LIMIT = 100_000;

    private Lengths() {}

    /** What {@code tokenizer_config.json} says. */
    static OptionalInt told(Model model, String folder) {
        return model.config(folder).get("model_max_length") instanceof Long length && length > 2 && length < NO_LIMIT
                ? OptionalInt.of(length.intValue())
                : OptionalInt.empty();
    }
}
