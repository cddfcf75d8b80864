package org.quarry.editor.document;

import java.awt.geom.Point2D;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.quarry.workflow.ComponentInterface;
import org.quarry.workflow.Components;
import org.quarry.workflow.Input;
import org.quarry.workflow.Layout.Place;
import org.quarry.workflow.PlacedNode;
import org.quarry.workflow.PlacedNode.ComponentLink;
import org.quarry.workflow.PlacedNode.Mode;
import org.quarry.workflow.Socket;
import org.quarry.workflow.Workflow;

/** Puts the nodes of a component in the place of one of its instances. */
public final class LocalEdits {
    private LocalEdits() {}

    /**
     * With the nodes that an instance stands for in its place. What stood at its inputs goes to the inner inputs; who took
     * its outputs takes the inner ones; components within are linked from the folder of this workflow.
     *
     * @param component that the instance stands for
     * @param folder of this workflow
     * @throws IllegalArgumentException if there is no such node, or the component declares no ports
     */
    public static Edited unpacked(Workflow workflow, String instance, Components.Component component, Path folder) {
        PlacedNode placed = workflow.find(instance)
                .orElseThrow(() -> new IllegalArgumentException("no node '" + instance + "' in this workflow"));
        ComponentInterface ports = component
                .workflow()
                .component()
                .orElseThrow(() -> new IllegalArgumentException("'" + component.file() + "' declares no ports"));
        Place at = Edits.place(workflow, instance);
        ClipboardEdits.Pasted pasted = ClipboardEdits.insert(
                workflow, inner(component, placed.mode(), folder), new Point2D.Double(at.x(), at.y()));
        Map<Socket, List<Socket>> inputs = new LinkedHashMap<>();
        ports.inputs().forEach((port, fed) -> {
            List<Socket> inside = new ArrayList<>();
            fed.forEach(to -> inside.add(renamed(to, pasted.names())));
            inputs.put(new Socket(instance, port), inside);
        });
        Map<Socket, Socket> outputs = new LinkedHashMap<>();
        ports.outputs().forEach((port, from) -> outputs.put(new Socket(instance, port), renamed(from, pasted.names())));
        Workflow fed = fed(pasted.edited().workflow(), instance, inputs);
        Workflow led = Rewire.of(fed, fed.nodes().keySet(), outputs);
        Optional<ComponentInterface> outer = led.component().map(declared -> Rewire.fed(declared, inputs));
        Workflow declared = new Workflow(led.title(), led.nodes(), outer, led.layout(), led.extras());
        return new Edited(
                NodeEdits.delete(declared, Selection.ofNodes(Set.of(instance))),
                pasted.edited().selection());
    }

    private static Socket renamed(Socket inner, Map<String, String> names) {
        return new Socket(names.getOrDefault(inner.node(), inner.node()), inner.port());
    }

    private static Workflow fed(Workflow workflow, String instance, Map<Socket, List<Socket>> inside) {
        Workflow fed = workflow;
        for (Map.Entry<String, Input> given :
                workflow.find(instance).orElseThrow().inputs().entrySet()) {
            for (Socket to : inside.getOrDefault(new Socket(instance, given.getKey()), List.of())) {
                if (fed.nodes().containsKey(to.node())) {
                    fed = fed.with(to, given.getValue());
                }
            }
        }
        return fed;
    }

    private static Workflow inner(Components.Component component, Mode mode, Path folder) {
        Map<String, PlacedNode> nodes = new LinkedHashMap<>(component.workflow().nodes());
        Path base = Path.of(component.file()).resolveSibling("");
        nodes.replaceAll((name, node) -> {
            PlacedNode switched = mode == Mode.ACTIVE ? node : node.with(mode);
            return switched.component()
                    .map(link ->
                            relinked(switched, link, folder.toAbsolutePath().relativize(base.resolve(link.file()))))
                    .orElse(switched);
        });
        Workflow whole = component.workflow();
        return new Workflow(whole.title(), nodes, Optional.empty(), whole.layout(), whole.extras());
    }

    private static PlacedNode relinked(PlacedNode node, ComponentLink link, Path file) {
        String written = file.normalize().toString().replace('\\', '/');
        return new PlacedNode(
                node.type(),
                node.inputs(),
                node.mode(),
                Optional.of(new ComponentLink(written, link.hash(), link.extras())),
                node.extras());
    }
}
