package org.quarry.workflow;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.quarry.json.Json;

/**
 * A workflow as it is drawn and saved. Immutable: every change gives a new one, so undo is keeping the old one. It may
 * contain mistakes; {@link Check} finds them.
 *
 * @param title for people
 * @param nodes by name, in the order of the file; a name holds neither {@code .} nor {@code /}
 * @param component how it appears as a node in other workflows, if it is made for that
 * @param layout where things stand on the canvas; changes no result
 * @param extras members of the file that this version does not know; kept as they are
 */
public record Workflow(
        String title,
        Map<String, PlacedNode> nodes,
        Optional<ComponentInterface> component,
        Layout layout,
        Map<String, Json> extras) {
    /** Copies the maps, keeping their order. */
    public Workflow {
        nodes = Collections.unmodifiableMap(new LinkedHashMap<>(nodes));
        extras = Collections.unmodifiableMap(new LinkedHashMap<>(extras));
    }

    /** A workflow without nodes. */
    public static Workflow empty(String title) {
        return new Workflow(title, Map.of(), Optional.empty(), Layout.EMPTY, Map.of());
    }
}
