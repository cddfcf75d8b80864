package org.quarry.node.model;

/**
 * Where one input of a denoising network comes from: the tokens of the prompt go through a text encoder.
 *
 * @param input of the denoising network, by its own name, as in {@code encoder_hidden_states}
 * @param component the text encoder, as in {@code text_encoder}
 * @param output of that encoder, by its own name, as in {@code last_hidden_state}
 */
public record ConditioningSource(String input, String component, String output) {}
