package org.quarry.nodes.inversion;

import org.quarry.diffusion.FlowInversion;
import org.quarry.diffusion.RfInversion;
import org.quarry.diffusion.RfSolver;

/** Ways up a rectified flow. */
public enum FlowMethod {
    /** RF-Solver (Wang et al., 2024): the midpoint rule, nearly exact, asks the network twice in each step. */
    RF_SOLVER,
    /** RF-Inversion (Rout et al., 2024): drawn towards random noise on the way up, towards the picture on the way down. */
    RF_INVERSION;

    FlowInversion inversion(double gamma) {
        return switch (this) {
            case RF_SOLVER -> new RfSolver();
            case RF_INVERSION -> new RfInversion(gamma);
        };
    }
}
