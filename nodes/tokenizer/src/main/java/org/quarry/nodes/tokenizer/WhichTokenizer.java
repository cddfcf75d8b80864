package org.quarry.nodes.tokenizer;

import org.quarry.node.model.Model;

/** Which of a model's tokenizers. */
public enum WhichTokenizer {
    /** The folder tokenizer: CLIP's in most models; the refiner of SDXL has the second one only, which then is the first. */
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

    String folderIn(Model model) {
        boolean secondOnly =
                this == FIRST && !Vocabularies.has(model, folder) && Vocabularies.has(model, SECOND.folder);
        return secondOnly ? SECOND.folder : folder;
    }
}
