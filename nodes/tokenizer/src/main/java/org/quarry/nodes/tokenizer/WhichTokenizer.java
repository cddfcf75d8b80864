package org.quarry.nodes.tokenizer;

/** Which of a model's tokenizers. */
public enum WhichTokenizer {
    /** The folder tokenizer: CLIP's in most models. */
    FIRST("tokenizer"),
    /** The folder tokenizer_2: T5's in FLUX. */
    SECOND("tokenizer_2"),
    /** The folder tokenizer_3: T5's in Stable Diffusion 3. */
    THIRD("tokenizer_3");

    private final String folder;

    WhichTokenizer(String folder) {
        this.folder = folder;
    }

    String folder() {
        return folder;
    }
}
