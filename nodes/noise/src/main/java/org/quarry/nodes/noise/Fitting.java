package org.quarry.nodes.noise;

import org.quarry.node.NodeException;
import org.quarry.tensor.Tensor;

/** Noise for a latent: of equal shape, or one for the whole batch. */
final class Fitting {
    private Fitting() {}

    static Tensor noise(Tensor noise, Tensor latent) {
        boolean oneForAll =
                noise.shape().rank() > 0 && noise.shape().equals(latent.shape().with(0, 1));
        if (!oneForAll && !noise.shape().equals(latent.shape())) {
            throw new NodeException(
                    "noise",
                    "found noise of shape " + noise.shape() + " for a latent of shape " + latent.shape()
                            + "; wanted equal shapes: set the Noise source to the picture's width and height");
        }
        return noise;
    }
}
