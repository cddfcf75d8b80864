package org.quarry.node.model;

import java.util.Map;

/** The texts and settings of a model's folder. */
public interface ModelFiles {
    /**
     * The settings of a component: {@code scheduler_config.json} for {@code scheduler}, {@code tokenizer_config.json}
     * for {@code tokenizer}, else its {@code config.json}. Values are {@code String}, {@code Boolean}, {@code Long},
     * {@code Double}, {@code List} and {@code Map}; absent and null settings are left out.
     *
     * @return empty if the component has no settings
     * @throws ModelException if the file is broken
     */
    Map<String, Object> config(String component);

    /** Whether there is a file, by its path within the folder, as in {@code tokenizer/special_tokens_map.json}. */
    boolean has(String file);

    /**
     * A text file of the model, by its path within the folder, as in {@code tokenizer/merges.txt}.
     *
     * @throws ModelException if it is missing or not UTF-8
     */
    String text(String file);

    /**
     * A JSON object of the model, by its path within the folder, as in {@code tokenizer/vocab.json}, in the value types
     * of {@link #config}.
     *
     * @throws ModelException if it is missing or not a JSON object
     */
    Map<String, Object> json(String file);
}
