package org.quarry.diffusion;

import org.quarry.tensor.Tensor;

/**
 * How far a sample that went to noise and back is from the original.
 *
 * @param rootMeanSquare √ of the mean square difference, in the samples' unit
 * @param relative the same over the root mean square of the original
 * @param largest the largest difference of one element
 */
public record ReconstructionError(double rootMeanSquare, double relative, double largest) {
    /** Compares two samples of equal shape. */
    public static ReconstructionError between(Tensor original, Tensor reconstruction) {
        double difference = original.rootMeanSquareDifference(reconstruction);
        double size = original.rootMeanSquareDifference(Tensor.filled(original.shape(), 0));
        float[] differences = original.minus(reconstruction).toArray();
        double largest = 0;
        for (float each : differences) {
            largest = Math.max(largest, Math.abs(each));
        }
        return new ReconstructionError(difference, difference / size, largest);
    }
}
