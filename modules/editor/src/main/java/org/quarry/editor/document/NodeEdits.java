package org.quarry.editor.document;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.quarry.json.Json;
import org.quarry.workflow.ComponentInterface;
import org.quarry.workflow.Input;
import org.quarry.workflow.Layout;
import org.quarry.workflow.Layout.Place;
import org.quarry.workflow.NodePorts;
import org.quarry.workflow.PlacedNode;
import org.quarry.workflow.PlacedNode.Mode;
import org.quarry.workflow.Socket;
import org.quarry.workflow.Workflow;

/** Gestures on whole nodes: add, delete, rename, switch off. */
public final class NodeEdits {
    /** The place's extra that says that only the title is shown. */
    private static final String COLLAPSED = "collapsed";

    private static final String COLOUR = "colour";
    private static final String DESCRIPTION = "description";

    private NodeEdits() {}

    /** With one more node. @throws IllegalArgumentException if there is one of that name */
    public static Workflow add(Workflow workflow, String name, PlacedNode node, Place place) {
        if (workflow.nodes().containsKey(name)) {
            throw new IllegalArgumentException("there is a node '" + name + "' already");
        }
        return LayoutEdits.placed(workflow.with(name, node), Map.of(name, place));
    }

    /** Without all that is selected. Wires of deleted nodes go too, and declared ports that led to them. */
    public static Workflow delete(Workflow workflow, Selection chosen) {
        Set<Link> gone = new LinkedHashSet<>(chosen.links());
        Link.of(workflow).stream()
                .filter(link -> chosen.nodes().contains(link.from().node())
                        || chosen.nodes().contains(link.to().node()))
                .forEach(gone::add);
        Workflow cut = LinkEdits.unlink(workflow, gone);
        Map<String, PlacedNode> nodes = new LinkedHashMap<>(cut.nodes());
        nodes.keySet().removeAll(chosen.nodes());
        Map<String, Place> places = new LinkedHashMap<>(cut.layout().places());
        places.keySet().removeAll(chosen.nodes());
        Layout layout = new Layout(
                places,
                without(cut.layout().frames(), chosen.frames()),
                without(cut.layout().notes(), chosen.notes()));
        Optional<ComponentInterface> component = cut.component().map(ports -> without(ports, chosen.nodes()));
        return new Workflow(cut.title(), nodes, component, layout, cut.extras());
    }

    private static <T> List<T> without(List<T> all, Set<Integer> gone) {
        return java.util.stream.IntStream.range(0, all.size())
                .filter(index -> !gone.contains(index))
                .mapToObj(all::get)
                .toList();
    }

    private static ComponentInterface without(ComponentInterface ports, Set<String> gone) {
        Map<String, List<Socket>> inputs = new LinkedHashMap<>();
        ports.inputs().forEach((name, fed) -> {
            List<Socket> left =
                    fed.stream().filter(to -> !gone.contains(to.node())).toList();
            if (!left.isEmpty()) {
                inputs.put(name, left);
            }
        });
        Map<String, Socket> outputs = new LinkedHashMap<>(ports.outputs());
        outputs.values().removeIf(from -> gone.contains(from.node()));
        return new ComponentInterface(ports.type(), ports.doc(), inputs, outputs, ports.extras());
    }

    /**
     * With another name for a node, which wires, layout and declared ports follow; it keeps its place in the file.
     *
     * @throws IllegalArgumentException if {@link Names#refusal} has something against it
     */
    public static Workflow rename(Workflow workflow, String old, String wanted) {
        Names.refusal(workflow, old, wanted).ifPresent(reason -> {
            throw new IllegalArgumentException(reason);
        });
        return renamed(workflow, Map.of(old, wanted));
    }

    /** With other names for some nodes; names that are exchanged or free. */
    static Workflow renamed(Workflow workflow, Map<String, String> names) {
        UnaryOperator<String> name = old -> names.getOrDefault(old, old);
        UnaryOperator<Socket> socket = old -> new Socket(name.apply(old.node()), old.port());
        Map<String, PlacedNode> nodes = new LinkedHashMap<>();
        workflow.nodes().forEach((old, node) -> nodes.put(name.apply(old), rewired(node, socket)));
        Map<String, Place> places = new LinkedHashMap<>();
        workflow.layout().places().forEach((old, place) -> places.put(name.apply(old), place));
        Layout layout =
                new Layout(places, workflow.layout().frames(), workflow.layout().notes());
        Optional<ComponentInterface> component = workflow.component().map(ports -> renamed(ports, socket));
        return new Workflow(workflow.title(), nodes, component, layout, workflow.extras());
    }

    private static ComponentInterface renamed(ComponentInterface ports, UnaryOperator<Socket> socket) {
        Map<String, List<Socket>> inputs = new LinkedHashMap<>();
        ports.inputs()
                .forEach(
                        (port, fed) -> inputs.put(port, fed.stream().map(socket).toList()));
        Map<String, Socket> outputs = new LinkedHashMap<>(ports.outputs());
        outputs.replaceAll((port, from) -> socket.apply(from));
        return new ComponentInterface(ports.type(), ports.doc(), inputs, outputs, ports.extras());
    }

