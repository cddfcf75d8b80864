package org.quarry.workflow;

import java.util.List;
import org.quarry.json.Json;
import org.quarry.node.Param;

/**
 * How a parameter is set in place.
 *
 * @param initial its default
 * @param min smallest number allowed, or minus infinity
 * @param max largest number allowed, or infinity
 * @param step one notch of a slider, 0 for the editor's choice
 * @param role what it is for
 * @param choices of an enum, in order; empty otherwise
 * @param endings how the name of a file must end, one of these; empty if it may end as it likes
 */
public record ParamSpec(
        Json initial,
        double min,
        double max,
        double step,
        Param.Role role,
        List<Choice> choices,
        List<String> endings) {
    /** Copies the lists. */
    public ParamSpec {
        choices = List.copyOf(choices);
        endings = List.copyOf(endings);
    }

    /** A parameter that is no file, or any. */
    public ParamSpec(Json initial, double min, double max, double step, Param.Role role, List<Choice> choices) {
        this(initial, min, max, step, role, choices, List.of());
    }

    /**
     * One value of an enum.
     *
     * @param name as written in files, in kebab case
     * @param constant the Java constant
     * @param doc for a user
     */
    public record Choice(String name, String constant, String doc) {}
}
