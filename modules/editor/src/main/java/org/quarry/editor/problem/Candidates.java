package org.quarry.editor.problem;

import java.awt.geom.Point2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.quarry.editor.document.Edits;
import org.quarry.editor.document.Names;
import org.quarry.workflow.Input;
import org.quarry.workflow.InputPort;
import org.quarry.workflow.Layout.Place;
import org.quarry.workflow.NodeDescriptor;
import org.quarry.workflow.OutputPort;
import org.quarry.workflow.PlacedNode;
import org.quarry.workflow.Socket;
import org.quarry.workflow.ValueType;
import org.quarry.workflow.Wire;
import org.quarry.workflow.Workflow;

/** What could be linked to an input: outputs that are there, or of nodes to be added. A check has the last word. */
final class Candidates {
    private static final int MOST_TRIALS = 24;
    private static final int MOST_LINKS = 6;
    private static final int MOST_NODES = 3;
    private static final double BESIDE = 260;
    private static final Set<String> NUMBERS = Set.of("int", "long", "double");

    private final Ground ground;

    Candidates(Ground ground) {
        this.ground = ground;
    }

    /** Fixes that link an output to an input, the nearest first, instead of what is there. */
    List<QuickFix> links(Socket at) {
        Optional<InputPort> port = ground.input(at);
        if (port.isEmpty()) {
            return List.of();
        }
        List<Socket> fitting = outputs(at, port.get()).stream()
                .limit(MOST_TRIALS)
                .filter(from -> ground.mends(Repairs.linked(at, from), at))
                .limit(MOST_LINKS)
                .toList();
        String only = fitting.size() == 1 ? ", the only output that fits" : "";
        return fitting.stream()
                .map(from -> new QuickFix("Link '" + from + "'" + only, Repairs.linked(at, from)))
                .toList();
    }

    /** The outputs whose type, and kind as far as it is known, suit an input; the nearest first. */
    private List<Socket> outputs(Socket at, InputPort port) {
        Set<String> after = ground.downstream(at.node());
        Place here = Edits.place(ground.workflow(), at.node());
        List<Socket> found = new ArrayList<>();
        ground.workflow().nodes().forEach((name, node) -> {
            if (!after.contains(name) && node.mode() == PlacedNode.Mode.ACTIVE) {
                ground.ports(name).outputs().stream()
                        .filter(output -> suits(output, new Socket(name, output.name()), port))
                        .forEach(output -> found.add(new Socket(name, output.name())));
            }
        });
        found.sort(Comparator.comparingDouble(from -> {
            Place there = Edits.place(ground.workflow(), from.node());
            return Math.hypot(there.x() - here.x(), there.y() - here.y());
        }));
        return found;
    }

    private boolean suits(OutputPort output, Socket from, InputPort port) {
        String kind = ground.wire(from).map(Wire::kind).orElse(output.kind());
        return suits(output.type(), output.list(), kind, port);
    }

    /** A sieve that lets through too much rather than too little, to save checks. */
    static boolean suits(ValueType type, boolean list, String kind, InputPort port) {
        boolean types = type.equals(port.type())
                || NUMBERS.contains(type.javaName())
                        && NUMBERS.contains(port.type().javaName());
        String found = word(kind);
        String wanted = word(port.kind());
        boolean kinds = found.length() < 2 || wanted.length() < 2 || found.equals(wanted);
        return types && kinds && (!list || port.arity() == InputPort.Arity.LIST);
    }

    private static String word(String kind) {
        int family = kind.indexOf('<');
        return family < 0 ? kind : kind.substring(0, family);
    }

    /** Fixes that add a node which gives what an input needs. */
    List<QuickFix> additions(Socket at) {
        Optional<InputPort> port = ground.input(at);
        if (port.isEmpty()) {
            return List.of();
        }
        List<QuickFix> fixes = new ArrayList<>();
        for (NodeDescriptor node : byNeeds()) {
            for (OutputPort output : node.outputs()) {
                if (fixes.size() < MOST_NODES
                        && suits(output.type(), output.list(), output.kind(), port.get())
                        && !passesOn(node, output)) {
                    String name = fresh(node);
                    UnaryOperator<Workflow> change = Repairs.both(
                            Repairs.added(name, served(node, Optional.empty()), beside(at.node())),
                            Repairs.linked(at, new Socket(name, output.name())));
                    if (gone(change, at)) {
                        fixes.add(new QuickFix("Add '" + node.name() + "' and link it", change));
                        break;
                    }
                }
            }
        }
        return fixes;
    }

