package org.quarry.node.model;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

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

    /**
     * The same model with an adapter on top of its weights; on top of that another one can be put. Its networks are loaded again, but
     * not for another strength of the same file.
     *
     * @throws ModelException if the file is broken or for another family, or this model's weights cannot be adapted
     */
    default AdaptedModel adapted(Adapter adapter) {
        throw new ModelException("the weights of model '" + description().name() + "' cannot be changed by "
                + adapter.file() + "; take a model in the .safetensors form");
    }

    /** The names of the words that are beside the model for prompts, sorted. */
    default List<String> learnedWords() {
        return List.of();
    }

    /**
     * A word of {@link #learnedWords}, read now; empty if there is none of this name.
     *
     * @throws ModelException if its file is broken, or was made for another family
     */
    default Optional<LearnedWord> learnedWord(String name) {
        return Optional.empty();
    }

    /**
     * A ControlNet that steers this model's denoising network. Its inputs and outputs have the names of Diffusers:
     * {@code controlnet_cond} beside the network's own, {@code down_block_additional_residual.N} and
     * {@code mid_block_additional_residual}.
     *
     * @param file its weights, with a {@code config.json} beside them or without, or an ONNX network
     * @throws ModelException if the file is broken, no ControlNet or for another family
     */
    default Network controlNet(Path file) {
        throw new ModelException("the network of model '" + description().name() + "' cannot be steered by " + file
                + "; take a model in the .safetensors form");
    }

    /** {@inheritDoc} */
    @Override
    default boolean has(String file) {
        return Files.isRegularFile(description().folder().resolve(file));
    }
}
