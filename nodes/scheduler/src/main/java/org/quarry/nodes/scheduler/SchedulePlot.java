package org.quarry.nodes.scheduler;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.quarry.diffusion.Level;
import org.quarry.diffusion.Schedule;
import org.quarry.tensor.Picture;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

/** A picture of a schedule: the shares of signal (blue) and noise (orange) at each level, from left to right. */
final class SchedulePlot {
    private static final int WIDTH = 320;
    private static final int HEIGHT = 200;
    private static final int MARGIN = 12;
    private static final float[] BLUE = {0.12f, 0.47f, 0.71f};
    private static final float[] ORANGE = {1, 0.5f, 0.05f};
    private static final float[] GREY = {0.8f, 0.8f, 0.8f};

    private final float[] pixels = new float[3 * HEIGHT * WIDTH];
    private final Schedule schedule;

    private SchedulePlot(Schedule schedule) {
        this.schedule = schedule;
        Arrays.fill(pixels, 1);
    }

    /** @param schedule with at least one step */
    static Picture of(Schedule schedule) {
        SchedulePlot plot = new SchedulePlot(schedule);
        for (int quarter = 0; quarter <= 4; quarter++) {
            plot.line(0, quarter / 4.0, 1, quarter / 4.0, GREY);
        }
        plot.curve(level -> level.signal() / length(level), BLUE);
        plot.curve(level -> level.noise() / length(level), ORANGE);
        return new Picture(Tensor.adopt(Shape.of(3, HEIGHT, WIDTH), plot.pixels));
    }

    private static double length(Level level) {
        return Math.hypot(level.signal(), level.noise());
    }

    private void curve(ToDoubleFunction<Level> share, float[] colour) {
        int steps = schedule.steps();
        for (int i = 0; i < steps; i++) {
            double here = share.applyAsDouble(schedule.at(i));
            double there = share.applyAsDouble(schedule.after(i));
            line((double) i / steps, here, (i + 1.0) / steps, there, colour);
            dot((double) i / steps, here, colour);
            dot((i + 1.0) / steps, there, colour);
        }
    }

    /** Between two points of the unit square, by as many dots as it has pixels. */
    private void line(double fromX, double fromY, double toX, double toY, float[] colour) {
        int points = (int) Math.ceil(Math.hypot((toX - fromX) * WIDTH, (toY - fromY) * HEIGHT)) + 1;
        for (int i = 0; i <= points; i++) {
            double part = (double) i / points;
            set(column(fromX + part * (toX - fromX)), row(fromY + part * (toY - fromY)), colour);
        }
    }

    private void dot(double x, double y, float[] colour) {
        for (int down = -2; down <= 2; down++) {
            for (int right = -2; right <= 2; right++) {
                if (down * down + right * right <= 5) {
                    set(column(x) + right, row(y) + down, colour);
                }
            }
        }
    }

    private static int column(double x) {
        return MARGIN + (int) Math.round(x * (WIDTH - 1 - 2 * MARGIN));
    }

    private static int row(double y) {
        return HEIGHT - 1 - MARGIN - (int) Math.round(y * (HEIGHT - 1 - 2 * MARGIN));
    }

    private void set(int column, int row, float[] colour) {
        for (int channel = 0; channel < 3; channel++) {
            pixels[(channel * HEIGHT + row) * WIDTH + column] = colour[channel];
        }
    }
}
