package org.quarry.workflow;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a value stands for: {@code latent<sd15>}. Also read from a port's declaration, where the family may be a letter or
 * a parameter in braces, and the whole may be one letter.
 *
 * @param word what it is; empty if nothing is known
 * @param family which models it fits; empty if it has none or it is unknown
 */
record Kind(String word, String family) {
    static final Kind UNKNOWN = new Kind("", "");

    private static final Pattern WRITTEN = Pattern.compile("([^<>]+)(?:<([^<>]+)>)?");

    /** A declaration that cannot be read says nothing. */
    static Kind parse(String written) {
        Matcher matcher = WRITTEN.matcher(written);
        if (!matcher.matches()) {
            return UNKNOWN;
        }
        String family = matcher.group(2) == null ? "" : matcher.group(2);
        return new Kind(matcher.group(1), family);
    }

    /** Whether a declared kind, or a declared family, is one letter that stands for any. */
    static boolean letter(String text) {
        return text.length() == 1 && Character.isUpperCase(text.charAt(0));
    }

    /** The name of the parameter in {@code {parameter}}; empty if the family is no such thing. */
    String familyParameter() {
        boolean braces = family.startsWith("{") && family.endsWith("}");
        return braces ? family.substring(1, family.length() - 1) : "";
    }

    /** A declared kind in words: without its letters and parameters, which only the node's author knows. */
    String wanted() {
        boolean named =
                !family.isEmpty() && !letter(family) && familyParameter().isEmpty();
        return letter(word) ? "" : named ? toString() : word;
    }

    Kind of(String otherFamily) {
        return new Kind(word, otherFamily);
    }

    /** Whether a value can be both. */
    boolean fits(Kind other) {
        return word.isEmpty()
                || other.word.isEmpty()
                || word.equals(other.word)
                        && (family.isEmpty() || other.family.isEmpty() || family.equals(other.family));
    }

    @Override
    public String toString() {
        return family.isEmpty() ? word : word + "<" + family + ">";
    }
}
