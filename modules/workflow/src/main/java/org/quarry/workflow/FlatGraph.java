package org.quarry.workflow;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The nodes of a workflow and of all its components, side by side.
 *
 * @param nodes by name, those of components as {@code instance/node}
 * @param aliases for each output of an instance the inner output that it stands for
 * @param instances the outputs of each instance that was replaced
 */
record FlatGraph(Map<String, FlatNode> nodes, Map<Socket, Socket> aliases, Map<String, Set<String>> instances) {
    /** The node's own output behind what may be the output of an instance. */
    Socket behind(Socket socket) {
        Socket inner = socket;
        Socket next = aliases.get(inner);
        while (next != null) {
            inner = next;
            next = aliases.get(inner);
        }
        return inner;
    }

    static FlatGraph empty() {
        return new FlatGraph(new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>());
    }
}
