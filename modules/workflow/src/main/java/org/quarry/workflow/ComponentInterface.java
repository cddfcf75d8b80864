package org.quarry.workflow;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a workflow appears as a node in other workflows.
 *
 * @param type id and version, as a node's
 * @param doc for a user
 * @param inputs by name: the inner inputs that it feeds, at least one; its type, default and range are those of the first
 * @param outputs by name: the inner output that it gives
 */
public record ComponentInterface(NodeType type, String doc, Map<String, List<Socket>> inputs, Map<String, Socket> outputs) {
    /** Copies the maps, keeping their order. */
    public ComponentInterface {
        inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
        outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
    }
}
