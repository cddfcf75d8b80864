package org.quarry.engine;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What a node's key was made of, kept from run to run to say what changed. */
final class Trace {
    /** One input: its text and the content that the text names, or the keys of what it reads. */
    static final class Mark {
        final Inlet inlet;
        final String text;
        final String content;
        final Key[] sources;

        Mark(Inlet inlet, String text, String content, Key[] sources) {
            this.inlet = inlet;
            this.text = text;
            this.content = content;
            this.sources = sources;
        }

        boolean same(Mark other) {
            return text.equals(other.text) && content.equals(other.content) && Arrays.equals(sources, other.sources);
        }
    }

    final String type;
    final Key key;
    final Mark[] marks;

    Trace(String type, Key key, Mark[] marks) {
        this.type = type;
        this.key = key;
        this.marks = marks;
    }

    /** The mark of an input, or null if it was not there. */
    @Nullable
    Mark mark(String input) {
        for (Mark mark : marks) {
            if (mark.inlet.port.name().equals(input)) {
                return mark;
            }
        }
        return null;
    }
}
