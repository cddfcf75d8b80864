package org.quarry.nodes.mask;

import org.quarry.tensor.Mask;

/** What a place of the latent takes of the square of pixels that it stands for. */
public enum Reduction {
    /** The mean: soft edges stay soft. */
    AREA {
        @Override
        double of(Mask mask, int top, int left, int side) {
            double sum = 0;
            for (int i = 0; i < side * side; i++) {
                sum += mask.at(top + i / side, left + i % side);
            }
            return sum / (side * side);
        }
    },
    /** The largest value: every place that the mask touches is changed. */
    ANY {
        @Override
        double of(Mask mask, int top, int left, int side) {
            double most = 0;
            for (int i = 0; i < side * side; i++) {
                most = Math.max(most, mask.at(top + i / side, left + i % side));
            }
            return most;
        }
    },
    /** The top left pixel: what inpainting networks with nine channels were trained with. */
    NEAREST {
        @Override
        double of(Mask mask, int top, int left, int side) {
            return mask.at(top, left);
        }
    };

    /** The value of one square. @param side in pixels */
    abstract double of(Mask mask, int top, int left, int side);
}
