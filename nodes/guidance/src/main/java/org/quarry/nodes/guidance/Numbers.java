package org.quarry.nodes.guidance;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import org.quarry.node.NodeException;

/** A parameter that lists numbers in a text. */
final class Numbers {
    private static final Pattern NUMBER = Pattern.compile("[-+]?(\\d{1,9}(\\.\\d{0,9})?|\\.\\d{1,9})");

    private Numbers() {}

    /** The numbers, parted by spaces or commas. @param input which parameter it is, for messages */
    static List<Double> of(String input, String text) {
        return Arrays.stream(text.strip().split("[\\s,;]+"))
                .map(word -> number(input, word))
                .toList();
    }

    /** Exactly so many numbers; a single one stands for all. */
    static List<Double> of(String input, String text, int count) {
        List<Double> numbers = of(input, text);
        if (numbers.size() == 1) {
            return Collections.nCopies(count, numbers.get(0));
        } else if (numbers.size() != count) {
            throw new NodeException(
                    input,
                    "found " + numbers.size() + " numbers in '" + text + "'; wanted " + count
                            + ", or one that serves for all");
        }
        return numbers;
    }

    private static double number(String input, String word) {
        if (!NUMBER.matcher(word).matches()) {
            throw new NodeException(
                    input, "found '" + word + "'; wanted numbers parted by spaces, as in \"10 5\" or \"1 -0.5\"");
        }
        return Double.parseDouble(word);
    }
}
