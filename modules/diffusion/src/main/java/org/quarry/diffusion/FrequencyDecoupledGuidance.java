package org.quarry.diffusion;

import java.util.ArrayList;
import java.util.List;
import org.quarry.tensor.Tensor;

/**
 * Sadat et al. (2025), "Guidance in the Frequency Domain Enables High-Fidelity Sampling at Low CFG Scales" (FDG): guides
 * the levels of a Laplacian pyramid separately. A high scale for fine details makes them crisp, a low one for coarse forms
 * keeps colours and variety. Every level is guided at every step: Diffusers' intervals of single levels take over what
 * another level gave, and are not offered.
 */
public final class FrequencyDecoupledGuidance {
    private FrequencyDecoupledGuidance() {}

    /**
     * One frequency band.
     *
     * @param scale w: 1 is the conditional prediction
     * @param parallel how much of the change along the conditional prediction is kept; 1 keeps it, less is milder
     */
    public record Band(double scale, double parallel) {}

    /**
     * Algorithm 2: {@code u_k + w_k · Δ_k} at each level k, with the part of {@code Δ_k = c_k − u_k} along c_k weighed.
     * Equal scales with nothing weighed are classifier-free guidance.
     *
     * @param unconditional shape {@code B,C,H,W}
     * @param conditional of equal shape
     * @param bands the finest details first, the coarsest forms last; at least one
     */
    public static Tensor guide(Tensor unconditional, Tensor conditional, List<Band> bands) {
        List<Tensor> without = LaplacianPyramid.of(unconditional, bands.size());
        List<Tensor> with = LaplacianPyramid.of(conditional, bands.size());
        List<Tensor> guided = new ArrayList<>();
        for (int k = 0; k < bands.size(); k++) {
            Tensor change = with.get(k).minus(without.get(k));
            Tensor weighed = Vectors.ofBatch(change.shape())
                    .weighAlong(change, with.get(k), bands.get(k).parallel());
            guided.add(without.get(k).mix(1, weighed, bands.get(k).scale()));
        }
        return LaplacianPyramid.sum(guided);
    }
}
