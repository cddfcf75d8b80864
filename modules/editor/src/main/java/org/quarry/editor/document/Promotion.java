package org.quarry.editor.document;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.quarry.node.Param;
import org.quarry.workflow.ComponentInterface;
import org.quarry.workflow.Input;
import org.quarry.workflow.InputPort;
import org.quarry.workflow.NodePorts;
import org.quarry.workflow.PlacedNode;
import org.quarry.workflow.Socket;
import org.quarry.workflow.Workflow;

/**
 * Chooses the parameters that a new component shows as its own: texts, seeds, models and files, which say what is made,
 * and whatever else somebody has set, who will want to set it again.
 */
final class Promotion {
    private static final Set<Param.Role> TELLING = Set.of(Param.Role.LONG_TEXT, Param.Role.SEED, Param.Role.MODEL);

    private Promotion() {}

    /** The component with those parameters declared after its wires. @param ports of its nodes, by name */
    static Workflow of(Workflow inner, Function<String, NodePorts> ports) {
        ComponentInterface wires = inner.component().orElseThrow();
        List<Socket> chosen = chosen(inner, ports);
        Map<String, List<Socket>> inputs = new LinkedHashMap<>(wires.inputs());
        for (Socket parameter : chosen) {
            String plain = Names.port(parameter.port(), Set.of());
            boolean shared = wires.inputs().containsKey(plain)
                    || chosen.stream()
                                    .filter(other -> other.port().equals(parameter.port()))
                                    .count()
                            > 1;
            String name = shared ? parameter.node() + "_" + parameter.port() : plain;
            inputs.put(Names.port(name, inputs.keySet()), List.of(parameter));
        }
        ComponentInterface all =
                new ComponentInterface(wires.type(), wires.doc(), inputs, wires.outputs(), wires.extras());
        return new Workflow(inner.title(), inner.nodes(), Optional.of(all), inner.layout(), inner.extras());
    }

    private static List<Socket> chosen(Workflow inner, Function<String, NodePorts> ports) {
        DeclaredPorts declared = DeclaredPorts.inputs(inner);
        List<Socket> chosen = new ArrayList<>();
        inner.nodes()
                .forEach((name, node) -> ports.apply(name).inputs().stream()
                        .filter(port -> port.param().isPresent() && worth(node, port))
                        .map(port -> new Socket(name, port.name()))
                        .filter(declared::canExpose)
                        .forEach(chosen::add));
        return chosen;
    }

    private static boolean worth(PlacedNode node, InputPort port) {
        return node.inputs().get(port.name()) instanceof Input.Value
                || port.param().filter(spec -> TELLING.contains(spec.role())).isPresent()
                || port.type().javaName().equals("java.nio.file.Path");
    }
}