    /** The node with its wires led elsewhere; the same object if none changes. */
    static PlacedNode rewired(PlacedNode node, UnaryOperator<Socket> socket) {
        Map<String, Input> inputs = new LinkedHashMap<>(node.inputs());
        inputs.replaceAll((port, input) -> input instanceof Input.Wires wires
                ? new Input.Wires(wires.from().stream().map(socket).toList())
                : input);
        return inputs.equals(node.inputs()) ? node : node.withInputs(inputs);
    }

    /** With nodes in a mode; back to active if they all are in it. */
    public static Workflow toggled(Workflow workflow, Set<String> nodes, Mode mode) {
        boolean all = nodes.stream()
                .allMatch(name -> workflow.find(name).map(PlacedNode::mode).orElse(mode) == mode);
        Workflow changed = workflow;
        for (String name : nodes) {
            PlacedNode node = changed.find(name).orElseThrow();
            changed = changed.with(name, node.with(all ? Mode.ACTIVE : mode));
        }
        return changed;
    }

    /** Why a node cannot be bypassed, in a sentence; empty if it can. */
    public static Optional<String> bypassRefusal(String node, NodePorts ports) {
        boolean declared =
                ports.outputs().stream().anyMatch(output -> !output.bypass().isEmpty());
        return declared
                ? Optional.empty()
                : Optional.of("'" + node + "' declares no input that could stand in for its output; mute it instead.");
    }

    /** With only the title of nodes shown; with all of them if they all show the title only. */
    public static Workflow collapseToggled(Workflow workflow, Set<String> nodes) {
        boolean all = nodes.stream().allMatch(name -> collapsed(workflow, name));
        return all ? withoutExtra(workflow, nodes, COLLAPSED) : withExtra(workflow, nodes, COLLAPSED, Json.of(true));
    }

    /** Whether only the title of a node is shown. */
    public static boolean collapsed(Workflow workflow, String node) {
        return Edits.place(workflow, node).extras().get(COLLAPSED) instanceof Json.Flag flag && flag.value();
    }

    /** With nodes in a colour. @param colour as {@code #rrggbb}; empty for the theme's own */
    public static Workflow coloured(Workflow workflow, Set<String> nodes, String colour) {
        return colour.isEmpty()
                ? withoutExtra(workflow, nodes, COLOUR)
                : withExtra(workflow, nodes, COLOUR, Json.of(colour));
    }

    /** The colour of a node as {@code #rrggbb}; empty for the theme's own. */
    public static String colour(Workflow workflow, String node) {
        return Edits.place(workflow, node).extras().get(COLOUR) instanceof Json.Text text ? text.text() : "";
    }

    /** What its author says of a node; empty if nothing. */
    public static String description(Workflow workflow, String node) {
        return Edits.place(workflow, node).extras().get(DESCRIPTION) instanceof Json.Text text ? text.text() : "";
    }

    /** With a few words on a node. @param words empty for none */
    public static Workflow described(Workflow workflow, String node, String words) {
        return words.isBlank()
                ? withoutExtra(workflow, Set.of(node), DESCRIPTION)
                : withExtra(workflow, Set.of(node), DESCRIPTION, Json.of(words.strip()));
    }

    /** What its author says of a workflow; empty if nothing. */
    public static String description(Workflow workflow) {
        return workflow.extras().get(DESCRIPTION) instanceof Json.Text text ? text.text() : "";
    }

    /** With a few words on the workflow. @param words empty for none */
    public static Workflow described(Workflow workflow, String words) {
        Map<String, Json> extras = new LinkedHashMap<>(workflow.extras());
        extras.remove(DESCRIPTION);
        if (!words.isBlank()) {
            extras.put(DESCRIPTION, Json.of(words.strip()));
        }
        return new Workflow(workflow.title(), workflow.nodes(), workflow.component(), workflow.layout(), extras);
    }

    private static Workflow withExtra(Workflow workflow, Set<String> nodes, String member, Json value) {
        return LayoutEdits.placed(workflow, changed(workflow, nodes, extras -> extras.put(member, value)));
    }

    private static Workflow withoutExtra(Workflow workflow, Set<String> nodes, String member) {
        return LayoutEdits.placed(workflow, changed(workflow, nodes, extras -> extras.remove(member)));
    }

    private static Map<String, Place> changed(
            Workflow workflow, Set<String> nodes, java.util.function.Consumer<Map<String, Json>> change) {
        return nodes.stream().collect(Collectors.toMap(UnaryOperator.identity(), name -> {
            Place place = Edits.place(workflow, name);
            Map<String, Json> extras = new LinkedHashMap<>(place.extras());
            change.accept(extras);
            return new Place(place.x(), place.y(), extras);
        }));
    }
}
