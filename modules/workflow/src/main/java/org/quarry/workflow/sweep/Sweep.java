package org.quarry.workflow.sweep;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.quarry.json.Json;
import org.quarry.node.Effect;
import org.quarry.node.NodeException;
import org.quarry.workflow.Input;
import org.quarry.workflow.InputPort;
import org.quarry.workflow.NodeCatalog;
import org.quarry.workflow.NodeDescriptor;
import org.quarry.workflow.PlacedNode;
import org.quarry.workflow.Settings;
import org.quarry.workflow.Socket;
import org.quarry.workflow.Workflow;

/** Turns a workflow into one that makes its picture for all combinations of some parameters' values, on one labelled grid. */
public final class Sweep {
    private static final int MOST_CELLS = 400;
    private static final int LONGEST_LABEL = 10;
    private static final BigInteger SEEDS = BigInteger.ONE.shiftLeft(Long.SIZE);

    private final Workflow workflow;
    private final NodeCatalog nodes;
    private final Settings settings;

    /** A sweep of a workflow. @param settings reads values by the type of their parameter */
    public Sweep(Workflow workflow, NodeCatalog nodes, Settings settings) {
        this.workflow = workflow;
        this.nodes = nodes;
        this.settings = settings;
    }

    /** How many pictures a sweep has. */
    public static long cells(List<Axis> axes) {
        return axes.stream().mapToLong(axis -> axis.values().size()).reduce(1, Math::multiplyExact);
    }

    /**
     * The workflow of the grid; the last axis gives the columns.
     *
     * @param file name of the grid's picture
     * @throws NodeException if a value does not fit its parameter, one does not reach the picture, there is no picture, or
     *     there are more than 400 of them
     */
    public Workflow grid(List<Axis> axes, String file) {
        Socket picture = picture()
                .orElseThrow(() -> new NodeException(
                        "this workflow shows and saves no picture; a sweep needs one to put into its grid"));
        int columns = axes.get(axes.size() - 1).values().size();
        Set<String> needed = Grid.upstream(workflow, picture.node());
        return Grid.of(workflow, picture, combinations(axes, needed), columns, file);
    }

    /** The first wire that brings a picture to a node that shows or writes. */
    private Optional<Socket> picture() {
        for (PlacedNode node : workflow.nodes().values()) {
            Optional<NodeDescriptor> descriptor = nodes.find(node.type().id())
                    .filter(known -> known.effect() == Effect.WRITES || known.effect() == Effect.SHOWS);
            for (InputPort port : descriptor.map(NodeDescriptor::inputs).orElse(List.of())) {
                if (port.type().label().equals("Picture")
                        && node.inputs().get(port.name()) instanceof Input.Wires wires
                        && !wires.from().isEmpty()) {
                    return Optional.of(wires.from().get(0));
                }
            }
        }
        return Optional.empty();
    }

    /** All combinations, the last axis fastest. */
    private List<Combination> combinations(List<Axis> axes, Set<String> needed) {
        long cells = cells(axes);
        if (cells > MOST_CELLS) {
            throw new NodeException("this sweep has " + cells + " pictures, more than " + MOST_CELLS + "; vary less");
        }
        List<Combination> combinations = List.of(new Combination(Map.of(), ""));
        for (Axis axis : axes) {
            List<Combination> longer = new ArrayList<>();
            for (Combination combination : combinations) {
                for (String value : axis.values()) {
                    longer.add(with(combination, axis, values(axis, value, needed), value));
                }
            }
            combinations = longer;
        }
        return combinations;
    }

    private static Combination with(Combination combination, Axis axis, Map<Socket, Json> added, String value) {
        Map<Socket, Json> values = new LinkedHashMap<>(combination.values());
        values.putAll(added);
        String label = combination.label() + (combination.label().isEmpty() ? "" : ", ") + label(axis, value);
        return new Combination(values, label);
    }

    /** Short enough that two of them fit under a small picture: {@code scale 3}, or of a longer text its beginning. */
    private static String label(Axis axis, String value) {
        if (value.length() > LONGEST_LABEL) {
            return value.substring(0, LONGEST_LABEL) + "..";
        }
        return axis.target().substring(axis.target().indexOf('.') + 1) + " " + value;
    }

    /** @param needed the nodes that the picture needs; other seeds are no business of a sweep of all seeds */
    private Map<Socket, Json> values(Axis axis, String value, Set<String> needed) {
        if (!axis.target().equals(Axis.SEEDS)) {
            return Map.of(Socket.parse(axis.target()), settings.value(workflow, axis.target(), value));
        }
        Map<Socket, Json> seeds = new LinkedHashMap<>(settings.seeds(workflow, seed(value)));
        seeds.keySet().removeIf(seed -> !needed.contains(seed.node()));
        if (seeds.isEmpty()) {
            throw new NodeException("seed: no seed that is not linked reaches the picture; name a node.parameter");
        }
        return seeds;
    }

    private static long seed(String text) {
        if (!text.matches("[0-9]{1,20}") || new BigInteger(text).compareTo(SEEDS) >= 0) {
            throw new NodeException("seed=" + text + ": wanted a whole number from 0 to 18446744073709551615");
        }
        return Long.parseUnsignedLong(text);
    }
}
