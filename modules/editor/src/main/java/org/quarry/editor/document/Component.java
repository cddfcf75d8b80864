package org.quarry.editor.document;

import java.awt.geom.Point2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.quarry.workflow.ComponentInterface;
import org.quarry.workflow.Input;
import org.quarry.workflow.Layout.Place;
import org.quarry.workflow.NodePorts;
import org.quarry.workflow.NodeType;
import org.quarry.workflow.PlacedNode;
import org.quarry.workflow.PlacedNode.ComponentLink;
import org.quarry.workflow.PlacedNode.Mode;
import org.quarry.workflow.Socket;
import org.quarry.workflow.Workflow;

/**
 * A selection on its way to become a component: the wires that cross its border become declared ports. Wires from one
 * output share a port; several wires at one input do too.
 *
 * @param inner the workflow that goes into a file of its own
 * @param inputs what stood at each declared input
 * @param outputs for each output within, the declared one
 */
public record Component(Workflow inner, Map<String, Input.Wires> inputs, Map<Socket, String> outputs) {
    /** Copies the maps, keeping their order. */
    public Component {
        inputs = new LinkedHashMap<>(inputs);
        outputs = new LinkedHashMap<>(outputs);
    }

    /** The id of a component with a title: {@code my:portrait}. */
    public static String id(String title) {
        String plain = Names.kebab(title)
                .replaceAll("[^a-z0-9-]+", "-")
                .replaceAll("-+", "-")
                .replaceAll("^-|-$", "");
        boolean begins = !plain.isEmpty() && Character.isLetter(plain.charAt(0));
        return "my:" + (begins ? plain : plain.isEmpty() ? "part" : "part-" + plain);
    }

    /** Why nodes cannot become a component, in a sentence; empty if they can. */
    public static Optional<String> refusal(Workflow workflow, Set<String> nodes) {
        if (nodes.isEmpty()) {
            return Optional.of("No node is selected; select those that shall become a component.");
        }
        for (String name : nodes) {
            for (Map.Entry<String, Input> input :
                    workflow.find(name).orElseThrow().inputs().entrySet()) {
                if (input.getValue() instanceof Input.Wires wires && mixed(wires, nodes)) {
                    return Optional.of("Input '" + name + "." + input.getKey()
                            + "' has wires from within the selection and from elsewhere; select all that feeds it,"
                            + " or none of it.");
                }
            }
        }
        return declared(workflow, nodes)
                .or(() -> between(workflow, nodes)
                        .map(name -> "'" + name + "' needs the selection and is needed by it; select it too,"
                                + " or the component would wait for itself."));
    }

    /** A port of the workflow itself that leads into the selection: it cannot lead through another component. */
    private static Optional<String> declared(Workflow workflow, Set<String> nodes) {
        return workflow.component()
                .flatMap(ports -> Stream.concat(
                                ports.inputs().values().stream().flatMap(List::stream),
                                ports.outputs().values().stream())
                        .filter(port -> nodes.contains(port.node()))
                        .findFirst()
                        .map(port -> "A port of this component leads to '" + port + "' in the selection; leave '"
                                + port.node() + "' out of it."));
    }

    private static boolean mixed(Input.Wires wires, Set<String> nodes) {
        long inside = wires.from().stream()
                .filter(from -> nodes.contains(from.node()))
                .count();
        return inside > 0 && inside < wires.from().size();
    }

    /** A node outside on a way that leads from the selection back into it. */
    private static Optional<String> between(Workflow workflow, Set<String> nodes) {
        Set<String> after = Reach.of(workflow).after(nodes);
        Set<String> before = Reach.of(workflow).before(nodes);
        return workflow.nodes().keySet().stream()
                .filter(name -> !nodes.contains(name) && after.contains(name) && before.contains(name))
                .findFirst();
    }

