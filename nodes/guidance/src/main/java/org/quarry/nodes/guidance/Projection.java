package org.quarry.nodes.guidance;

import java.util.Optional;
import org.quarry.diffusion.AdaptiveProjectedGuidance;
import org.quarry.tensor.Tensor;

/** Adaptive projected guidance with a memory of the changes so far. */
record Projection(AdaptiveProjectedGuidance guidance, double momentum) {
    /** A guided prediction, and the average that the next evaluation goes on from. */
    record Guided(Tensor prediction, Tensor average) {}

    Guided guide(Tensor unconditional, Tensor conditional, Optional<Tensor> previous) {
        Tensor average = average(unconditional, conditional, previous);
        return new Guided(guidance.guide(unconditional, conditional, average), average);
    }

    Tensor average(Tensor unconditional, Tensor conditional, Optional<Tensor> previous) {
        if (momentum == 0 || previous.isEmpty()) {
            return conditional.minus(unconditional);
        }
        return AdaptiveProjectedGuidance.average(unconditional, conditional, momentum, previous.get());
    }
}
