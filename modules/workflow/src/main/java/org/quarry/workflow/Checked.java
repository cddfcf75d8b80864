package org.quarry.workflow;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What {@link Check} found.
 *
 * @param workflow what was checked, with its nodes carried to the installed versions
 * @param problems in the order of the nodes in the file
 * @param flow what can run; empty if there is an error among the problems, or if it is a component that is whole only in
 *     the workflows that use it
 * @param wires what each output gives, also those of nodes within components ({@code instance/node}) and of the instances
 *     themselves; nodes that are left out or unknown have no entry
 */
public record Checked(Workflow workflow, List<Problem> problems, Optional<Flow> flow, Map<Socket, Wire> wires) {
    /** Copies the collections, keeping their order. */
    public Checked {
        problems = List.copyOf(problems);
        wires = Collections.unmodifiableMap(new LinkedHashMap<>(wires));
    }

    /** Whether something is wrong that keeps it from running. */
    public boolean failed() {
        return problems.stream().anyMatch(problem -> problem.severity() == Problem.Severity.ERROR);
    }

    /** What keeps it from running: what is wrong, or else what it lacks as a component. */
    public List<Problem> obstacles() {
        Problem.Severity worst = failed() ? Problem.Severity.ERROR : Problem.Severity.NOTE;
        return flow.isPresent()
                ? List.of()
                : problems.stream()
                        .filter(problem -> problem.severity() == worst)
                        .toList();
    }
}
