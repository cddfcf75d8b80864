package org.quarry.editor.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Finds nodes by words. Each word of the question must be found somewhere in a node; the better the place, the further up
 * the node stands: its name, the initials of its name, its keywords and id, its category, its ports, its doc.
 */
public final class NodeSearch {
    private static final Comparator<Hit> ORDER = Comparator.comparingInt(Hit::rank)
            .reversed()
            .thenComparing(hit -> hit.choice().name().length())
            .thenComparing(hit -> hit.choice().name());

    private final List<Indexed> index;

    private record Hit(NodeChoice choice, int rank) {}

    /** The words of one node, in small letters. */
    private record Indexed(NodeChoice choice, String name, List<String> keywords, String category, List<String> rest) {
        static Indexed of(NodeChoice choice) {
            Stream<String> ports = Stream.concat(
                    choice.ports().inputs().stream().map(port -> port.name()),
                    choice.ports().outputs().stream().map(port -> port.name()));
            List<String> rest = Stream.concat(ports.map(NodeSearch::small), words(choice.doc()).stream())
                    .distinct()
                    .toList();
            List<String> keywords = new ArrayList<>(
                    choice.keywords().stream().map(NodeSearch::small).toList());
            keywords.add(small(choice.type().id()));
            return new Indexed(choice, small(choice.name()), keywords, small(choice.category()), rest);
        }
    }

    /** A search over these nodes. */
    public NodeSearch(List<NodeChoice> choices) {
        index = choices.stream().map(Indexed::of).toList();
    }

    /** The nodes in which all words are found, the best first; without words all, by category and name. */
    public List<NodeChoice> find(String question) {
        List<String> asked = words(question);
        if (asked.isEmpty()) {
            return index.stream()
                    .map(Indexed::choice)
                    .sorted(Comparator.comparing(NodeChoice::category).thenComparing(NodeChoice::name))
                    .toList();
        }
        return index.stream()
                .map(node -> new Hit(node.choice(), rank(node, question, asked)))
                .filter(hit -> hit.rank() > 0)
                .sorted(ORDER)
                .map(Hit::choice)
                .toList();
    }

    private static int rank(Indexed node, String question, List<String> asked) {
        int whole = rank(node, small(question.strip()));
        int sum = 0;
        for (String word : asked) {
            int one = rank(node, word);
            if (one == 0) {
                return whole;
            }
            sum += one;
        }
        return Math.max(whole, sum / asked.size());
    }

    private static int rank(Indexed node, String word) {
        String name = node.name();
        if (name.equals(word)) {
            return 100;
        } else if (name.startsWith(word)) {
            return 90;
        } else if (starts(words(name), word)) {
            return 80;
        } else if (node.keywords().contains(word)) {
            return 75;
        } else if (word.length() > 1 && initials(name).startsWith(word)) {
            return 70;
        } else if (starts(node.keywords(), word)) {
            return 60;
        } else if (word.length() > 2 && name.contains(word)) {
            return 55;
        } else if (node.keywords().stream().anyMatch(keyword -> starts(words(keyword), word))) {
            return 50;
        } else if (node.category().startsWith(word)) {
            return 40;
        } else if (word.length() > 2 && starts(node.rest(), word)) {
            return 20;
        }
        return word.length() > 2 && scattered(name, word) ? 10 : 0;
    }

    private static boolean starts(List<String> words, String beginning) {
        return words.stream().anyMatch(word -> word.startsWith(beginning));
    }

    private static String initials(String name) {
        StringBuilder initials = new StringBuilder();
        words(name).forEach(word -> initials.append(word.charAt(0)));
        return initials.toString();
    }

    /** Whether the letters stand in the text in this order, as in {@code dnse} for {@code denoise}. */
    private static boolean scattered(String text, String letters) {
        int at = -1;
        for (int i = 0; i < letters.length(); i++) {
            at = text.indexOf(letters.charAt(i), at + 1);
            if (at < 0) {
                return false;
            }
        }
        return true;
    }

    private static List<String> words(String text) {
        return Arrays.stream(small(text).split("[^\\p{L}\\p{N}]+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static String small(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
