package org.quarry.editor.document;

import java.util.LinkedHashMap;
import java.util.Map;
import org.quarry.json.Json;
import org.quarry.workflow.Input;
import org.quarry.workflow.InputPort;
import org.quarry.workflow.Layout;
import org.quarry.workflow.Layout.Place;
import org.quarry.workflow.Workflow;

/** Gestures as functions from a workflow to a workflow. */
public final class Edits {
    private Edits() {}

    /** Where a node stands; at the origin if the layout does not say. */
    public static Place place(Workflow workflow, String node) {
        return workflow.layout().places().getOrDefault(node, new Place(0, 0, Map.of()));
    }

    /** The workflow with a node standing elsewhere, or with more kept of its place. */
    public static Workflow placed(Workflow workflow, String node, Place place) {
        Map<String, Place> places = new LinkedHashMap<>(workflow.layout().places());
        places.put(node, place);
        return with(
                workflow,
                new Layout(places, workflow.layout().frames(), workflow.layout().notes()));
    }

    /** The value of a parameter: as given, else its default. @throws IllegalArgumentException if it is linked or none */
    public static Json value(Workflow workflow, String node, InputPort parameter) {
        Input given = workflow.find(node)
                .map(placed -> placed.inputs().get(parameter.name()))
                .orElse(null);
        if (given instanceof Input.Value value) {
            return value.value();
        } else if (given != null || parameter.param().isEmpty()) {
            throw new IllegalArgumentException("'" + node + "." + parameter.name() + "' has no value of its own");
        }
        return parameter.param().get().initial();
    }

    /** The workflow with another layout. */
    public static Workflow with(Workflow workflow, Layout layout) {
        return new Workflow(workflow.title(), workflow.nodes(), workflow.component(), layout, workflow.extras());
    }
}
