package org.quarry.editor.document;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.quarry.workflow.Checked;
import org.quarry.workflow.Problem;
import org.quarry.workflow.Socket;
import org.quarry.workflow.Wire;

/**
 * What the last check that is done found, by node and by port. While a newer check goes on it is that of an earlier
 * workflow, so that what is drawn does not flicker with every edit.
 */
public final class Findings {
    /** Nothing was checked yet. */
    public static final Findings NONE = new Findings(Map.of(), Map.of());

    private final Map<Socket, Wire> wires;
    private final Map<String, List<Problem>> problems;

    private Findings(Map<Socket, Wire> wires, Map<String, List<Problem>> problems) {
        this.wires = wires;
        this.problems = problems;
    }

    /** @param wires what each output gives, which may be more than the check says */
    static Findings of(Checked checked, Map<Socket, Wire> wires) {
        Map<String, List<Problem>> problems = new LinkedHashMap<>();
        for (Problem problem : checked.problems()) {
            problems.computeIfAbsent(outermost(problem.node()), node -> new ArrayList<>())
                    .add(problem);
        }
        return new Findings(wires, problems);
    }

    /** Of a node within a component the instance that is seen. */
    private static String outermost(String node) {
        int slash = node.indexOf('/');
        return slash < 0 ? node : node.substring(0, slash);
    }

    /** What an output gives; empty if nothing is known of it. */
    public Optional<Wire> wire(Socket output) {
        return Optional.ofNullable(wires.get(output));
    }

    /** What each output gives. */
    Map<Socket, Wire> wires() {
        return wires;
    }

    /** The problems of a node and of what is within it. */
    public List<Problem> of(String node) {
        return problems.getOrDefault(node, List.of());
    }

    /** The problems of one input. */
    public List<Problem> of(Socket input) {
        return of(input.node()).stream()
                .filter(problem ->
                        problem.node().equals(input.node()) && problem.input().equals(input.port()))
                .toList();
    }

    /** The gravest of a node's problems; empty if it has none. */
    public Optional<Problem.Severity> worst(String node) {
        return of(node).stream().map(Problem::severity).min(Problem.Severity::compareTo);
    }
}
