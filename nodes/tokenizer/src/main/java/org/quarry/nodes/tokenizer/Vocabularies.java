package org.quarry.nodes.tokenizer;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.stream.Stream;
import org.quarry.node.model.Model;
import org.quarry.node.model.ModelException;

/**
 * Vocabularies that were read, for as long as somebody holds their models: a prompt and its negative share one, and
 * reading the usual fifty thousand entries takes longer than all the rest of a tokenizer.
 */
final class Vocabularies {
    private static final Map<Model, Map<String, Vocabulary>> READ = new WeakHashMap<>();

    private Vocabularies() {}

    /** The vocabulary in a folder of a model; the second to ask waits for the first. */
    static Vocabulary of(Model model, String folder) {
        synchronized (READ) {
            return READ.computeIfAbsent(model, unread -> new HashMap<>())
                    .computeIfAbsent(folder, unread -> read(model, unread));
        }
    }

    /** The folders of a model's tokenizers that read other tokens than the first one: T5's in FLUX and Stable Diffusion 3. */
    static List<String> others(Model model, String first) {
        return Stream.of(WhichTokenizer.SECOND, WhichTokenizer.THIRD)
                .map(WhichTokenizer::folder)
                .filter(folder -> !folder.equals(first) && has(model, folder) && !ClipFiles.areIn(model, folder))
                .toList();
    }

    static boolean has(Model model, String folder) {
        return ClipFiles.hasPairs(model, folder) || model.has(folder + "/tokenizer.json");
    }

    private static Vocabulary read(Model model, String folder) {
        if (ClipFiles.areIn(model, folder)) {
            return ClipVocabulary.of(model, folder);
        } else if (model.has(folder + "/tokenizer.json")) {
            return LibraryVocabulary.of(model, folder);
        }
        throw new ModelException("model '" + model.description().name() + "' has no tokenizer in its folder '" + folder
                + "': found neither vocab.json with merges.txt nor tokenizer.json; copy them from where the model is"
                + " from, or if there is a spiece.model only, save that tokenizer anew in the fast format");
    }
}
