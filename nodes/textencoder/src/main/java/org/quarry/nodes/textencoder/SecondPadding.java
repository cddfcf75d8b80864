package org.quarry.nodes.textencoder;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.quarry.node.model.Model;
import org.quarry.node.model.ModelException;

/**
 * The two tokenizers of SDXL share a vocabulary and differ in what they pad with: the first repeats the end token, the
 * second does not. Turns the first one's chunks into the second one's.
 */
record SecondPadding(int padding) {
    private static final String VOCABULARY = "tokenizer_2/vocab.json";

    /** Reads what the second tokenizer pads with. */
    static SecondPadding of(Model model) {
        Map<String, Object> settings = new HashMap<>(model.config("tokenizer_2"));
        if (model.has("tokenizer_2/special_tokens_map.json")) {
            settings.putAll(model.json("tokenizer_2/special_tokens_map.json"));
        }
        Object token = settings.get("pad_token");
        String word = token instanceof Map<?, ?> object ? String.valueOf(object.get("content")) : String.valueOf(token);
        return new SecondPadding(id(model, word)
                .orElseThrow(() -> new ModelException(
                        "tokenizer_2 of model '" + model.description().name() + "' pads with '" + word
                                + "', which its vocabulary does not have; copy the folder again from where the model"
                                + " is from")));
    }

    /** Of a token in {@code vocab.json}, or in {@code tokenizer.json} where that is all there is. */
    private static Optional<Integer> id(Model model, String token) {
        if (model.has(VOCABULARY)) {
            return id(model.json(VOCABULARY), token);
        }
        Map<String, Object> whole = model.json("tokenizer_2/tokenizer.json");
        List<?> added = whole.get("added_tokens") instanceof List<?> tokens ? tokens : List.of();
        return added.stream()
                .filter(each -> each instanceof Map<?, ?> one && token.equals(one.get("content")))
                .flatMap(each -> id((Map<?, ?>) each, "id").stream())
                .findFirst()
                .or(() -> whole.get("model") instanceof Map<?, ?> pairs
                                && pairs.get("vocab") instanceof Map<?, ?> vocabulary
                        ? id(vocabulary, token)
                        : Optional.empty());
    }

    private static Optional<Integer> id(Map<?, ?> ids, String key) {
        return ids.get(key) instanceof Long id ? Optional.of(id.intValue()) : Optional.empty();
    }

    List<List<Integer>> apply(List<List<Integer>> chunks) {
        return chunks.stream().map(this::repad).toList();
    }

    /** Keeps the first of the end tokens at the end of a chunk, and replaces the others. */
    private List<Integer> repad(List<Integer> chunk) {
        List<Integer> padded = new ArrayList<>(chunk);
        int end = chunk.get(chunk.size() - 1);
        for (int i = chunk.size() - 1; i > 0 && chunk.get(i - 1) == end; i--) {
            padded.set(i, padding);
        }
        return padded;
    }
}
