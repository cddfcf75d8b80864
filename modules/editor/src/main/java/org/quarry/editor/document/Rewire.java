package org.quarry.editor.document;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.quarry.workflow.ComponentInterface;
import org.quarry.workflow.PlacedNode;
import org.quarry.workflow.Socket;
import org.quarry.workflow.Workflow;

/** Leads the wires of many nodes to other outputs at once. */
final class Rewire {
    private Rewire() {}

    /** With the wires that end at some nodes beginning elsewhere, and declared outputs too. */
    static Workflow of(Workflow workflow, Set<String> nodes, Map<Socket, Socket> instead) {
        Map<String, PlacedNode> changed = new LinkedHashMap<>(workflow.nodes());
        changed.replaceAll((name, node) ->
                nodes.contains(name) ? NodeEdits.rewired(node, from -> instead.getOrDefault(from, from)) : node);
        Optional<ComponentInterface> component = workflow.component().map(ports -> {
            Map<String, Socket> outputs = new LinkedHashMap<>(ports.outputs());
            outputs.replaceAll((port, from) -> instead.getOrDefault(from, from));
            return new ComponentInterface(ports.type(), ports.doc(), ports.inputs(), outputs, ports.extras());
        });
        return new Workflow(workflow.title(), changed, component, workflow.layout(), workflow.extras());
    }

    /** With other inner inputs behind the declared ones. */
    static ComponentInterface fed(ComponentInterface ports, Map<Socket, List<Socket>> instead) {
        Map<String, List<Socket>> inputs = new LinkedHashMap<>();
        ports.inputs()
                .forEach((name, fed) -> inputs.put(
                        name,
                        fed.stream()
                                .flatMap(to -> instead.getOrDefault(to, List.of(to)).stream())
                                .toList()));
        return new ComponentInterface(ports.type(), ports.doc(), inputs, ports.outputs(), ports.extras());
    }
}
