package org.quarry.editor.canvas;

import java.awt.Graphics2D;
import java.awt.event.MouseEvent;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.Optional;
import org.quarry.editor.document.Document;
import org.quarry.editor.document.Insertion;
import org.quarry.editor.document.LayoutEdits;
import org.quarry.editor.document.Link;
import org.quarry.editor.document.Selection;

/**
 * Moves what is selected, with each frame all that stands in it. It snaps to the edges of other nodes and to the grid, with
 * Alt to nothing. A node alone that is dropped on a wire comes between its ends, if it fits there.
 */
final class Move implements Gesture {
    private static final double WIRE_REACH = 12;

    private final Canvas canvas;
    private final Document document;
    private final Point2D from;
    private final Selection grabbed;
    private final Selection moving;
    private final Guides guides;
    private final String word;
    private double doneX;
    private double doneY;
    private Optional<Insertion> insertion = Optional.empty();

    /** @param grabbed what is under the mouse */
    Move(Canvas canvas, Selection grabbed, MouseEvent press) {
        this.canvas = canvas;
        this.grabbed = grabbed;
        document = canvas.document();
        from = canvas.viewport().toCanvas(press.getPoint());
        moving = LayoutEdits.withContents(document.workflow(), document.selection());
        guides = new Guides(canvas, moving);
        word = "move " + press.getWhen();
    }

    @Override
    public void drag(MouseEvent e) {
        Point2D to = canvas.viewport().toCanvas(e.getPoint());
        Point2D by = new Point2D.Double(to.getX() - from.getX(), to.getY() - from.getY());
        Point2D snapped = e.isAltDown() ? guides.free(by) : guides.snapped(by);
        move(snapped.getX(), snapped.getY());
        insertion = insertion();
    }

    private void move(double x, double y) {
        double stepX = x - doneX;
        double stepY = y - doneY;
        doneX = x;
        doneY = y;
        document.edit("Move", word, workflow -> LayoutEdits.moved(workflow, moving, stepX, stepY));
    }

    private Optional<Insertion> insertion() {
        if (moving.nodes().size() != 1 || !moving.frames().isEmpty()) {
            return Optional.empty();
        }
        String node = moving.nodes().iterator().next();
        Rectangle2D at = canvas.scene().bounds(node);
        Point2D title = new Point2D.Double(at.getCenterX(), at.getY() + NodeFace.HEADER / 2);
        return canvas.hits()
                .link(title, WIRE_REACH)
                .or(() -> canvas.hits().link(new Point2D.Double(at.getCenterX(), at.getCenterY()), WIRE_REACH))
                .flatMap(link -> Insertion.of(document, node, link));
    }

    @Override
    public void drop(MouseEvent e) {
        drag(e);
        insertion.ifPresent(found -> document.edit("Insert node", word, found::into));
    }

    /** A click on one of several that are selected leaves that one. */
    @Override
    public void click(MouseEvent e) {
        if (!e.isShiftDown() && !e.isControlDown()) {
            document.select(grabbed);
        }
    }

    @Override
    public void cancel() {
        move(0, 0);
    }

    @Override
    public void paint(Graphics2D g, View view) {
        guides.paint(g, view);
        insertion.map(Insertion::link).ifPresent(link -> highlight(g, view, link));
    }

    private void highlight(Graphics2D g, View view, Link link) {
        canvas.scene().find(link).ifPresent(wire -> new WirePainter(view, document).highlight(g, wire, true));
    }
}
