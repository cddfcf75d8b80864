package org.quarry.editor.document;

import java.awt.geom.Point2D;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.quarry.json.Json;
import org.quarry.workflow.Input;
import org.quarry.workflow.Layout.Place;
import org.quarry.workflow.Workflow;

/**
 * The points over which wires are led. They are kept at the place of the node where a wire ends, by input and by the
 * wire's place among those of the input, so that no name in them goes stale:
 * {@code "bends": {"pictures": [[[120, 40]], []]}}.
 */
public final class Bends {
    private static final String EXTRA = "bends";

    private Bends() {}

    /** The bends of a wire from its beginning to its end, in canvas units; none for a straight one. */
    public static List<Point2D> of(Workflow workflow, Link link) {
        Json kept = Edits.place(workflow, link.to().node()).extras().get(EXTRA);
        int index = index(workflow, link);
        if (index < 0 || !(kept instanceof Json.Members inputs)) {
            return List.of();
        }
        List<Json> wires = elements(inputs.member(link.to().port()).orElseGet(Json::object));
        return index < wires.size() ? points(wires.get(index)) : List.of();
    }

    /** The workflow with a wire led over other points. */
    public static Workflow set(Workflow workflow, Link link, List<? extends Point2D> points) {
        int index = index(workflow, link);
        if (index < 0) {
            throw new IllegalArgumentException("no wire " + link + " in this workflow");
        }
        Place place = Edits.place(workflow, link.to().node());
        Map<String, Json> inputs = new LinkedHashMap<>(
                place.extras().get(EXTRA) instanceof Json.Members members ? members.members() : Map.of());
        List<Json> wires =
                new ArrayList<>(elements(inputs.getOrDefault(link.to().port(), Json.object())));
        while (wires.size() <= index) {
            wires.add(new Json.Elements(List.of()));
        }
        wires.set(index, new Json.Elements(points.stream().map(Bends::written).toList()));
        inputs.put(link.to().port(), new Json.Elements(wires));
        if (wires.stream().allMatch(wire -> elements(wire).isEmpty())) {
            inputs.remove(link.to().port());
        }
        Map<String, Json> extras = new LinkedHashMap<>(place.extras());
        extras.put(EXTRA, new Json.Members(inputs));
        if (inputs.isEmpty()) {
            extras.remove(EXTRA);
        }
        return Edits.placed(workflow, link.to().node(), new Place(place.x(), place.y(), extras));
    }

    private static int index(Workflow workflow, Link link) {
        return workflow.find(link.to().node())
                .map(node -> node.inputs().get(link.to().port()))
                .map(input -> input instanceof Input.Wires wires ? wires.from().indexOf(link.from()) : -1)
                .orElse(-1);
    }

    private static List<Json> elements(Json value) {
        return value instanceof Json.Elements list ? list.elements() : List.of();
    }

    private static List<Point2D> points(Json wire) {
        List<Point2D> points = new ArrayList<>();
        for (Json one : elements(wire)) {
            List<Json> at = elements(one);
            if (at.size() == 2 && at.get(0) instanceof Json.Numeral x && at.get(1) instanceof Json.Numeral y) {
                points.add(new Point2D.Double(x.value().doubleValue(), y.value().doubleValue()));
            }
        }
        return points;
    }

    private static Json written(Point2D point) {
        return new Json.Elements(List.of(Json.of(Math.round(point.getX())), Json.of(Math.round(point.getY()))));
    }
}
