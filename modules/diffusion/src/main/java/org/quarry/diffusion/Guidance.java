package org.quarry.diffusion;

import java.util.ArrayList;
import java.util.List;
import org.quarry.tensor.Tensor;

/** Ways to combine predictions with and without a prompt. Each of a batch is treated for itself. */
public final class Guidance {
    private Guidance() {}

    /**
     * Ho and Salimans (2022), "Classifier-Free Diffusion Guidance", eq. 6, counted as everybody does: {@code u + w · (c − u)}.
     * Scale 1 is the conditional prediction, 0 the unconditional. (The paper's w is less by 1.)
     */
    public static Tensor combine(Tensor unconditional, Tensor conditional, double scale) {
        return unconditional.mix(1 - scale, conditional, scale);
    }

    /**
     * Lin et al. (2024), "Common Diffusion Noise Schedules and Sample Steps Are Flawed", eq. 15 and 16: brings the spread
     * of a guided prediction back towards that of the conditional one, against overexposed pictures.
     *
     * @param guided shape {@code B,…}
     * @param conditional of equal shape
     * @param strength the paper's φ: 0 leaves the prediction, 1 gives it the conditional's standard deviation; 0.7 is usual
     */
    public static Tensor rescale(Tensor guided, Tensor conditional, double strength) {
        List<Tensor> rescaled = new ArrayList<>();
        for (int row = 0; row < guided.shape().size(0); row++) {
            Tensor one = guided.rows(row, row + 1);
            double ratio = deviation(conditional.rows(row, row + 1)) / deviation(one);
            rescaled.add(one.times(strength * ratio + 1 - strength));
        }
        return Tensor.concatenate(rescaled);
    }

    /**
     * Whether guidance acts at a step, if it acts only in part of the run, as in Kynkäänniemi et al. (2024), "Applying
     * Guidance in a Limited Interval": {@code ⌊start · count⌋ ≤ index < ⌊stop · count⌋}.
     *
     * @param index the step, from 0
     * @param count the number of steps
     * @param start where guidance begins, 0 to 1
     * @param stop where it ends, 0 to 1
     */
    public static boolean acts(int index, int count, double start, double stop) {
        return (int) (start * count) <= index && index < (int) (stop * count);
    }

    private static double deviation(Tensor values) {
        double mean = values.mean();
        int count = values.shape().count();
        double sum = 0;
        for (int i = 0; i < count; i++) {
            double difference = values.at(i) - mean;
            sum += difference * difference;
        }
        return Math.sqrt(sum / (count - 1));
    }
}
