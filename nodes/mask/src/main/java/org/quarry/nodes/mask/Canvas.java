package org.quarry.nodes.mask;

import org.quarry.node.Call;
import org.quarry.tensor.Mask;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

/** Draws shapes into a mask. The coverage of a pixel at an edge is how many of 4 × 4 points in it lie within. */
final class Canvas {
    private static final int POINTS = 4;

    private final int width;
    private final int height;
    private final float[] coverage;

    Canvas(int width, int height) {
        this.width = width;
        this.height = height;
        this.coverage = new float[width * height];
    }

    Mask draw(Drawing drawing, Call call) {
        for (Drawing.Stroke stroke : drawing.strokes()) {
            Outline outline = stroke.outline();
            int last = pixel(outline.bottom(), height);
            for (int y = pixel(outline.top(), height); y <= last; y++) {
                call.checkCancelled();
                row(stroke, y);
            }
        }
        return new Mask(Tensor.adopt(Shape.of(1, height, width), coverage));
    }

    private void row(Drawing.Stroke stroke, int y) {
        int last = pixel(stroke.outline().right(), width);
        for (int x = pixel(stroke.outline().left(), width); x <= last; x++) {
            int at = y * width + x;
            float covered = covered(stroke.outline(), x, y);
            coverage[at] = stroke.cuts() ? Math.min(coverage[at], 1 - covered) : Math.max(coverage[at], covered);
        }
    }

    private float covered(Outline outline, int x, int y) {
        int within = 0;
        for (int i = 0; i < POINTS * POINTS; i++) {
            double px = (x + (i % POINTS + 0.5) / POINTS) / width;
            double py = (y + (i / POINTS + 0.5) / POINTS) / height;
            within += outline.holds(px, py) ? 1 : 0;
        }
        return (float) within / (POINTS * POINTS);
    }

    private static int pixel(double relative, int size) {
        return (int) Math.max(0, Math.min(size - 1, Math.floor(relative * size)));
    }
}
