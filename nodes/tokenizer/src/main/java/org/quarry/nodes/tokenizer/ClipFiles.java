package org.quarry.nodes.tokenizer;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.quarry.node.model.Model;
import org.quarry.node.model.ModelException;

/**
 * What CLIP's byte pairs are read from: {@code vocab.json} and {@code merges.txt}, or {@code tokenizer.json}, which holds both.
 *
 * @param ids of the symbols
 * @param ranks of the pairs, as in {@code "a b"}, from the one that is merged first
 */
record ClipFiles(Map<String, Object> ids, Map<String, Integer> ranks) {
    private static final String WHOLE = "/tokenizer.json";
    private static final String ENDS_WORD = "</w>";

    ClipFiles {
        ids = Map.copyOf(ids);
        ranks = Map.copyOf(ranks);
    }

    /** @throws ModelException if a file does not hold what is needed */
    static ClipFiles of(Model model, String folder) {
        return hasPairs(model, folder)
                ? new ClipFiles(
                        model.json(folder + "/vocab.json"),
                        ranks(model.text(folder + "/merges.txt")
                                .lines()
                                .filter(line -> !line.isEmpty() && !line.startsWith("#version"))
                                .toList()))
                : whole(model, folder);
    }

    static boolean hasPairs(Model model, String folder) {
        return model.has(folder + "/vocab.json") && model.has(folder + "/merges.txt");
    }

    /** Whether a folder's tokenizer is CLIP's. Other byte-pair tokenizers have the same files and cut words differently. */
    static boolean areIn(Model model, String folder) {
        boolean pairs = hasPairs(model, folder);
        boolean json = model.has(folder + WHOLE);
        String type = String.valueOf(model.config(folder).getOrDefault("tokenizer_class", ""));
        if (type.startsWith("CLIP") || !json) {
            return pairs || json;
        }
        return (pairs && type.isEmpty()) || (!type.startsWith("T5") && marksEnds(model, folder));
    }

    /** CLIP's symbols tell where a word ends, others' where one begins. */
    private static boolean marksEnds(Model model, String folder) {
        return model.json(folder + WHOLE).get("model") instanceof Map<?, ?> pairs
                && ENDS_WORD.equals(pairs.get("end_of_word_suffix"));
    }

    private static ClipFiles whole(Model model, String folder) {
        Map<String, Object> file = model.json(folder + WHOLE);
        if (file.get("model") instanceof Map<?, ?> pairs
                && pairs.get("vocab") instanceof Map<?, ?> vocabulary
                && pairs.get("merges") instanceof List<?> merges) {
            Map<String, Object> ids = new HashMap<>();
            vocabulary.forEach((symbol, id) -> ids.put(String.valueOf(symbol), id));
            if (file.get("added_tokens") instanceof List<?> added) {
                added.forEach(token -> add(token, ids));
            }
            return new ClipFiles(ids, ranks(merges.stream().map(ClipFiles::pair).toList()));
        }
        throw new ModelException(
                folder + WHOLE + " of model '" + model.description().name()
                        + "' has no byte pairs (model.vocab and model.merges), which CLIP's tokenizer is made of; copy"
                        + " the file again from where the model is from");
    }

    private static void add(Object token, Map<String, Object> ids) {
        if (token instanceof Map<?, ?> added && added.get("id") instanceof Long id) {
            ids.put(String.valueOf(added.get("content")), id);
        }
    }

    /** Since 2024 a pair is a list of two. */
    private static String pair(Object merge) {
        return merge instanceof List<?> two
                ? two.stream().map(String::valueOf).collect(Collectors.joining(" "))
                : String.valueOf(merge);
    }

    private static Map<String, Integer> ranks(List<String> merges) {
        Map<String, Integer> ranks = new HashMap<>(2 * merges.size());
        merges.forEach(pair -> ranks.put(pair, ranks.size()));
        return ranks;
    }
}
