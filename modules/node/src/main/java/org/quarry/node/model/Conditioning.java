package org.quarry.node.model;

import java.util.Map;
import java.util.TreeMap;
import org.quarry.tensor.Tensor;

/**
 * What steers a denoising network: the inputs that come from the prompt, by the network's own names.
 *
 * @param inputs {@code encoder_hidden_states} of shape {@code B,L,D}, and what a family wants besides, as
 *     {@code text_embeds} and {@code time_ids} for SDXL; each with the batch as its first axis
 */
public record Conditioning(Map<String, Tensor> inputs) {
    /** Copies the map, in the order of the names. */
    public Conditioning {
        inputs = java.util.Collections.unmodifiableMap(new TreeMap<>(inputs));
    }
}
