package org.quarry.editor.pane;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Plain texts as HTML. */
public final class Prose {
    private Prose() {}

    /** Plain text as HTML: an empty line ends a paragraph. */
    public static String paragraphs(String text) {
        return Arrays.stream(text.strip().split("\\n\\s*\\n"))
                .map(part -> "<p>" + escape(part.strip()) + "</p>")
                .collect(Collectors.joining());
    }

    /** Text within HTML. */
    public static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
