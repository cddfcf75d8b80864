package org.quarry.nodes.noise;

import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

/** A latent as lines along one of its axes; a place of a line has all channels. */
final class Planes {
    private final Shape shape;
    private final int axis;
    private final float[] values;

    /** @param axis 2 for columns, 3 for rows */
    Planes(Tensor latent, int axis) {
        this(latent.shape(), axis, latent.toArray());
    }

    private Planes(Shape shape, int axis, float[] values) {
        this.shape = shape;
        this.axis = axis;
        this.values = values;
    }

    Planes resized(int length) {
        Shape other = shape.with(axis, length);
        return new Planes(other, axis, new float[other.count()]);
    }

    Tensor tensor() {
        return Tensor.adopt(shape, values);
    }

    int lines() {
        return shape.size(0) * shape.size(5 - axis);
    }

    Row row(int line, int place) {
        double[] channels = new double[shape.size(1)];
        for (int c = 0; c < channels.length; c++) {
            channels[c] = values[at(line, place, c)];
        }
        return new Row(channels);
    }

    void set(int line, int place, Row row) {
        for (int c = 0; c < shape.size(1); c++) {
            values[at(line, place, c)] = (float) row.at(c);
        }
    }

    private int at(int line, int place, int channel) {
        int across = shape.size(5 - axis);
        int plane = line / across * shape.size(1) + channel;
        int y = axis == 2 ? place : line % across;
        int x = axis == 2 ? line % across : place;
        return (plane * shape.size(2) + y) * shape.size(3) + x;
    }
}
