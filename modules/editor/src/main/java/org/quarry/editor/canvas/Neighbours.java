package org.quarry.editor.canvas;

import java.awt.geom.Rectangle2D;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/** Which node is next to another in a direction, for those who go by keys. */
final class Neighbours {
    private Neighbours() {}

    /** A direction. */
    enum Way {
        LEFT(-1, 0),
        RIGHT(1, 0),
        UP(0, -1),
        DOWN(0, 1);

        private final int x;
        private final int y;

        Way(int x, int y) {
            this.x = x;
            this.y = y;
        }
    }

    /** The nearest in a direction. What lies aside counts as twice as far, and nothing more than 60° aside is found. */
    static Optional<String> next(Rectangle2D from, Map<String, Rectangle2D> others, Way way) {
        return others.entrySet().stream()
                .filter(other -> ahead(from, other.getValue(), way) > 0
                        && aside(from, other.getValue(), way) < 1.8 * ahead(from, other.getValue(), way))
                .min(Comparator.comparingDouble(
                        other -> ahead(from, other.getValue(), way) + 2 * aside(from, other.getValue(), way)))
                .map(Map.Entry::getKey);
    }

    private static double ahead(Rectangle2D from, Rectangle2D to, Way way) {
        return way.x * (to.getCenterX() - from.getCenterX()) + way.y * (to.getCenterY() - from.getCenterY());
    }

    private static double aside(Rectangle2D from, Rectangle2D to, Way way) {
        return Math.abs(way.y * (to.getCenterX() - from.getCenterX()))
                + Math.abs(way.x * (to.getCenterY() - from.getCenterY()));
    }
}
