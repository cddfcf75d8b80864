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
 * @param flow what can run; empty exactly if there is an error among the problems
 * @param wires what each output gives, also those of nodes within components ({@code instance/node}) and of the instances
 *     themselves; nodes that are left out or unknown have no entry
 */
public record Checked(Workflow workflow, List<Problem> problems, Optional<Flow> flow, Map<Socket, Wire> wires) {
    /** Copies the collections, keeping their order. */
    public Checked {
        problems = List.copyOf(problems);
        wires = Collections.unmodifiableMap(new LinkedHashMap<>(wires));
    }

    /** Whether there is a problem that keeps it from running. */
    public boolean failed() {
        return flow.isEmpty();
    }
}
