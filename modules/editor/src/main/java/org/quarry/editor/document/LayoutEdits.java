package org.quarry.editor.document;

import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.quarry.workflow.Layout;
import org.quarry.workflow.Layout.Frame;
import org.quarry.workflow.Layout.Note;
import org.quarry.workflow.Layout.Place;
import org.quarry.workflow.Workflow;

/** Gestures that change where things stand. */
public final class LayoutEdits {
    /** What moved things snap to, in canvas units. */
    public static final double GRID = 10;

    private LayoutEdits() {}

    /** The nearest point of the grid. */
    public static double snapped(double coordinate) {
        return Math.rint(coordinate / GRID) * GRID;
    }

    /** With nodes standing elsewhere. */
    public static Workflow placed(Workflow workflow, Map<String, Place> changed) {
        Map<String, Place> places = new LinkedHashMap<>(workflow.layout().places());
        places.putAll(changed);
        return Edits.with(
                workflow,
                new Layout(places, workflow.layout().frames(), workflow.layout().notes()));
    }

    /** With frames and notes instead of those that are there. */
    static Workflow with(Workflow workflow, List<Frame> frames, List<Note> notes) {
        return Edits.with(workflow, new Layout(workflow.layout().places(), frames, notes));
    }

    /** With all that is selected so far from where it is. Bends between two nodes that move go along. */
    public static Workflow moved(Workflow workflow, Selection chosen, double x, double y) {
        Map<String, Point2D> corners = new LinkedHashMap<>();
        for (String node : chosen.nodes()) {
            Place place = Edits.place(workflow, node);
            corners.put(node, new Point2D.Double(place.x() + x, place.y() + y));
        }
        Workflow moved = standing(workflow, corners);
        List<Frame> frames = new ArrayList<>(moved.layout().frames());
        chosen.frames().forEach(index -> frames.set(index, FrameEdits.moved(frames.get(index), x, y)));
        List<Note> notes = new ArrayList<>(moved.layout().notes());
        chosen.notes().forEach(index -> {
            Note note = notes.get(index);
            notes.set(index, new Note(note.text(), note.x() + x, note.y() + y, note.width(), note.extras()));
        });
        Workflow withFrames = with(moved, frames, notes);
        return bendsMoved(withFrames, chosen.nodes(), new Point2D.Double(x, y));
    }

    /** With the bends of all wires within a group of nodes so far from where they are. */
    static Workflow bendsMoved(Workflow workflow, Set<String> nodes, Point2D by) {
        Workflow changed = workflow;
        for (Link link : Link.of(workflow)) {
            if (nodes.contains(link.from().node()) && nodes.contains(link.to().node())) {
                List<Point2D> bends = Bends.of(workflow, link);
                if (!bends.isEmpty()) {
                    List<Point2D> shifted = bends.stream()
                            .<Point2D>map(bend -> new Point2D.Double(bend.getX() + by.getX(), bend.getY() + by.getY()))
                            .toList();
                    changed = Bends.set(changed, link, shifted);
                }
            }
        }
        return changed;
    }

    /** With the upper left corners of nodes at given points. */
    public static Workflow standing(Workflow workflow, Map<String, ? extends Point2D> corners) {
        Map<String, Place> places = new LinkedHashMap<>();
        corners.forEach((node, at) -> places.put(
                node,
                new Place(
                        Math.rint(at.getX()),
                        Math.rint(at.getY()),
                        Edits.place(workflow, node).extras())));
        return placed(workflow, places);
    }

    /** With nodes standing as a layout has put them; wires among them run straight again. */
    public static Workflow arranged(Workflow workflow, Map<String, ? extends Point2D> corners) {
        Workflow changed = standing(workflow, corners);
        for (Link link : Link.of(workflow)) {
            boolean among = corners.containsKey(link.from().node())
                    && corners.containsKey(link.to().node());
            if (among && !Bends.of(changed, link).isEmpty()) {
                changed = Bends.set(changed, link, List.of());
            }
        }
        return changed;
    }

    /** The sides and middles by which nodes are aligned. */
    public enum Side {
        /** Left edges. */
        LEFT,
        /** Vertical middle lines. */
        CENTRE,
        /** Right edges. */
        RIGHT,
        /** Upper edges. */
        TOP,
        /** Horizontal middle lines. */
        MIDDLE,
        /** Lower edges. */
        BOTTOM
    }

