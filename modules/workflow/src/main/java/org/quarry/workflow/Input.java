package org.quarry.workflow;

import java.util.List;
import org.quarry.json.Json;

/** What stands at an input of a placed node. An input that is left to its default stands nowhere. */
public sealed interface Input {
    /** A value given in place. */
    record Value(Json value) implements Input {}

    /** Wires that end here: one, or for an input that takes a list any number, in order. */
    record Wires(List<Socket> from) implements Input {
        /** Copies the list. */
        public Wires {
            from = List.copyOf(from);
        }
    }
}
