package org.quarry.diffusion;

import org.quarry.tensor.Combination;

/** The method of Adams and Bashforth for equal steps, Liu et al. (2022), "Pseudo Numerical Methods", eq. 12. */
final class AdamsBashforth {
    /** The most predictions that are used. */
    static final int ORDER = 4;

    private AdamsBashforth() {}

    /** The prediction for the step ahead by those at the last levels. */
    static Combination of(History history) {
        return switch (history.size()) {
            case 1 -> history.weighted(1);
            case 2 -> history.weighted(3 / 2.0, -1 / 2.0);
            case 3 -> history.weighted(23 / 12.0, -16 / 12.0, 5 / 12.0);
            default -> history.weighted(55 / 24.0, -59 / 24.0, 37 / 24.0, -9 / 24.0);
        };
    }
}
