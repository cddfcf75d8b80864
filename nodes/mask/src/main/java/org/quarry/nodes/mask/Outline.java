package org.quarry.nodes.mask;

import java.util.List;

/** A shape in relative coordinates: 0, 0 is the top left corner of the picture, 1, 1 the bottom right one. */
sealed interface Outline {
    /** Whether a point lies within. */
    boolean holds(double x, double y);

    /** No point to the left of it lies within. */
    double left();

    /** No point above it lies within. */
    double top();

    /** No point to the right of it lies within. */
    double right();

    /** No point below it lies within. */
    double bottom();

    /** Between two opposite corners. */
    record Rectangle(double left, double top, double right, double bottom) implements Outline {
        @Override
        public boolean holds(double x, double y) {
            return x >= left && x < right && y >= top && y < bottom;
        }
    }

    /** Round a middle. */
    record Ellipse(double x, double y, double radiusX, double radiusY) implements Outline {
        @Override
        public boolean holds(double px, double py) {
            double dx = (px - x) / radiusX;
            double dy = (py - y) / radiusY;
            return dx * dx + dy * dy < 1;
        }

        @Override
        public double left() {
            return x - radiusX;
        }

        @Override
        public double top() {
            return y - radiusY;
        }

        @Override
        public double right() {
            return x + radiusX;
        }

        @Override
        public double bottom() {
            return y + radiusY;
        }
    }

    /** From corner to corner and back to the first; where it crosses itself, by the even-odd rule. */
    record Polygon(List<Corner> corners) implements Outline {
        /** One corner. */
        record Corner(double x, double y) {}

        public Polygon {
            corners = List.copyOf(corners);
        }

        @Override
        public boolean holds(double x, double y) {
            boolean within = false;
            Corner before = corners.get(corners.size() - 1);
            for (Corner corner : corners) {
                boolean crosses = corner.y > y != before.y > y;
                if (crosses && x < (before.x - corner.x) * (y - corner.y) / (before.y - corner.y) + corner.x) {
                    within = !within;
                }
                before = corner;
            }
            return within;
        }

        @Override
        public double left() {
            return corners.stream().mapToDouble(Corner::x).min().orElse(0);
        }

        @Override
        public double top() {
            return corners.stream().mapToDouble(Corner::y).min().orElse(0);
        }

        @Override
        public double right() {
            return corners.stream().mapToDouble(Corner::x).max().orElse(0);
        }

        @Override
        public double bottom() {
            return corners.stream().mapToDouble(Corner::y).max().orElse(0);
        }
    }
}
