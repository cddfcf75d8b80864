package org.quarry.editor.document;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
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

    /** Puts nodes so far away from where they were. */
    public static UnaryOperator<Workflow> moved(Map<String, Place> from, double x, double y) {
        return workflow -> {
            Map<String, Place> places = new LinkedHashMap<>(workflow.layout().places());
            from.forEach((node, place) ->
                    places.put(node, new Place(Math.rint(place.x() + x), Math.rint(place.y() + y), place.extras())));
            return with(
                    workflow,
                    new Layout(
                            places,
                            workflow.layout().frames(),
                            workflow.layout().notes()));
        };
    }

    /** The workflow with another layout. */
    public static Workflow with(Workflow workflow, Layout layout) {
        return new Workflow(workflow.title(), workflow.nodes(), workflow.component(), layout, workflow.extras());
    }
}
