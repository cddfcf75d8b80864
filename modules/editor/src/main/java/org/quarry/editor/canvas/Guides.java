package org.quarry.editor.canvas;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import org.quarry.editor.document.LayoutEdits;
import org.quarry.editor.document.Selection;

/** Where moved things come to rest: at the edges and middles of nodes that are seen, else on the grid. */
final class Guides {
    private static final double REACH = 6;

    private final Rectangle2D start;
    private final Rectangle2D seen;
    private final List<Rectangle2D> others;
    private final double reach;
    private OptionalDouble x = OptionalDouble.empty();
    private OptionalDouble y = OptionalDouble.empty();

    Guides(Canvas canvas, Selection moving) {
        start = canvas.hits().bounds(moving);
        seen = canvas.viewport().visible();
        others = canvas.scene().nodes(seen).stream()
                .filter(node -> !moving.nodes().contains(node.name()))
                .map(NodeSight::bounds)
                .toList();
        reach = REACH / canvas.viewport().zoom();
    }

    /** The way without any guide, in whole units. */
    Point2D free(Point2D by) {
        x = OptionalDouble.empty();
        y = OptionalDouble.empty();
        return new Point2D.Double(Math.rint(by.getX()), Math.rint(by.getY()));
    }

    /** The way to the nearest place of rest. */
    Point2D snapped(Point2D by) {
        double moved = start.getX() + by.getX();
        double down = start.getY() + by.getY();
        double across = moved;
        x = nearest(List.of(moved, moved + start.getWidth() / 2, moved + start.getWidth()), Guides::acrossLines);
        if (x.isPresent()) {
            across = atGuide(moved, start.getWidth(), x.getAsDouble());
        } else {
            across = LayoutEdits.snapped(moved);
        }
        y = nearest(List.of(down, down + start.getHeight() / 2, down + start.getHeight()), Guides::downLines);
        double below = y.isPresent() ? atGuide(down, start.getHeight(), y.getAsDouble()) : LayoutEdits.snapped(down);
        return new Point2D.Double(Math.rint(across - start.getX()), Math.rint(below - start.getY()));
    }

    private OptionalDouble nearest(List<Double> own, Function<Rectangle2D, DoubleStream> lines) {
        double best = reach;
        OptionalDouble found = OptionalDouble.empty();
        for (Rectangle2D other : others) {
            for (double line : lines.apply(other).toArray()) {
                for (double edge : own) {
                    if (Math.abs(edge - line) < best) {
                        best = Math.abs(edge - line);
                        found = OptionalDouble.of(line);
                    }
                }
            }
        }
        return found;
    }

    private static DoubleStream acrossLines(Rectangle2D at) {
        return DoubleStream.of(at.getX(), at.getCenterX(), at.getMaxX());
    }

    private static DoubleStream downLines(Rectangle2D at) {
        return DoubleStream.of(at.getY(), at.getCenterY(), at.getMaxY());
    }

    /** The start at which the nearest of the beginning, middle and end lies on a line. */
    private static double atGuide(double start, double length, double line) {
        double best = line;
        for (double candidate : new double[] {line - length / 2, line - length}) {
            if (Math.abs(candidate - start) < Math.abs(best - start)) {
                best = candidate;
            }
        }
        return best;
    }

    void paint(Graphics2D g, View view) {
        g.setColor(CanvasTheme.withAlpha(CanvasTheme.SELECTED, 150));
        g.setStroke(new BasicStroke((float) (1 / view.scale())));
        x.ifPresent(at -> g.draw(new Line2D.Double(at, seen.getY(), at, seen.getMaxY())));
        y.ifPresent(at -> g.draw(new Line2D.Double(seen.getX(), at, seen.getMaxX(), at)));
    }
}
