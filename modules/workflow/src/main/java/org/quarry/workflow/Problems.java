package org.quarry.workflow;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gathers what a check finds. */
final class Problems {
    private final Suggestions suggestions = new Suggestions();
    private final List<Problem> found = new ArrayList<>();

    void add(Problem problem) {
        found.add(problem);
    }

    String nearest(String name, Collection<String> known) {
        return suggestions.nearest(name, known);
    }

    boolean failed() {
        return found.stream().anyMatch(problem -> problem.severity() == Problem.Severity.ERROR);
    }

    /** What was found, by the order of the outermost nodes in the file; what concerns the whole comes first. */
    List<Problem> inOrderOf(Workflow workflow) {
        Map<String, Integer> places = new HashMap<>();
        workflow.nodes().keySet().forEach(name -> places.put(name, places.size()));
        Comparator<Problem> byPlace = Comparator.comparing(
                problem -> places.getOrDefault(problem.node().split("/", 2)[0], -1));
        return found.stream().distinct().sorted(byPlace).toList();
    }
}
