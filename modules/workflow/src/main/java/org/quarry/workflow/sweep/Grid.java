package org.quarry.workflow.sweep;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.quarry.json.Json;
import org.quarry.node.NodeException;
import org.quarry.workflow.Input;
import org.quarry.workflow.Layout;
import org.quarry.workflow.NodeType;
import org.quarry.workflow.PlacedNode;
import org.quarry.workflow.Socket;
import org.quarry.workflow.Workflow;

/**
 * Turns a workflow into one that makes the same picture once for each combination of some parameters' values and puts
 * the pictures into one labelled grid. Only the nodes that a varied parameter reaches are repeated; all combinations
 * share the others. The result is an ordinary workflow, so the grid's file can be opened and changed like any other.
 */
final class Grid {
    private static final double ROW_HEIGHT = 400;

    private final Workflow workflow;
    private final Socket picture;
    private final Set<String> needed;
    private final Set<String> varied;

    private Grid(Workflow workflow, Socket picture, Set<String> needed, Set<String> varied) {
        this.workflow = workflow;
        this.picture = picture;
        this.needed = needed;
        this.varied = varied;
    }

    /**
     * The workflow of a grid.
     *
     * @param picture the port whose picture is shown in every cell
     * @param combinations row by row
     * @param columns cells in a row
     * @param file name of the grid's picture
     * @throws NodeException if a varied parameter does not reach the picture
     */
    static Workflow of(Workflow workflow, Socket picture, List<Combination> combinations, int columns, String file) {
        Set<String> targets = combinations.stream()
                .flatMap(combination -> combination.values().keySet().stream())
                .map(Socket::node)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        Set<String> needed = upstream(workflow, picture.node());
        for (String target : targets) {
            if (!needed.contains(target)) {
                throw new NodeException(
                        "node '" + target + "' does not reach the picture " + picture + "; vary a parameter that does");
            }
        }
        return new Grid(workflow, picture, needed, downstream(workflow, targets, needed))
                .build(combinations, columns, file);
    }

    private Workflow build(List<Combination> combinations, int columns, String file) {
        Map<String, PlacedNode> nodes = new LinkedHashMap<>();
        Map<String, Layout.Place> places = new LinkedHashMap<>();
        workflow.nodes().forEach((name, node) -> {
            if (needed.contains(name) && !varied.contains(name)) {
                nodes.put(name, node);
                place(name).ifPresent(place -> places.put(name, place));
            }
        });
        List<Socket> cells = new ArrayList<>();
        for (int i = 0; i < combinations.size(); i++) {
            repeat(i, combinations.get(i), nodes, places);
            cells.add(renamed(picture, i));
        }
        String labels = combinations.stream().map(Combination::label).collect(Collectors.joining("\n"));
        nodes.put(
                "grid",
                placed(
                        "quarry:contact-sheet",
                        Map.of(
                                "pictures", new Input.Wires(cells),
                                "columns", new Input.Value(Json.of(columns)),
                                "labels", new Input.Value(Json.of(labels)))));
        nodes.put(
                "save-grid",
                placed(
                        "quarry:save-image",
                        Map.of(
                                "pictures", new Input.Wires(List.of(new Socket("grid", "sheet"))),
                                "file", new Input.Value(Json.of(file)))));
        double right =
                places.values().stream().mapToDouble(Layout.Place::x).max().orElse(0) + 300;
        places.put("grid", new Layout.Place(right, 40, Map.of()));
        places.put("save-grid", new Layout.Place(right + 300, 40, Map.of()));
        return new Workflow(
                workflow.title() + ": sweep",
                nodes,
                Optional.empty(),
                new Layout(places, List.of(), List.of()),
                Map.of());
    }

    private void repeat(
            int index, Combination combination, Map<String, PlacedNode> nodes, Map<String, Layout.Place> places) {
        workflow.nodes().forEach((name, node) -> {
            if (varied.contains(name)) {
                nodes.put(name(name, index), copy(name, node, index, combination));
                place(name)
                        .ifPresent(place -> places.put(
                                name(name, index),
                                new Layout.Place(place.x(), place.y() + index * ROW_HEIGHT, place.extras())));
            }
        });
    }

    private PlacedNode copy(String name, PlacedNode node, int index, Combination combination) {
        Map<String, Input> inputs = new LinkedHashMap<>();
        node.inputs().forEach((port, input) -> inputs.put(port, renamed(input, index)));
        combination.values().forEach((socket, value) -> {
            if (socket.node().equals(name)) {
                inputs.put(socket.port(), new Input.Value(value));
            }
        });
        return new PlacedNode(node.type(), inputs, node.mode(), node.component(), node.extras());
    }

    private Optional<Layout.Place> place(String name) {
        return Optional.ofNullable(workflow.layout().places().get(name));
    }

    private Input renamed(Input input, int index) {
        return input instanceof Input.Wires wires
                ? new Input.Wires(
                        wires.from().stream().map(from -> renamed(from, index)).toList())
                : input;
    }

    private Socket renamed(Socket socket, int index) {
        return varied.contains(socket.node()) ? new Socket(name(socket.node(), index), socket.port()) : socket;
    }

    private static String name(String name, int index) {
        return name + "-cell-" + (index + 1);
    }

    private static PlacedNode placed(String id, Map<String, Input> inputs) {
        return new PlacedNode(new NodeType(id, 1), inputs, PlacedNode.Mode.ACTIVE, Optional.empty(), Map.of());
    }

    /** The nodes that a node needs, and itself. */
    static Set<String> upstream(Workflow workflow, String goal) {
        Set<String> reached = new LinkedHashSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(goal));
        while (!open.isEmpty()) {
            String name = open.pop();
            PlacedNode node = workflow.nodes().get(name);
            if (node != null && reached.add(name)) {
                open.addAll(feeders(node));
            }
        }
        return reached;
    }

    private static Set<String> downstream(Workflow workflow, Set<String> sources, Set<String> within) {
        Set<String> reached = new LinkedHashSet<>(sources);
        boolean grew = true;
        while (grew) {
            grew = false;
            for (String name : within) {
                PlacedNode node = workflow.nodes().get(name);
                if (node != null && feeders(node).stream().anyMatch(reached::contains)) {
                    grew |= reached.add(name);
                }
            }
        }
        return reached;
    }

    private static List<String> feeders(PlacedNode node) {
        return node.inputs().values().stream()
                .filter(Input.Wires.class::isInstance)
                .flatMap(input -> ((Input.Wires) input).from().stream())
                .map(Socket::node)
                .toList();
    }
}
