package org.quarry.diffusion;

/**
 * How the change of a prediction over a step of length h in λ is weighted: the integrals over the step that DPM-Solver's
 * Taylor expansion leaves, for a prediction that is constant, linear and quadratic in λ.
 */
public interface DpmForm {
    /** The constant's: 1 − e^(−h). */
    default double constant(double h) {
        return -Math.expm1(-h);
    }

    /** The linear part's, per step length. */
    double linear(double h);

    /** The quadratic part's, per square of the step length. */
    default double quadratic(double h) {
        return 0.5 - (Math.expm1(-h) + h) / (h * h);
    }

    /** The form for steps of third order. */
    default DpmForm ofThirdOrder() {
        return this;
    }

    /** Half the constant's, which differs from the integral in a higher order; steps of third order need the integral. */
    DpmForm MIDPOINT = new Midpoint();

    /** The integral itself: {@code taylor} in the authors' code, {@code heun} in Diffusers. */
    DpmForm TAYLOR = new Taylor();

    /** See {@link #MIDPOINT}. */
    record Midpoint() implements DpmForm {
        @Override
        public double linear(double h) {
            return constant(h) / 2;
        }

        @Override
        public DpmForm ofThirdOrder() {
            return TAYLOR;
        }
    }

    /** See {@link #TAYLOR}. */
    record Taylor() implements DpmForm {
        @Override
        public double linear(double h) {
            return Math.expm1(-h) / h + 1;
        }
    }
}
