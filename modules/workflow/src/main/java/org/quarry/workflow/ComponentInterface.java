package org.quarry.workflow;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.quarry.json.Json;

/**
 * How a workflow appears as a node in other workflows.
 *
 * @param type id and version, as a node's
 * @param doc for a user
 * @param inputs by name: the inner inputs that it feeds, at least one; its type, default and range are those of the first
 * @param outputs by name: the inner output that it gives
 * @param extras members of the file that this version does not know; kept as they are
 */
public record ComponentInterface(
        NodeType type,
        String doc,
        Map<String, List<Socket>> inputs,
        Map<String, Socket> outputs,
        Map<String, Json> extras) {
    /** Copies the maps, keeping their order. */
    public ComponentInterface {
        Map<String, List<Socket>> fed = new LinkedHashMap<>();
        inputs.forEach((name, sockets) -> fed.put(name, List.copyOf(sockets)));
        inputs = Collections.unmodifiableMap(fed);
        outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
        extras = Collections.unmodifiableMap(new LinkedHashMap<>(extras));
    }
}