    /** The component that nodes become. @throws IllegalArgumentException if {@link #refusal} has something against it */
    public static Component of(Workflow workflow, Set<String> nodes, String title, NodeType type) {
        refusal(workflow, nodes).ifPresent(reason -> {
            throw new IllegalArgumentException(reason);
        });
        Map<String, Input.Wires> inputs = new LinkedHashMap<>();
        Map<String, List<Socket>> fed = new LinkedHashMap<>();
        crossing(workflow, nodes).forEach((to, wires) -> {
            String name = inputs.entrySet().stream()
                    .filter(known -> known.getValue().equals(wires))
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .orElseGet(() -> Names.port(to.port(), inputs.keySet()));
            inputs.put(name, wires);
            fed.computeIfAbsent(name, key -> new ArrayList<>()).add(to);
        });
        Map<Socket, String> outputs = new LinkedHashMap<>();
        for (Link link : Link.of(workflow)) {
            boolean leaves = nodes.contains(link.from().node())
                    && !nodes.contains(link.to().node());
            if (leaves && !outputs.containsKey(link.from())) {
                outputs.put(link.from(), Names.port(link.from().port(), outputs.values()));
            }
        }
        Map<String, Socket> given = new LinkedHashMap<>();
        outputs.forEach((from, name) -> given.put(name, from));
        ComponentInterface ports = new ComponentInterface(type, "", fed, given, Map.of());
        Workflow fragment = ClipboardEdits.fragment(workflow, Selection.ofNodes(nodes));
        Workflow inner = new Workflow(title, fragment.nodes(), Optional.of(ports), fragment.layout(), Map.of());
        return new Component(inner, inputs, outputs);
    }

    /**
     * The same with parameters of its nodes that instances can set: texts, seeds, models, files, and what else was set in
     * place. Inside they keep their values, which are the defaults of the instances.
     *
     * @param ports of the nodes, by name
     */
    public Component promoting(Function<String, NodePorts> ports) {
        return new Component(Promotion.of(inner, ports), inputs, outputs);
    }

    private static Map<Socket, Input.Wires> crossing(Workflow workflow, Set<String> nodes) {
        Map<Socket, Input.Wires> crossing = new LinkedHashMap<>();
        workflow.nodes()
                .forEach((name, node) -> node.inputs().forEach((port, input) -> {
                    if (nodes.contains(name)
                            && input instanceof Input.Wires wires
                            && wires.from().stream().anyMatch(from -> !nodes.contains(from.node()))) {
                        crossing.put(new Socket(name, port), wires);
                    }
                }));
        return crossing;
    }

    /** With an instance of this component in the place of the nodes that it was made of. */
    public Edited put(Workflow workflow, ComponentLink link) {
        ComponentInterface ports = inner.component().orElseThrow();
        Set<String> nodes = inner.nodes().keySet();
        Set<String> others = workflow.nodes().keySet().stream()
                .filter(name -> !nodes.contains(name))
                .collect(Collectors.toSet());
        String name = Names.unique(Names.kebab(inner.title()), others);
        PlacedNode instance =
                new PlacedNode(ports.type(), new LinkedHashMap<>(inputs), Mode.ACTIVE, Optional.of(link), Map.of());
        Map<Socket, Socket> given = new LinkedHashMap<>();
        outputs.forEach((from, port) -> given.put(from, new Socket(name, port)));
        Workflow led = Rewire.of(workflow, others, given);
        Workflow without = NodeEdits.delete(led, Selection.ofNodes(new LinkedHashSet<>(nodes)));
        Workflow with = NodeEdits.add(
                without,
                name,
                instance,
                new Place(freed(workflow, nodes).x(), freed(workflow, nodes).y(), Map.of()));
        return new Edited(seeding(with, name, ports), Selection.ofNodes(Set.of(name)));
    }

    /** What becomes of a seed after a run is said where it is set, and that is the instance now. */
    private Workflow seeding(Workflow workflow, String instance, ComponentInterface ports) {
        Workflow seeding = workflow;
        for (Map.Entry<String, List<Socket>> port : ports.inputs().entrySet()) {
            SeedMode mode = SeedMode.of(inner, port.getValue().get(0));
            if (mode != SeedMode.FIXED) {
                seeding = mode.at(new Socket(instance, port.getKey())).apply(seeding);
            }
        }
        return seeding;
    }

    /** The place of the node nearest to the middle of all: room that becomes free, where the middle may be taken. */
    private static Place freed(Workflow workflow, Set<String> nodes) {
        Point2D middle = middle(workflow, nodes);
        return nodes.stream()
                .map(name -> Edits.place(workflow, name))
                .min(Comparator.comparingDouble(place -> middle.distance(place.x(), place.y())))
                .orElseThrow();
    }

    private static Point2D middle(Workflow workflow, Set<String> nodes) {
        double x = nodes.stream()
                .mapToDouble(name -> Edits.place(workflow, name).x())
                .average()
                .orElse(0);
        double y = nodes.stream()
                .mapToDouble(name -> Edits.place(workflow, name).y())
                .average()
                .orElse(0);
        return new Point2D.Double(x, y);
    }
}
