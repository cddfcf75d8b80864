package org.quarry.workflow;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.quarry.node.Effect;
import org.quarry.workflow.Problem.Severity;

/** Which per-step nodes a driver evaluates. */
final class Driven {
    private final List<FlatNode> ordered;
    private final Inference inference;
    private final Problems problems;

    Driven(List<FlatNode> ordered, Inference inference, Problems problems) {
        this.ordered = ordered;
        this.inference = inference;
        this.problems = problems;
    }

    /** The per-step nodes that nothing evaluates; those that no other of them needs are reported. */
    Set<String> idle() {
        Set<String> reached = new HashSet<>();
        Set<String> idle = new LinkedHashSet<>();
        Set<String> needed = new HashSet<>();
        Deque<FlatNode> backwards = new ArrayDeque<>();
        ordered.forEach(backwards::push);
        for (FlatNode node : backwards) {
            boolean once = !inference.perStep(node.name());
            boolean idling = !once && !reached.contains(node.name());
            if (idling) {
                idle.add(node.name());
            }
            for (String input : node.inputs().keySet()) {
                Set<String> marked = idling ? needed : reached;
                node.wires(input).forEach(from -> marked.add(from.node()));
            }
        }
        report(idle, needed);
        return idle;
    }

    private void report(Set<String> idle, Set<String> needed) {
        boolean runs = ordered.stream()
                .filter(node -> !idle.contains(node.name()))
                .flatMap(node -> node.descriptor().stream())
                .anyMatch(known -> known.effect() == Effect.SHOWS || known.effect() == Effect.WRITES);
        Severity severity = runs ? Severity.WARNING : Severity.ERROR;
        idle.stream()
                .filter(name -> !needed.contains(name))
                .forEach(name -> problems.add(new NodeProblem.StepWithoutDriver(name, severity)));
    }
}
