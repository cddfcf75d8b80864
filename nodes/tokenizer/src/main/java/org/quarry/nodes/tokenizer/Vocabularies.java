package org.quarry.nodes.tokenizer;

import java.util.Map;
import java.util.WeakHashMap;
import org.quarry.node.model.Model;

/**
 * Vocabularies that were read, for as long as somebody holds their models: a prompt and its negative share one, and
 * reading the usual fifty thousand entries takes longer than all the rest of a tokenizer.
 */
final class Vocabularies {
    private static final Map<Model, ClipVocabulary> READ = new WeakHashMap<>();

    private Vocabularies() {}

    /** The vocabulary in a model's folder {@code tokenizer}; the second to ask waits for the first. */
    static ClipVocabulary of(Model model) {
        synchronized (READ) {
            return READ.computeIfAbsent(model, unread -> ClipVocabulary.of(unread, "tokenizer"));
        }
    }
}
