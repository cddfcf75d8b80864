package org.quarry.workflow;

import java.util.Collection;
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
 * @param open the interface by which modules add choices, a binary name; empty if the set is closed
 * @param endings how the name of a file must end, one of these; empty if it may end as it likes
 */
public record ParamSpec(
        Json initial,
        double min,
        double max,
        double step,
        Param.Role role,
        List<Choice> choices,
        String open,
        List<String> endings) {
    /** Copies the lists. */
    public ParamSpec {
        choices = List.copyOf(choices);
        endings = List.copyOf(endings);
    }

    /** A parameter that is no file, or any. */
    public ParamSpec(Json initial, double min, double max, double step, Param.Role role, List<Choice> choices) {
        this(initial, min, max, step, role, choices, "", List.of());
    }

    /** The same with these choices. */
    ParamSpec withChoices(Collection<Choice> others) {
        return new ParamSpec(initial, min, max, step, role, List.copyOf(others), open, endings);
    }

    /** The same with this default. */
    ParamSpec withInitial(Json other) {
        return new ParamSpec(other, min, max, step, role, choices, open, endings);
    }

    /**
     * One value of an enum, or what a module adds to them.
     *
     * @param name as written in files: in kebab case, or the id of what a module adds
     * @param constant the Java constant; empty for what a module adds
     * @param doc for a user
     * @param module that adds it, with its version; empty for a constant
     */
    public record Choice(String name, String constant, String doc, String module) {
        /** A constant of the node's own. */
        public Choice(String name, String constant, String doc) {
            this(name, constant, doc, "");
        }
    }
}
