package org.quarry.editor.document;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.quarry.workflow.Workflow;

/** Names for nodes and ports. */
public final class Names {
    private static final Pattern NUMBERED = Pattern.compile("(.+)[-_]\\d{1,6}");
    private static final Pattern NO_PORT_LETTER = Pattern.compile("[^A-Za-z0-9_]+");

    private Names() {}

    /** A title as a name: {@code VAE decode} becomes {@code vae-decode}. */
    public static String kebab(String title) {
        String name = title.strip()
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]+", "-")
                .replaceAll("^-+|-+$", "");
        return name.isEmpty() ? "node" : name.substring(0, Math.min(100, name.length()));
    }

    /** The name itself if nothing has it, else with the first number that nothing has: {@code unet-2}. */
    public static String unique(String name, Collection<String> taken) {
        return unique(name, "-", taken);
    }

    /** A name for a declared port, which may hold letters, digits and {@code _}. */
    public static String port(String name, Collection<String> taken) {
        String plain = NO_PORT_LETTER.matcher(name).replaceAll("_");
        boolean fine = !plain.isEmpty()
                && !Character.isDigit(plain.charAt(0))
                && !plain.equals("type")
                && !plain.equals("switch")
                && !plain.equals("import");
        return unique(fine ? plain : "port_" + plain, "_", taken);
    }

    private static String unique(String name, String joint, Collection<String> taken) {
        if (!taken.contains(name)) {
            return name;
        }
        Matcher numbered = NUMBERED.matcher(name);
        String stem = numbered.matches() ? numbered.group(1) : name;
        int number = 2;
        while (taken.contains(stem + joint + number)) {
            number++;
        }
        return stem + joint + number;
    }

    /** Why a node cannot be given a name, in a sentence; empty if it can. */
    public static Optional<String> refusal(Workflow workflow, String node, String wanted) {
        if (wanted.equals(node)) {
            return Optional.empty();
        }
        if (!Workflow.isNodeName(wanted) || !wanted.equals(wanted.strip())) {
            return Optional.of("No node can be named '" + wanted
                    + "'; give it 1 to 200 letters without '.' and '/', and no blank at either end.");
        }
        if (workflow.nodes().containsKey(wanted)) {
            return Optional.of("Another node is named '" + wanted + "'; '"
                    + unique(wanted, workflow.nodes().keySet()) + "' is free.");
        }
        return Optional.empty();
    }
}
