package org.quarry.editor.document;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.quarry.workflow.Workflow;

/** Which nodes the wires lead to from others. Linear time. */
public final class Reach {
    private final Map<String, List<String>> forward = new HashMap<>();
    private final Map<String, List<String>> backward = new HashMap<>();

    private Reach(Workflow workflow) {
        for (Link link : Link.of(workflow)) {
            forward.computeIfAbsent(link.from().node(), node -> new ArrayList<>())
                    .add(link.to().node());
            backward.computeIfAbsent(link.to().node(), node -> new ArrayList<>())
                    .add(link.from().node());
        }
    }

    /** The ways of a workflow. */
    public static Reach of(Workflow workflow) {
        return new Reach(workflow);
    }

    /** Nodes to which a wire leads from some others, over any number of nodes. */
    public Set<String> after(Set<String> nodes) {
        return walk(nodes, forward);
    }

    /** Nodes from which a wire leads to some others, over any number of nodes. */
    public Set<String> before(Set<String> nodes) {
        return walk(nodes, backward);
    }

    private static Set<String> walk(Set<String> starts, Map<String, List<String>> steps) {
        Set<String> reached = new LinkedHashSet<>();
        Deque<String> open = new ArrayDeque<>(starts);
        while (!open.isEmpty()) {
            for (String next : steps.getOrDefault(open.remove(), List.of())) {
                if (reached.add(next)) {
                    open.add(next);
                }
            }
        }
        return reached;
    }
}
