package org.quarry.editor.canvas;

import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.quarry.editor.document.Link;

/**
 * One wire as it is seen now.
 *
 * @param points from its beginning over its bends to its end
 * @param path the curve over them
 * @param bounds of the curve
 * @param look of its values
 */
record WireSight(Link link, List<Point2D> points, Path2D path, Rectangle2D bounds, TypeLook look) {
    WireSight {
        points = List.copyOf(points);
    }

    static WireSight of(Link link, List<Point2D> points, TypeLook look) {
        Path2D path = curve(points);
        return new WireSight(link, points, path, path.getBounds2D(), look);
    }

    /** Leaves to the right and arrives from the left. */
    static Path2D curve(List<? extends Point2D> points) {
        Path2D path = new Path2D.Double();
        for (int i = 0; i < points.size(); i++) {
            Point2D to = points.get(i);
            if (i == 0) {
                path.moveTo(to.getX(), to.getY());
            } else {
                Point2D from = points.get(i - 1);
                double wide = to.getX() - from.getX();
                // A wire that runs backwards swings out, but not across the whole canvas.
                double reach = wide >= 0 ? Math.max(30, wide / 2) : Math.min(160, 30 - wide / 2);
                path.curveTo(from.getX() + reach, from.getY(), to.getX() - reach, to.getY(), to.getX(), to.getY());
            }
        }
        return path;
    }

    /** How far a place is from the curve. */
    double distance(Point2D at) {
        double least = Double.MAX_VALUE;
        double[] now = new double[6];
        double x = 0;
        double y = 0;
        for (PathIterator i = path.getPathIterator(null, 0.5); !i.isDone(); i.next()) {
            if (i.currentSegment(now) == PathIterator.SEG_LINETO) {
                least = Math.min(least, Line2D.ptSegDist(x, y, now[0], now[1], at.getX(), at.getY()));
            }
            x = now[0];
            y = now[1];
        }
        return least;
    }
}
