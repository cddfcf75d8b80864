package org.quarry.nodes.tokenizer;

import java.util.OptionalInt;
import org.quarry.node.model.Model;

/** How many tokens a model reads at once. */
final class Lengths {
    /** Tokenizers without a limit say so by a number like 1e30. */
    private static final int NO_LIMIT = 100_000;

    private Lengths() {}

    /** Esser et al. (2024), Stable Diffusion 3, and FLUX.1-schnell; FLUX.1-dev was trained on all of T5's 512. */
    private static final int TRAINED_ON = 256;

    /** What {@code tokenizer_config.json} says. T5's says what T5 can read, and some families were trained on less of it. */
    static OptionalInt told(Model model, String folder) {
        String tokenizer = model.description().family() + "/" + folder;
        boolean schnell = model.config("transformer").get("guidance_embeds") == Boolean.FALSE;
        if (tokenizer.equals("sd3/tokenizer_3") || (tokenizer.equals("flux/tokenizer_2") && schnell)) {
            return OptionalInt.of(TRAINED_ON);
        }
        return model.config(folder).get("model_max_length") instanceof Long length && length > 2 && length < NO_LIMIT
                ? OptionalInt.of(length.intValue())
                : OptionalInt.empty();
    }
}
