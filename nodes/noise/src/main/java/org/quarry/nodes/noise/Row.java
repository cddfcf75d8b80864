package org.quarry.nodes.noise;

/** The channels of one place of a latent. */
final class Row {
    /** Two directions whose cosine is as near to 1 or -1 as this are taken for parallel. */
    private static final double PARALLEL = 1e-5;

    private final double[] channels;

    Row(double[] channels) {
        this.channels = channels;
    }

    double at(int channel) {
        return channels[channel];
    }

    static Row mixture(Row[] rows, Taps taps) {
        double[] mixture = new double[rows[0].channels.length];
        for (int i = 0; i < rows.length; i++) {
            for (int c = 0; c < mixture.length; c++) {
                mixture[c] += taps.weight(i) * rows[i].channels[c];
            }
        }
        return new Row(mixture);
    }

    /** On the arc to another one, its length between theirs: Shoemake (1985). */
    Row arc(Row other, double part) {
        double length = length();
        double otherLength = other.length();
        double cosine = length == 0 || otherLength == 0 ? 0 : dot(other) / (length * otherLength);
        if (cosine > 1 - PARALLEL) {
            return this;
        } else if (cosine < PARALLEL - 1) {
            return mixture(new Row[] {this, other}, new Taps(0, 1 - part, part));
        }
        double angle = Math.acos(cosine);
        double size = length * (1 - part) + otherLength * part;
        double here = length == 0 ? 0 : Math.sin((1 - part) * angle) / Math.sin(angle) * size / length;
        double there = otherLength == 0 ? 0 : Math.sin(part * angle) / Math.sin(angle) * size / otherLength;
        return mixture(new Row[] {this, other}, new Taps(0, here, there));
    }

    private double length() {
        return Math.sqrt(dot(this));
    }

    private double dot(Row other) {
        double sum = 0;
        for (int c = 0; c < channels.length; c++) {
            sum += channels[c] * other.channels[c];
        }
        return sum;
    }
}
