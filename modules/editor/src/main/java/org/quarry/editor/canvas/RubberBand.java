package org.quarry.editor.canvas;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.event.MouseEvent;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.quarry.editor.document.Document;
import org.quarry.editor.document.Selection;
import org.quarry.workflow.Layout;

/** Selects what a rectangle touches; frames only if it holds them whole. With Shift or Ctrl, besides what is selected. */
final class RubberBand implements Gesture {
    private final Canvas canvas;
    private final Point2D from;
    private final boolean adds;
    private final Selection before;
    private Rectangle2D band = new Rectangle2D.Double();

    RubberBand(Canvas canvas, MouseEvent press) {
        this.canvas = canvas;
        from = canvas.viewport().toCanvas(press.getPoint());
        adds = press.isShiftDown() || press.isControlDown();
        before = canvas.document().selection();
    }

    @Override
    public void drag(MouseEvent e) {
        band = new Rectangle2D.Double();
        band.setFrameFromDiagonal(from, canvas.viewport().toCanvas(e.getPoint()));
        Document document = canvas.document();
        Layout layout = document.workflow().layout();
        Set<String> nodes = new LinkedHashSet<>(adds ? before.nodes() : Set.of());
        canvas.scene().nodes(band).forEach(node -> nodes.add(node.name()));
        Set<Integer> frames = new LinkedHashSet<>(adds ? before.frames() : Set.of());
        for (int i = 0; i < layout.frames().size(); i++) {
            Layout.Frame frame = layout.frames().get(i);
            if (band.contains(frame.x(), frame.y(), frame.width(), frame.height())) {
                frames.add(i);
            }
        }
        Set<Integer> notes = new LinkedHashSet<>(adds ? before.notes() : Set.of());
        List<Layout.Note> all = layout.notes();
        for (int i = 0; i < all.size(); i++) {
            if (band.intersects(NotePainter.bounds(all.get(i)))) {
                notes.add(i);
            }
        }
        document.select(new Selection(nodes, adds ? before.links() : Set.of(), frames, notes));
    }

    @Override
    public void drop(MouseEvent e) {
        drag(e);
    }

    @Override
    public void click(MouseEvent e) {
        if (!adds) {
            canvas.document().select(Selection.NONE);
        }
    }

    @Override
    public void cancel() {
        canvas.document().select(before);
    }

    @Override
    public void paint(Graphics2D g, View view) {
        g.setColor(CanvasTheme.withAlpha(CanvasTheme.SELECTED, 40));
        g.fill(band);
        g.setColor(CanvasTheme.SELECTED);
        g.setStroke(new BasicStroke((float) (1 / view.scale())));
        g.draw(band);
    }
}
