package org.quarry.nodes.vae;

import java.util.ArrayList;
import java.util.List;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

/**
 * What an encoder gave for a batch of pictures.
 *
 * @param values shape B,C,h,w, or of a distribution B,2C,h,w: mean and logarithm of the variance
 * @param distribution whether it is one; else the encoder has drawn already, or has nothing to draw
 */
record Encoded(Tensor values, boolean distribution) {
    /** Rombach et al. (2022) keep the logarithm of the variance between these. */
    private static final double LEAST = -30;

    private static final double MOST = 20;

    /** The middle of the distribution, or the one latent there is. */
    Tensor mean() {
        return distribution ? half(0) : values;
    }

    /** Kingma and Welling (2014): z = μ + σ·ε. @param noise of the mean's shape, or of one for all */
    Tensor drawn(Tensor noise) {
        Tensor deviation = half(1).map(value -> Math.exp(Math.max(LEAST, Math.min(MOST, value)) / 2));
        return mean().plus(deviation.combine(noise, (spread, draw) -> spread * draw));
    }

    private Tensor half(int which) {
        Shape shape = values.shape();
        int batch = shape.size(0);
        Tensor halves = values.reshaped(Shape.of(2 * batch, shape.count() / (2 * batch)));
        List<Tensor> rows = new ArrayList<>();
        for (int row = 0; row < batch; row++) {
            rows.add(halves.rows(2 * row + which, 2 * row + which + 1));
        }
        return Tensor.concatenate(rows).reshaped(shape.with(1, shape.size(1) / 2));
    }
}
