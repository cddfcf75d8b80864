package org.quarry.architecture.naming;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Rules that turn names into others, each for a part of the name. */
final class Renaming {
    private record Rule(Pattern pattern, String replacement) {}

    private final List<Rule> rules = new ArrayList<>();

    /** @param rules what is replaced, as a regular expression, and by what, one after the other */
    static Renaming of(String... rules) {
        Renaming renaming = new Renaming();
        for (int i = 0; i < rules.length; i += 2) {
            renaming.rules.add(new Rule(Pattern.compile(rules[i]), rules[i + 1]));
        }
        return renaming;
    }

    /** The name with the first rule that fits applied, once. */
    String first(String name) {
        for (Rule rule : rules) {
            Matcher matcher = rule.pattern().matcher(name);
            if (matcher.find()) {
                return matcher.replaceFirst(rule.replacement());
            }
        }
        return name;
    }

    /** The name with all rules applied, in their order. */
    String all(String name) {
        String renamed = name;
        for (Rule rule : rules) {
            renamed = rule.pattern().matcher(renamed).replaceFirst(rule.replacement());
        }
        return renamed;
    }
}
