package org.quarry.nodes.tokenizer;

import java.util.HashMap;
import java.util.Map;
import org.quarry.node.model.Model;

/**
 * The words with a meaning of their own.
 *
 * @param start before each chunk
 * @param end after each chunk
 * @param padding fills a chunk up
 * @param unknown stands for what the vocabulary lacks
 */
record SpecialTokens(String start, String end, String padding, String unknown) {
    private static final String START = "<|startoftext|>";
    private static final String END = "<|endoftext|>";

    /** {@code special_tokens_map.json} overrules {@code tokenizer_config.json}, as Stable Diffusion 2 relies on. */
    static SpecialTokens of(Model model, String folder) {
        Map<String, Object> settings = new HashMap<>(model.config(folder));
        String file = folder + "/special_tokens_map.json";
        if (model.has(file)) {
            settings.putAll(model.json(file));
        }
        String end = token(settings, "eos_token", END);
        return new SpecialTokens(
                token(settings, "bos_token", START),
                end,
                token(settings, "pad_token", end),
                token(settings, "unk_token", end));
    }

    /** A token is written as a text, or as an object with a content. */
    private static String token(Map<String, Object> settings, String key, String otherwise) {
        Object token = settings.get(key);
        if (token instanceof Map<?, ?> object) {
            token = object.get("content");
        }
        return token instanceof String text ? text : otherwise;
    }
}
