package org.quarry.nodes.tokenizer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.quarry.node.model.Model;
import org.quarry.node.model.ModelException;

/** The vocabulary of a CLIP model: its byte-pair encoding, its special tokens and the length of its chunks. */
final class ClipVocabulary implements Vocabulary {
    private final Map<String, Object> ids;
    private final SpecialTokens special;
    private final BytePairs pairs;
    private final int length;

    private ClipVocabulary(Map<String, Object> ids, SpecialTokens special, BytePairs pairs, int length) {
        this.ids = ids;
        this.special = special;
        this.pairs = pairs;
        this.length = length;
    }

    /**
     * Reads {@code vocab.json} and {@code merges.txt}, or {@code tokenizer.json}, and the settings beside them.
     *
     * @param folder of the tokenizer within the model, as in {@code tokenizer}
     * @throws ModelException if a file is missing, or does not say what is needed
     */
    static ClipVocabulary of(Model model, String folder) {
        ClipFiles files = ClipFiles.of(model, folder);
        return new ClipVocabulary(
                files.ids(), SpecialTokens.of(model, folder), new BytePairs(files.ranks()), length(model, folder));
    }

    @Override
    public Frame frame() {
        return new Frame(List.of(id(special.start())), List.of(id(special.end())), id(special.padding()), length, true);
    }

    @Override
    public List<Integer> encode(String text) {
        List<Integer> encoded = new ArrayList<>();
        for (String word : ClipWords.split(text, special.start(), special.end())) {
            boolean whole = word.equals(special.start()) || word.equals(special.end());
            for (String symbol : whole ? List.of(word) : pairs.merge(word)) {
                encoded.add(id(symbol));
            }
        }
        return encoded;
    }

    @Override
    public List<Word> words(List<Integer> tokens) {
        Map<Long, String> symbols = new HashMap<>();
        ids.forEach((symbol, id) -> symbols.put((Long) id, symbol));
        List<Word> words = new ArrayList<>();
        List<String> open = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i++) {
            String symbol = symbols.getOrDefault(tokens.get(i).longValue(), special.unknown());
            open.add(symbol);
            if (BytePairs.endsWord(symbol) || i == tokens.size() - 1) {
                words.add(new Word(BytePairs.word(open), i + 1 - open.size(), i + 1));
                open.clear();
            }
        }
        return words;
    }

    private int id(String symbol) {
        Object id = ids.getOrDefault(symbol, ids.get(special.unknown()));
        if (id instanceof Long number) {
            return number.intValue();
        }
        throw new ModelException("the vocabulary has no number for '" + symbol + "' nor for '" + special.unknown()
                + "', which stands for unknown words; the tokenizer's files do not belong together");
    }

    private static int length(Model model, String folder) {
        int encoder = model.description().sizes().getOrDefault("textLength", 0);
        return Lengths.told(model, folder).orElseGet(() -> {
            if (encoder > 2) {
                return encoder;
            }
            Object told = model.config(folder).get("model_max_length");
            throw new ModelException(
                    "model '" + model.description().name() + "' does not say how many tokens it reads: "
                            + folder + "/tokenizer_config.json has " + (told == null ? "no" : "an unusable")
                            + " model_max_length; copy that file again from where the model is from");
        });
    }
}
