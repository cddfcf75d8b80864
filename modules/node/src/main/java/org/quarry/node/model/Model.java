package org.quarry.node.model;

import java.nio.file.Files;
import java.util.Map;

/**
 * An opened model: networks and settings, by the component names of a Diffusers folder ({@code tokenizer},
 * {@code text_encoder}, {@code unet}, {@code vae_decoder}, {@code vae_encoder}, {@code scheduler}). Which runtime
 * computes the networks, and where, is not visible here.
 *
 * <p>Opening is cheap; a network is loaded at its first use.
 */
public interface Model {
    /** What is known of it without running it. */
    ModelDescription description();

    /** A hash of all its files, equal wherever the content is equal: {@code sha256:…}. */
    String fingerprint();

    /**
     * A network, loaded now if it was not yet.
     *
     * @throws ModelException if the model has no such component, or its file cannot be loaded
     */
    Network network(String component);

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
    default boolean has(String file) {
        return Files.isRegularFile(description().folder().resolve(file));
    }

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
