package org.quarry.nodes.tokenizer;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Several prompts in one text, as WebUI reads it: AND between them, {@code :weight} at the end of each. */
final class PromptParts {
    private static final Pattern AND = Pattern.compile("\\bAND\\b");
    private static final Pattern WEIGHT = Pattern.compile("\\s*:\\s*([-+]?(?:\\d+\\.?\\d*|\\.\\d+))$");

    private PromptParts() {}

    /** One prompt. @param weight how strongly it pulls beside the others; 1 if none is given */
    record Part(String text, double weight) {}

    static List<Part> of(String text) {
        return Arrays.stream(AND.split(text, -1)).map(PromptParts::part).toList();
    }

    private static Part part(String text) {
        String stripped = text.stripTrailing();
        Matcher weight = WEIGHT.matcher(stripped);
        return weight.find()
                ? new Part(stripped.substring(0, weight.start()), Double.parseDouble(weight.group(1)))
                : new Part(stripped, 1);
    }
}
