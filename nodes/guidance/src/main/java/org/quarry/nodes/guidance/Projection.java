package org.quarry.nodes.guidance;

import java.util.Optional;
import org.quarry.diffusion.AdaptiveProjectedGuidance;
import org.quarry.tensor.Tensor;

/** Adaptive projected guidance with a memory of the changes so far, on what a network says or on what it means. */
record Projection(AdaptiveProjectedGuidance guidance, double momentum, Meaning meaning) {
    /** A guided prediction, and the average that the next evaluation goes on from. */
    record Guided(Tensor prediction, Tensor average) {}

    Guided guide(Tensor unconditional, Tensor conditional, Optional<Tensor> previous) {
        Tensor without = meaning.of(unconditional);
        Tensor with = meaning.of(conditional);
        Tensor average = change(without, with, previous);
        return new Guided(meaning.said(guidance.guide(without, with, average)), average);
    }

    Tensor average(Tensor unconditional, Tensor conditional, Optional<Tensor> previous) {
        return change(meaning.of(unconditional), meaning.of(conditional), previous);
    }

    private Tensor change(Tensor without, Tensor with, Optional<Tensor> previous) {
        if (momentum == 0 || previous.isEmpty()) {
            return with.minus(without);
        }
        return AdaptiveProjectedGuidance.average(without, with, momentum, previous.get());
    }
}
