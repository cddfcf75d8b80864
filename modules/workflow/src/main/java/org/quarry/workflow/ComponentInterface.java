package org.quarry.workflow;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.quarry.json.Json;

/**
 * How a workflow appears as a node in other workflows.
 *
 * @param type id and version, as a node's
 * @param doc for a user
 * @param inputs by name: the inner inputs that it feeds, at least one; its type, choices and range are those of the first,
 *     and what stands there is its default
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

    /** Ports in another order make another component: its instances show them in this order. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ComponentInterface ports
                && type.equals(ports.type)
                && doc.equals(ports.doc)
                && List.copyOf(inputs.entrySet()).equals(List.copyOf(ports.inputs.entrySet()))
                && List.copyOf(outputs.entrySet()).equals(List.copyOf(ports.outputs.entrySet()))
                && extras.equals(ports.extras);
    }

    @Override
    public int hashCode() {
        return Objects.hash(type, doc, inputs, outputs, extras);
    }
}
