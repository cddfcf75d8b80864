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

    /**
     * Whether a perturbed network takes part at a step: as {@link #acts}, but never at the first step of its part. So do
     * Diffusers' skip-layer, perturbed-attention and smoothed-energy guidance: the first step decides on the composition,
     * and that one is left to the whole network.
     */
    public static boolean actsAfter(int index, int count, double start, double stop) {
        return (int) (start * count) < index && acts(index, count, start, stop);
    }

    /**
     * Moves a prediction away from what a worse version of the same network predicts: {@code guided + s · (c − p)}. The
     * worse version has layers left out (skip-layer guidance, Stability AI 2024), attention replaced by the identity (Ahn
     * et al. 2024, "Perturbed-Attention Guidance", eq. 16) or blurred (Hong 2024, "Smoothed Energy Guidance", eq. 10),
     * or is a smaller or less trained network (Karras et al. 2024, "Guiding a Diffusion Model with a Bad Version of
     * Itself").
     *
     * @param guided what it is added to: c itself, or c guided by the prompt
     * @param perturbed p, with the same prompt
     * @param scale s: 0 leaves the prediction
     */
    public static Tensor awayFrom(Tensor perturbed, Tensor conditional, Tensor guided, double scale) {
        return guided.plus(conditional.mix(scale, perturbed, -scale));
    }

    /**
     * Liu et al. (2022), "Compositional Visual Generation with Composable Diffusion Models", eq. 11: several prompts at once,
     * {@code u + Σ wᵢ · (cᵢ − u)}. A negative weight is a prompt to avoid.
     *
     * @param conditionals at least one, all of the shape of {@code unconditional}
     * @param weights as many
     */
    public static Tensor compose(Tensor unconditional, List<Tensor> conditionals, List<Double> weights) {
        List<Tensor> predictions = new ArrayList<>(conditionals);
        List<Double> factors = new ArrayList<>(weights);
        predictions.add(unconditional);
        factors.add(1 - weights.stream().mapToDouble(each -> each).sum());
        return sum(predictions, factors);
    }

    /** Σ fᵢ · xᵢ. @param tensors at least one, of equal shape  @param factors as many */
    public static Tensor sum(List<Tensor> tensors, List<Double> factors) {
        Tensor sum = tensors.get(0).times(factors.get(0));
        for (int i = 1; i < tensors.size(); i++) {
            sum = sum.mix(1, tensors.get(i), factors.get(i));
        }
        return sum;
    }

    /**
     * Brooks et al. (2023), "InstructPix2Pix", eq. 3: {@code e(∅,∅) + s_I · (e(I,∅) − e(∅,∅)) + s_T · (e(I,T) − e(I,∅))}, as
     * the factors of the three predictions. One whose factor is 0 need not be known.
     *
     * @param picture s_I: how closely to keep to the picture I; 1.2 to 1.8 in the paper
     * @param instruction s_T: how strongly to follow the instruction T; 5 to 10 in the paper
     */
    public record InstructionScales(double picture, double instruction) {
        /** The factor of e(∅,∅), the prediction without both. */
        public double ofNone() {
            return 1 - picture;
        }

        /** The factor of e(I,∅), the prediction with the picture only. */
        public double ofPictured() {
            return picture - instruction;
        }

        /** The factor of e(I,T), the prediction with both. */
        public double ofInstructed() {
            return instruction;
        }
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
