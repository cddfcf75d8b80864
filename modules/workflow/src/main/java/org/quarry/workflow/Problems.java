package org.quarry.workflow;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Gathers what a check finds. */
final class Problems {
    private final Suggestions suggestions = new Suggestions();
    private final List<Problem> found = new ArrayList<>();
    private final Function<String, Absence> modules;

    /** Of something for which no module is to be named. */
    Problems() {
        this(id -> Absence.UNKNOWN);
    }

    /** @param modules what is known of what is missing, by id */
    Problems(Function<String, Absence> modules) {
        this.modules = modules;
    }

    void add(Problem problem) {
        found.add(problem);
    }

    String nearest(String name, Collection<String> known) {
        return suggestions.nearest(name, known);
    }

    /** What is known of a choice that is not there. @param known those that are */
    Absence absence(String id, Collection<String> known) {
        return modules.apply(id).suggesting(nearest(id, known));
    }

    boolean failed() {
        return found.stream().anyMatch(problem -> problem.severity() == Problem.Severity.ERROR);
    }

    /**
     * Takes back what is no mistake in a component's own file: that nothing stands at the inputs that it declares, and that
     * nothing evaluates the steps of its outputs.
     *
     * @return whether there was anything, so that it cannot run alone
     */
    boolean takeBack(ComponentInterface component) {
        List<String> inputs = component.inputs().entrySet().stream()
                .filter(input -> input.getValue().stream().anyMatch(this::missing))
                .map(Map.Entry::getKey)
                .toList();
        List<String> outputs = component.outputs().entrySet().stream()
                .filter(output -> idle(output.getValue().node()))
                .map(Map.Entry::getKey)
                .toList();
        found.removeIf(problem ->
                component.inputs().values().stream().flatMap(List::stream).anyMatch(at -> missing(problem, at))
                        || component.outputs().values().stream().anyMatch(from -> idle(problem, from.node())));
        boolean open = !inputs.isEmpty() || !outputs.isEmpty();
        if (open) {
            found.add(new ComponentProblem.OpenPorts(inputs, outputs));
        }
        return open;
    }

    private boolean missing(Socket at) {
        return found.stream().anyMatch(problem -> missing(problem, at));
    }

    private static boolean missing(Problem problem, Socket at) {
        return problem instanceof WireProblem.MissingInput missing
                && missing.node().equals(at.node())
                && missing.input().equals(at.port());
    }

    private boolean idle(String node) {
        return found.stream().anyMatch(problem -> idle(problem, node));
    }

    private static boolean idle(Problem problem, String node) {
        return problem instanceof NodeProblem.StepWithoutDriver idle
                && idle.node().equals(node);
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
