package org.quarry.nodes.tokenizer;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts a prompt into words, in the way of OpenAI's CLIP (2021): contractions, runs of letters, single digits, runs of
 * everything else. The text is first brought to Unicode's composed form and to lower case, as fast tokenizers do.
 */
final class ClipWords {
    private static final String WORDS = "'s|'t|'re|'ve|'m|'ll|'d|\\p{L}+|\\p{N}|[^\\p{IsWhite_Space}\\p{L}\\p{N}]+";

    private ClipWords() {}

    /** The words of a prompt. @param start and @param end are words even where punctuation touches them */
    static List<String> split(String text, String start, String end) {
        Pattern pattern = Pattern.compile(Pattern.quote(start) + "|" + Pattern.quote(end) + "|" + WORDS);
        Matcher matcher = pattern.matcher(composed(text).toLowerCase(Locale.ROOT));
        List<String> words = new ArrayList<>();
        while (matcher.find()) {
            words.add(matcher.group());
        }
        return words;
    }

    /** Most prompts are ASCII, and for those the normalizer's tables need not be loaded. */
    private static String composed(String text) {
        return text.chars().allMatch(c -> c < 0x80) ? text : Normalizer.normalize(text, Normalizer.Form.NFC);
    }
}