    /** With nodes in one line. @param bounds of the nodes as they are drawn */
    public static Workflow aligned(Workflow workflow, Map<String, Rectangle2D> bounds, Side side) {
        if (bounds.isEmpty()) {
            return workflow;
        }
        Rectangle2D all =
                bounds.values().stream().reduce(Rectangle2D::createUnion).orElseThrow();
        Map<String, Point2D> corners = new LinkedHashMap<>();
        bounds.forEach((node, at) -> corners.put(node, aligned(at, all, side)));
        return standing(workflow, corners);
    }

    private static Point2D aligned(Rectangle2D at, Rectangle2D all, Side side) {
        return switch (side) {
            case LEFT -> new Point2D.Double(all.getX(), at.getY());
            case CENTRE -> new Point2D.Double(all.getCenterX() - at.getWidth() / 2, at.getY());
            case RIGHT -> new Point2D.Double(all.getMaxX() - at.getWidth(), at.getY());
            case TOP -> new Point2D.Double(at.getX(), all.getY());
            case MIDDLE -> new Point2D.Double(at.getX(), all.getCenterY() - at.getHeight() / 2);
            case BOTTOM -> new Point2D.Double(at.getX(), all.getMaxY() - at.getHeight());
        };
    }

    /** With equal gaps between nodes, from left to right. @param bounds of the nodes as they are drawn */
    public static Workflow distributedAcross(Workflow workflow, Map<String, Rectangle2D> bounds) {
        Map<String, Double> lefts = distributed(bounds, Rectangle2D::getX, Rectangle2D::getWidth);
        Map<String, Point2D> corners = new LinkedHashMap<>();
        bounds.forEach((node, at) ->
                corners.put(node, new Point2D.Double(lefts.getOrDefault(node, at.getX()), at.getY())));
        return standing(workflow, corners);
    }

    /** With equal gaps between nodes, from top to bottom. @param bounds of the nodes as they are drawn */
    public static Workflow distributedDown(Workflow workflow, Map<String, Rectangle2D> bounds) {
        Map<String, Double> tops = distributed(bounds, Rectangle2D::getY, Rectangle2D::getHeight);
        Map<String, Point2D> corners = new LinkedHashMap<>();
        bounds.forEach((node, at) ->
                corners.put(node, new Point2D.Double(at.getX(), tops.getOrDefault(node, at.getY()))));
        return standing(workflow, corners);
    }

    /** The outermost stay; the gaps between share what is left, and may be negative where nodes overlap. */
    private static Map<String, Double> distributed(
            Map<String, Rectangle2D> bounds,
            ToDoubleFunction<Rectangle2D> start,
            ToDoubleFunction<Rectangle2D> length) {
        List<Map.Entry<String, Rectangle2D>> sorted = new ArrayList<>(bounds.entrySet());
        sorted.sort(Comparator.comparingDouble(entry -> start.applyAsDouble(entry.getValue())));
        Map<String, Double> starts = new LinkedHashMap<>();
        if (sorted.size() < 3) {
            return starts;
        }
        Rectangle2D last = sorted.get(sorted.size() - 1).getValue();
        double first = start.applyAsDouble(sorted.get(0).getValue());
        double room = start.applyAsDouble(last) + length.applyAsDouble(last) - first;
        double filled = sorted.stream()
                .mapToDouble(entry -> length.applyAsDouble(entry.getValue()))
                .sum();
        double gap = (room - filled) / (sorted.size() - 1);
        double at = first;
        for (Map.Entry<String, Rectangle2D> entry : sorted) {
            starts.put(entry.getKey(), at);
            at += length.applyAsDouble(entry.getValue()) + gap;
        }
        return starts;
    }

    /** What moves when this is taken hold of: with each frame all that stands in it. */
    public static Selection withContents(Workflow workflow, Selection chosen) {
        Set<String> nodes = new LinkedHashSet<>(chosen.nodes());
        Set<Integer> frames = new LinkedHashSet<>(chosen.frames());
        Set<Integer> notes = new LinkedHashSet<>(chosen.notes());
        for (int index : chosen.frames()) {
            Selection inside = FrameEdits.inside(workflow, index);
            nodes.addAll(inside.nodes());
            frames.addAll(inside.frames());
            notes.addAll(inside.notes());
        }
        return new Selection(nodes, chosen.links(), frames, notes);
    }
}
