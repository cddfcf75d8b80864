package org.quarry.diffusion;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/**
 * The noise levels that a network was trained on, one for each timestep 0 … T − 1, as the product
 * {@code ᾱ(t) = Π (1 − β(s)), s ≤ t} of Ho et al. (2020), section 2. Computed in double.
 */
public final class TrainingLevels implements NoiseLevels {
    private final double[] betas;
    private final double[] alphaBars;

    private TrainingLevels(double[] betas) {
        boolean fit = Arrays.stream(betas).allMatch(beta -> beta >= 0 && beta <= 1);
        if (betas.length < 2 || !fit) {
            throw new IllegalArgumentException(
                    "a model has at least two training timesteps with betas from 0 to 1; found " + betas.length
                            + " timesteps" + (fit ? "" : ", with betas outside"));
        }
        this.betas = betas;
        this.alphaBars = new double[betas.length];
        double product = 1;
        for (int t = 0; t < betas.length; t++) {
            product *= 1 - betas[t];
            alphaBars[t] = product;
        }
    }

    /** The given betas. @param betas each from 0 to 1, at least two */
    public static TrainingLevels of(List<Double> betas) {
        return new TrainingLevels(
                betas.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** β linear from start to end: Ho et al. (2020), section 4. */
    public static TrainingLevels linear(int count, double start, double end) {
        return evenly(count, start, end, beta -> beta);
    }

    /** √β linear: Rombach et al. (2022), the latent diffusion code; Stable Diffusion has 0.00085 to 0.012. */
    public static TrainingLevels scaledLinear(int count, double start, double end) {
        return evenly(count, Math.sqrt(start), Math.sqrt(end), root -> root * root);
    }

    /** β a logistic curve between start and end over −6 … 6: Xu et al. (2022), "GeoDiff", its code. */
    public static TrainingLevels sigmoid(int count, double start, double end) {
        return evenly(count, -6, 6, x -> start + (end - start) / (1 + Math.exp(-x)));
    }

    /** ᾱ(t) = cos²(π/2 · (t/T + 0.008)/1.008), β at most 0.999: Nichol and Dhariwal (2021), eq. 17. */
    public static TrainingLevels squaredCosine(int count) {
        DoubleUnaryOperator root = time -> Math.cos((time + 0.008) / 1.008 * Math.PI / 2);
        double[] betas = new double[count];
        for (int t = 0; t < count; t++) {
            double ratio = root.applyAsDouble((t + 1.0) / count) / root.applyAsDouble((double) t / count);
            betas[t] = Math.min(1 - ratio * ratio, 0.999);
        }
        return new TrainingLevels(betas);
    }

    /** √ᾱ shifted and scaled so that nothing of the signal is left at the last timestep: Lin et al. (2024), algorithm 1. */
    public TrainingLevels withZeroTerminalSnr() {
        int last = count() - 1;
        double first = Math.sqrt(alphaBars[0]);
        double terminal = Math.sqrt(alphaBars[last]);
        double[] rescaled = new double[count()];
        for (int t = 0; t <= last; t++) {
            double root = (Math.sqrt(alphaBars[t]) - terminal) * first / (first - terminal);
            rescaled[t] = root * root;
        }
        double[] changed = new double[count()];
        changed[0] = 1 - rescaled[0];
        for (int t = 1; t <= last; t++) {
            changed[t] = 1 - rescaled[t] / rescaled[t - 1];
        }
        return new TrainingLevels(changed);
    }

    @Override
    public int count() {
        return betas.length;
    }

    /** β of a timestep: the variance that the forward process adds there. */
    public double beta(int timestep) {
        return betas[timestep];
    }

    /** ᾱ of a timestep: the part of the variance that is still signal. */
    public double alphaBar(int timestep) {
        return alphaBars[timestep];
    }

    /** The level of a training timestep. @param timestep 0 to T − 1 */
    public Level level(int timestep) {
        return Level.ofAlphaBar(0, timestep, alphaBars[timestep]);
    }

    @Override
    public Level atTimestep(double timestep) {
        return timestep == Math.rint(timestep) ? level((int) timestep) : Level.ofSigma(0, timestep, sigma(timestep));
    }

    @Override
    public Level atSigma(double sigma) {
        return Level.ofSigma(0, timestepOf(sigma), sigma);
    }

    /**
     * σ of a timestep: √((1 − ᾱ)/ᾱ), linear between whole timesteps. Where ᾱ is 0 it is taken as 2⁻²⁴, as Diffusers does,
     * so that σ stays finite.
     */
    double sigma(double timestep) {
        int below = Math.min((int) timestep, count() - 1);
        int above = Math.min(below + 1, count() - 1);
        return wholeSigma(below) + (timestep - below) * (wholeSigma(above) - wholeSigma(below));
    }

    /** The timestep of a σ, linear in ln σ between whole timesteps, and held at both ends. */
    double timestepOf(double sigma) {
        int below = IntStream.range(0, count() - 1)
                .filter(t -> wholeSigma(t) <= sigma)
                .max()
                .orElse(0);
        double low = Math.log(wholeSigma(below));
        double high = Math.log(wholeSigma(below + 1));
        double weight = Math.max(0, Math.min(1, (low - Math.log(sigma)) / (low - high)));
        return (1 - weight) * below + weight * (below + 1);
    }

    private double wholeSigma(int timestep) {
        double alphaBar = Math.max(alphaBars[timestep], 0x1p-24);
        return Math.sqrt((1 - alphaBar) / alphaBar);
    }

    private static TrainingLevels evenly(int count, double start, double end, DoubleUnaryOperator beta) {
        double[] betas = new double[count];
        for (int t = 0; t < count; t++) {
            betas[t] = beta.applyAsDouble(start + (end - start) * t / (count - 1));
        }
        return new TrainingLevels(betas);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TrainingLevels levels && Arrays.equals(betas, levels.betas);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(betas);
    }

    @Override
    public String toString() {
        return count() + " training levels, σ from " + wholeSigma(0) + " to " + wholeSigma(count() - 1);
    }
}
