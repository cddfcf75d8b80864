package org.quarry.node.model;

import java.util.List;

/**
 * A model with an adapter on top.
 *
 * @param model the model, which knows nothing of being another
 * @param unmatched what of the adapter belongs to no layer of the model, by the names in its file
 */
public record AdaptedModel(Model model, List<String> unmatched) {
    /** Copies the list. */
    public AdaptedModel {
        unmatched = List.copyOf(unmatched);
    }
}
