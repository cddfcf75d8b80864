package org.quarry.node.model;

import java.nio.file.Files;
import java.util.List;

/**
 * An opened model: networks and settings, by the component names of a Diffusers folder ({@code tokenizer},
 * {@code text_encoder}, {@code unet}, {@code vae_decoder}, {@code vae_encoder}, {@code scheduler}). Which runtime
 * computes the networks, and where, is not visible here.
 *
 * <p>Opening is cheap; a network is loaded at its first use.
 */
public interface Model extends ModelFiles {
    /** What is known of it without running it. */
    ModelDescription description();

    /** A hash of all its files, equal wherever the content is equal: {@code sha256:…}. */
    String fingerprint();

    /** The names of the models that parts were taken from in place of its own. */
    default List<String> companions() {
        return List.of();
    }

    /**
     * A network, loaded now if it was not yet.
     *
     * @throws ModelException if the model has no such component, or its file cannot be loaded
     */
    Network network(String component);

    /**
     * What steers its denoising network, as the module says that brings its family; empty for the families that Quarry
     * itself knows.
     */
    default List<ConditioningSource> conditioning() {
        return List.of();
    }

    /** {@inheritDoc} */
    @Override
    default boolean has(String file) {
        return Files.isRegularFile(description().folder().resolve(file));
    }
}