    /** Whether a node needs what it gives: added for that, it would lack the same. */
    private static boolean passesOn(NodeDescriptor node, OutputPort output) {
        return node.inputs().stream()
                .anyMatch(input -> input.param().isEmpty()
                        && input.arity() == InputPort.Arity.ONE
                        && suits(output.type(), output.list(), output.kind(), input));
    }

    /** Fixes that put a node between an output and an input that do not fit. */
    List<QuickFix> insertions(Socket at, Socket from) {
        Optional<InputPort> port = ground.input(at);
        Optional<Wire> wire = ground.wire(from);
        if (port.isEmpty() || wire.isEmpty()) {
            return List.of();
        }
        List<QuickFix> fixes = new ArrayList<>();
        for (NodeDescriptor node : byNeeds()) {
            Optional<InputPort> entry = node.inputs().stream()
                    .filter(input -> input.param().isEmpty()
                            && suits(
                                    wire.get().type(),
                                    wire.get().list(),
                                    wire.get().kind(),
                                    input))
                    .findFirst();
            Optional<OutputPort> exit = node.outputs().stream()
                    .filter(output -> suits(output.type(), output.list(), output.kind(), port.get()))
                    .findFirst();
            if (fixes.size() < MOST_NODES && entry.isPresent() && exit.isPresent()) {
                String name = fresh(node);
                PlacedNode placed = served(node, entry).with(entry.get().name(), new Input.Wires(List.of(from)));
                UnaryOperator<Workflow> change = Repairs.both(
                        Repairs.added(name, placed, beside(at.node())),
                        Repairs.relinked(at, from, new Socket(name, exit.get().name())));
                if (ground.mends(change, at)) {
                    fixes.add(new QuickFix("Insert '" + node.name() + "' between", change));
                }
            }
        }
        return fixes;
    }

    /** Whether nothing is wrong with an input after a change, even if the new node itself still lacks something. */
    private boolean gone(UnaryOperator<Workflow> change, Socket at) {
        return ground.after(change).stream()
                .noneMatch(problem ->
                        problem.node().equals(at.node()) && problem.input().equals(at.port()));
    }

    /** All nodes, those that need the fewest wires first. */
    private List<NodeDescriptor> byNeeds() {
        return ground.catalog().all().stream()
                .sorted(Comparator.comparingLong(node -> needs(node).count()))
                .toList();
    }

    private static Stream<InputPort> needs(NodeDescriptor node) {
        return node.inputs().stream().filter(port -> port.param().isEmpty() && port.arity() == InputPort.Arity.ONE);
    }

    /** A new node, with the one output linked that fits where there is only one. */
    private PlacedNode served(NodeDescriptor node, Optional<InputPort> except) {
        PlacedNode placed = PlacedNode.of(node.type());
        for (InputPort port : needs(node).toList()) {
            List<Socket> fitting = except.filter(port::equals).isPresent()
                    ? List.of()
                    : ground.workflow().nodes().keySet().stream()
                            .flatMap(name -> ground.ports(name).outputs().stream()
                                    .filter(output -> suits(output, new Socket(name, output.name()), port))
                                    .map(output -> new Socket(name, output.name())))
                            .toList();
            if (fitting.size() == 1) {
                placed = placed.with(port.name(), new Input.Wires(fitting));
            }
        }
        return placed;
    }

    private String fresh(NodeDescriptor node) {
        return Names.unique(Names.kebab(node.name()), ground.workflow().nodes().keySet());
    }

    private Place beside(String node) {
        Place place = Edits.place(ground.workflow(), node);
        return Repairs.free(ground.workflow(), new Point2D.Double(place.x() - BESIDE, place.y() + BESIDE / 2));
    }
}
