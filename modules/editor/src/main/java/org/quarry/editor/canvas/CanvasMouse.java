package org.quarry.editor.canvas;

import java.awt.Point;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.awt.event.MouseWheelEvent;
import java.awt.geom.Point2D;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.swing.SwingUtilities;
import org.jspecify.annotations.Nullable;
import org.quarry.editor.document.Document;
import org.quarry.editor.document.Edits;
import org.quarry.editor.document.Selection;
import org.quarry.workflow.Layout.Place;

/** The mouse on the canvas: scroll, zoom, select, move. */
final class CanvasMouse extends MouseAdapter {
    private final Canvas canvas;
    private @Nullable Point last;
    private Map<String, Place> moving = Map.of();
    private @Nullable Point2D grabbed;

    CanvasMouse(Canvas canvas) {
        this.canvas = canvas;
    }

    void install() {
        canvas.addMouseListener(this);
        canvas.addMouseMotionListener(this);
        canvas.addMouseWheelListener(this);
    }

    @Override
    public void mousePressed(MouseEvent e) {
        if (e.isConsumed()) {
            moving = Map.of();
            last = null;
            return;
        }
        canvas.requestFocusInWindow();
        last = e.getPoint();
        moving = Map.of();
        if (!SwingUtilities.isLeftMouseButton(e)) {
            return;
        }
        Document document = canvas.document();
        Point2D at = canvas.toCanvas(e.getPoint());
        Optional<NodeSight> hit = canvas.nodeAt(at);
        if (hit.isEmpty()) {
            document.select(Selection.NONE);
            return;
        }
        String name = hit.get().name();
        Set<String> chosen = new HashSet<>(document.selection().nodes());
        if (e.isShiftDown() || e.isControlDown()) {
            if (!chosen.remove(name)) {
                chosen.add(name);
            }
            document.select(Selection.ofNodes(chosen));
        } else if (!chosen.contains(name)) {
            document.select(Selection.ofNodes(Set.of(name)));
        }
        grabbed = at;
        moving = new LinkedHashMap<>();
        for (String node : document.selection().nodes()) {
            moving.put(node, Edits.place(document.workflow(), node));
        }
    }

    @Override
    public void mouseDragged(MouseEvent e) {
        if (e.isConsumed()) {
            return;
        }
        Point2D from = grabbed;
        Point before = last;
        if (SwingUtilities.isMiddleMouseButton(e) && before != null) {
            canvas.scroll(before.x - e.getX(), before.y - e.getY());
            last = e.getPoint();
        } else if (!moving.isEmpty() && from != null) {
            Point2D to = canvas.toCanvas(e.getPoint());
            canvas.document()
                    .edit(
                            "Move",
                            "move " + from,
                            Edits.moved(moving, to.getX() - from.getX(), to.getY() - from.getY()));
        }
    }

    @Override
    public void mouseWheelMoved(MouseWheelEvent e) {
        canvas.zoom(canvas.zoom() * Math.pow(1.15, -e.getPreciseWheelRotation()), e.getPoint());
    }
}
