package org.quarry.nodes.guidance;

import org.quarry.diffusion.Guidance;
import org.quarry.node.Call;
import org.quarry.tensor.Tensor;

/** Guidance that asks for a prediction only when it counts. */
final class LazyGuidance {
    private LazyGuidance() {}

    static Tensor combine(CfgCombine.In in, Call call) {
        if (in.scale() == 1 || !Guidance.acts(in.step().index(), in.step().count(), in.start(), in.stop())) {
            return in.conditional().get();
        }
        if (in.scale() == 0) {
            return in.unconditional().get();
        }
        call.demand(in.conditional(), in.unconditional());
        Tensor conditional = in.conditional().get();
        Tensor guided = Guidance.combine(in.unconditional().get(), conditional, in.scale());
        return in.rescale() == 0 ? guided : Guidance.rescale(guided, conditional, in.rescale());
    }
}
