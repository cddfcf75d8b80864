package org.quarry.nodes.textencoder;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.quarry.node.model.Model;
import org.quarry.node.model.ModelException;

/**
 * The two tokenizers of SDXL share a vocabulary and differ in what they pad with: the first repeats the end token, the
 * second does not. Turns the first one's chunks into the second one's.
 */
record SecondPadding(int padding) {
    /** Reads what the second tokenizer pads with. */
    static SecondPadding of(Model model) {
        Map<String, Object> settings = new HashMap<>(model.config("tokenizer_2"));
        if (model.has("tokenizer_2/special_tokens_map.json")) {
            settings.putAll(model.json("tokenizer_2/special_tokens_map.json"));
        }
        Object token = settings.get("pad_token");
        String word = token instanceof Map<?, ?> object ? String.valueOf(object.get("content")) : String.valueOf(token);
        if (model.json("tokenizer_2/vocab.json").get(word) instanceof Long id) {
            return new SecondPadding(id.intValue());
        }
        throw new ModelException("tokenizer_2 of model '" + model.description().name() + "' pads with '" + word
                + "', which its vocab.json does not have; copy the folder again from where the model is from");
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
