package org.quarry.nodes.mask;

import java.util.Arrays;
import org.quarry.node.Call;
import org.quarry.tensor.Mask;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

/**
 * Blurs by a Gaussian: each pixel becomes the mean of its surroundings, weighted by exp(-d² / 2σ²) and cut off at 3σ, beyond
 * which a mask stays exactly what it was. Beyond the picture's edge its last pixels go on.
 */
final class Gaussian {
    private static final double REACH = 3;

    private final double[] weights;

    /** @param sigma standard deviation in pixels, above 0 */
    Gaussian(double sigma) {
        int reach = (int) Math.ceil(REACH * sigma);
        weights = new double[2 * reach + 1];
        double total = 0;
        for (int i = 0; i < weights.length; i++) {
            double distance = i - reach;
            weights[i] = Math.exp(-distance * distance / (2 * sigma * sigma));
            total += weights[i];
        }
        for (int i = 0; i < weights.length; i++) {
            weights[i] /= total;
        }
    }

    Mask blur(Mask mask, Call call) {
        int width = mask.width();
        int height = mask.height();
        float[] across = alongRows(mask.coverage().toArray(), width, call);
        float[] down = alongRows(transposed(across, height, width), height, call);
        return new Mask(Tensor.adopt(Shape.of(1, height, width), transposed(down, width, height)));
    }

    private float[] alongRows(float[] values, int width, Call call) {
        int reach = weights.length / 2;
        float[] blurred = new float[values.length];
        double[] wide = new double[width + 2 * reach];
        double[] sums = new double[width];
        for (int start = 0; start < values.length; start += width) {
            call.checkCancelled();
            for (int i = 0; i < wide.length; i++) {
                wide[i] = values[start + Math.max(0, Math.min(width - 1, i - reach))];
            }
            Arrays.fill(sums, 0);
            for (int k = 0; k < weights.length; k++) {
                double weight = weights[k];
                for (int x = 0; x < width; x++) {
                    sums[x] += weight * wide[x + k];
                }
            }
            for (int x = 0; x < width; x++) {
                // Rounding must not lift a full mask above 1.
                blurred[start + x] = (float) Math.max(0, Math.min(1, sums[x]));
            }
        }
        return blurred;
    }

    private static float[] transposed(float[] values, int rows, int columns) {
        float[] turned = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            turned[i % columns * rows + i / columns] = values[i];
        }
        return turned;
    }
}
