package org.quarry.editor.canvas;

import java.awt.event.MouseEvent;
import java.awt.geom.Point2D;
import java.util.ArrayList;
import java.util.List;
import org.quarry.editor.document.Bends;
import org.quarry.editor.document.Document;
import org.quarry.editor.document.LayoutEdits;
import org.quarry.editor.document.Link;

/** Moves a bend of a wire; a new one is made where the wire was taken hold of. */
final class BendDrag implements Gesture {
    private final Canvas canvas;
    private final Document document;
    private final Link link;
    private final List<Point2D> before;
    private final int index;
    private final boolean fresh;
    private final String word;

    private BendDrag(Canvas canvas, Hits.BendSpot bend, boolean fresh, MouseEvent press) {
        this.canvas = canvas;
        document = canvas.document();
        link = bend.link();
        before = Bends.of(document.workflow(), link);
        index = bend.index();
        this.fresh = fresh;
        word = "bend " + press.getWhen();
    }

    static BendDrag of(Canvas canvas, Hits.BendSpot bend, MouseEvent press) {
        return new BendDrag(canvas, bend, false, press);
    }

    static BendDrag fresh(Canvas canvas, Link link, MouseEvent press) {
        int index = canvas.scene()
                .find(link)
                .map(wire -> part(wire, canvas.viewport().toCanvas(press.getPoint())))
                .orElse(0);
        return new BendDrag(canvas, new Hits.BendSpot(link, index), true, press);
    }

    /** Which part of a wire, between two of its points, is nearest to a place. */
    static int part(WireSight wire, Point2D at) {
        int best = 0;
        double least = Double.MAX_VALUE;
        for (int i = 0; i + 1 < wire.points().size(); i++) {
            List<Point2D> ends = wire.points().subList(i, i + 2);
            double distance = WireSight.of(wire.link(), ends, wire.look()).distance(at);
            if (distance < least) {
                least = distance;
                best = i;
            }
        }
        return best;
    }

    @Override
    public void drag(MouseEvent e) {
        Point2D at = canvas.viewport().toCanvas(e.getPoint());
        Point2D to =
                e.isAltDown() ? at : new Point2D.Double(LayoutEdits.snapped(at.getX()), LayoutEdits.snapped(at.getY()));
        List<Point2D> bends = new ArrayList<>(before);
        if (fresh) {
            bends.add(index, to);
        } else {
            bends.set(index, to);
        }
        set(bends);
    }

    private void set(List<Point2D> bends) {
        document.edit("Bend wire", word, workflow -> Bends.set(workflow, link, bends));
    }

    @Override
    public void drop(MouseEvent e) {
        drag(e);
    }

    @Override
    public void cancel() {
        set(before);
    }
}
