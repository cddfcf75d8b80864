package org.quarry.diffusion;

import org.quarry.tensor.Combination;
import org.quarry.tensor.Tensor;

/**
 * Karras et al. (2022), eq. 7: the network puts out F, and with {@code y = x/signal}
 *
 * <pre>
 *   x₀     = c_skip · y + c_out · F
 *   c_skip = σ_data²/((σ − ε)² + σ_data²)         c_out = ±(σ − ε) · σ_data/√(σ² + σ_data²)
 * </pre>
 *
 * <p>ε is 0, but for consistency models the σ where x₀ = y (Song et al. (2023), "Consistency Models", appendix C).
 *
 * @param dataSpread σ_data, positive
 * @param boundary ε
 * @param sign 1, or −1 for networks that were trained on a velocity
 */
public record Preconditioning(double dataSpread, double boundary, double sign) implements Prediction {
    @Override
    public Combination cleanSum(Combination output, Tensor x, Level at) {
        return Combination.of(x).times(skip(at) / at.signal()).plus(output.times(out(at)));
    }

    @Override
    public Tensor output(Tensor clean, Tensor x, Level at) {
        return clean.mix(1 / out(at), x, -skip(at) / at.signal() / out(at));
    }

    private double skip(Level at) {
        double above = at.sigma() - boundary;
        return dataSpread * dataSpread / (above * above + dataSpread * dataSpread);
    }

    private double out(Level at) {
        return sign * (at.sigma() - boundary) * dataSpread / Math.hypot(at.sigma(), dataSpread);
    }
}
