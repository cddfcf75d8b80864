package org.quarry.editor.everywhere;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How well a text answers a question. */
final class Match {
    private static final int EXACT = 100;
    private static final int BEGINNING = 90;
    private static final int WORD = 75;
    private static final int INITIALS = 65;
    private static final int WITHIN = 50;
    private static final int SCATTERED = 15;

    private Match() {}

    /** 0 if a word of the question is not found; else more for better places, up to 100. */
    static int rank(String question, String text) {
        String asked = small(question.strip());
        String found = small(text);
        if (asked.isEmpty()) {
            return 1;
        }
        int whole = one(asked, found);
        List<String> words = words(asked);
        int sum = 0;
        for (String word : words) {
            int rank = one(word, found);
            if (rank == 0) {
                return whole;
            }
            sum += rank;
        }
        return words.isEmpty() ? whole : Math.max(whole, sum / words.size());
    }

    private static int one(String asked, String text) {
        if (text.equals(asked)) {
            return EXACT;
        } else if (text.startsWith(asked)) {
            return BEGINNING;
        } else if (words(text).stream().anyMatch(word -> word.startsWith(asked))) {
            return WORD;
        } else if (asked.length() > 1 && initials(text).startsWith(asked)) {
            return INITIALS;
        } else if (asked.length() > 1 && text.contains(asked)) {
            return WITHIN;
        }
        return asked.length() > 2 && scattered(text, asked) ? SCATTERED : 0;
    }

    private static String initials(String text) {
        StringBuilder initials = new StringBuilder();
        words(text).forEach(word -> initials.append(word.charAt(0)));
        return initials.toString();
    }

    /** Whether the letters stand in this order, the first of them at the beginning of a word. */
    private static boolean scattered(String text, String letters) {
        return words(text).stream().anyMatch(word -> {
            int at = word.charAt(0) == letters.charAt(0) ? 0 : -1;
            for (int i = 1; at >= 0 && i < letters.length(); i++) {
                at = word.indexOf(letters.charAt(i), at + 1);
            }
            return at >= 0;
        });
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.split("[^\\p{L}\\p{N}]+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static String small(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
