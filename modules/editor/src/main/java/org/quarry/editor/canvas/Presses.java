package org.quarry.editor.canvas;

import java.awt.event.MouseEvent;
import java.awt.geom.Point2D;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.quarry.editor.document.Bends;
import org.quarry.editor.document.Document;
import org.quarry.editor.document.Link;
import org.quarry.editor.document.Selection;

/** Which gesture a press of the button begins, by what is under the mouse; and what two presses do. */
final class Presses {
    private static final double WIRE_REACH = 7;
    private static final double BEND_REACH = 9;

    private final Canvas canvas;
    private final Document document;

    Presses(Canvas canvas) {
        this.canvas = canvas;
        document = canvas.document();
    }

    /** The gesture of the left button; null if the press did all there was to do. */
    @Nullable
    Gesture left(MouseEvent e) {
        Point2D at = canvas.viewport().toCanvas(e.getPoint());
        double scale = canvas.viewport().zoom();
        Hits hits = canvas.hits();
        Optional<Hits.PortSpot> port = hits.port(at, NodeFace.PORT_REACH / Math.min(1, scale));
        if (port.isPresent()) {
            return LinkDrag.of(canvas, port.get(), e);
        }
        Optional<Hits.BendSpot> bend = hits.bend(at, BEND_REACH / scale);
        Optional<NodeSight> node = hits.node(at);
        if (bend.isPresent() && node.isEmpty()) {
            return bend(bend.get(), e);
        }
        if (node.isPresent()) {
            return node(node.get(), at, e);
        }
        Optional<Integer> corner = hits.frameCorner(at);
        if (corner.isPresent()) {
            return Resize.frame(canvas, corner.get(), e);
        }
        Optional<Link> link = hits.link(at, WIRE_REACH / scale);
        if (link.isPresent()) {
            return link(link.get(), e);
        }
        return hits.note(at)
                .map(index -> note(index, at, e))
                .or(() -> hits.frame(at).map(index -> frame(index, e)))
                .orElseGet(() -> empty(e));
    }

    private @Nullable Gesture bend(Hits.BendSpot bend, MouseEvent e) {
        if (twice(e)) {
            List<Point2D> left = new ArrayList<>(Bends.of(document.workflow(), bend.link()));
            left.remove(bend.index());
            document.edit("Straighten wire", workflow -> Bends.set(workflow, bend.link(), left));
            return null;
        }
        select(Selection.NONE, new Selection(Set.of(), Set.of(bend.link()), Set.of(), Set.of()), e);
        return BendDrag.of(canvas, bend, e);
    }

    private @Nullable Gesture node(NodeSight node, Point2D at, MouseEvent e) {
        if (twice(e) && at.getY() - node.y() < NodeFace.HEADER) {
            canvas.commands().openOrRename(node.name());
            return null;
        }
        return taken(Selection.ofNodes(Set.of(node.name())), e);
    }

    private @Nullable Gesture link(Link link, MouseEvent e) {
        if (twice(e)) {
            Gesture fresh = BendDrag.fresh(canvas, link, e);
            fresh.drag(e);
            return null;
        }
        select(document.selection(), new Selection(Set.of(), Set.of(link), Set.of(), Set.of()), e);
        return BendDrag.fresh(canvas, link, e);
    }

    private @Nullable Gesture note(int index, Point2D at, MouseEvent e) {
        if (twice(e)) {
            canvas.texts().note(index);
            return null;
        }
        double right = NotePainter.bounds(document.workflow().layout().notes().get(index))
                .getMaxX();
        if (right - at.getX() < WIRE_REACH) {
            return Resize.note(canvas, index, e);
        }
        return taken(new Selection(Set.of(), Set.of(), Set.of(), Set.of(index)), e);
    }

    private @Nullable Gesture frame(int index, MouseEvent e) {
        if (twice(e)) {
            canvas.texts().frame(index);
            return null;
        }
        return taken(new Selection(Set.of(), Set.of(), Set.of(index), Set.of()), e);
    }

    private @Nullable Gesture empty(MouseEvent e) {
        if (twice(e)) {
            new NodeAdding(canvas).at(e.getPoint());
            return null;
        }
        return new RubberBand(canvas, e);
    }

    private Gesture taken(Selection one, MouseEvent e) {
        Selection before = document.selection();
        select(before, one, e);
        return new Move(canvas, one, e);
    }

    /** Selects one thing; with Shift or Ctrl adds it to what is selected, or takes it away. */
    private void select(Selection before, Selection one, MouseEvent e) {
        if (!plain(e)) {
            document.select(toggled(before, one));
        } else if (!holds(before, one)) {
            document.select(one);
        }
    }

    /** The second of two presses; the fourth of four too. */
    private static boolean twice(MouseEvent e) {
        return e.getClickCount() > 0 && e.getClickCount() % 2 == 0;
    }

    private static boolean plain(MouseEvent e) {
        return !e.isShiftDown() && !e.isControlDown();
    }

    private static boolean holds(Selection all, Selection one) {
        return all.nodes().containsAll(one.nodes())
                && all.links().containsAll(one.links())
                && all.frames().containsAll(one.frames())
                && all.notes().containsAll(one.notes());
    }

    private static Selection toggled(Selection all, Selection one) {
        return new Selection(
                toggled(all.nodes(), one.nodes()),
                toggled(all.links(), one.links()),
                toggled(all.frames(), one.frames()),
                toggled(all.notes(), one.notes()));
    }

    private static <T> Set<T> toggled(Set<T> all, Set<T> some) {
        Set<T> changed = new HashSet<>(all);
        for (T one : some) {
            if (!changed.remove(one)) {
                changed.add(one);
            }
        }
        return changed;
    }

    /** Selects what is under the mouse, unless it is selected, and shows what can be done with it. */
    void menu(MouseEvent e) {
        Point2D at = canvas.viewport().toCanvas(e.getPoint());
        Hits hits = canvas.hits();
        Selection one = hits.node(at)
                .map(node -> Selection.ofNodes(Set.of(node.name())))
                .or(() -> hits.link(at, WIRE_REACH / canvas.viewport().zoom())
                        .map(link -> new Selection(Set.of(), Set.of(link), Set.of(), Set.of())))
                .or(() -> hits.note(at).map(index -> new Selection(Set.of(), Set.of(), Set.of(), Set.of(index))))
                .or(() -> hits.frame(at).map(index -> new Selection(Set.of(), Set.of(), Set.of(index), Set.of())))
                .orElse(Selection.NONE);
        if (one.empty() || !holds(document.selection(), one)) {
            document.select(one);
        }
        canvas.mouseAt(e.getPoint());
        canvas.menu(e.getPoint());
    }
}
