package org.quarry.nodes.scheduler;

import org.quarry.diffusion.Ddim;
import org.quarry.diffusion.Ddpm;
import org.quarry.diffusion.DpmPlusPlus2M;
import org.quarry.diffusion.Euler;
import org.quarry.diffusion.EulerAncestral;
import org.quarry.diffusion.Heun;
import org.quarry.diffusion.Sampler;

/** How a sample is moved from one noise level to the next. */
public enum SamplerChoice {
    /** Straight to the predicted picture, with the noise that the network saw: good from 20 steps, and can be inverted. */
    DDIM,
    /** The first of all: fresh noise in each step, wants 50 steps and more. */
    DDPM,
    /** Euler's method on the path from noise to picture: like DDIM, written in another way. */
    EULER,
    /** Euler with fresh noise in each step: livelier, and never quite settles. */
    EULER_ANCESTRAL,
    /** Asks the network twice in each step and takes the mean: half the steps for the same quality. */
    HEUN,
    /** Also uses the step before: good from 10 steps on. */
    DPMPP_2M;

    Sampler sampler(double eta) {
        return switch (this) {
            case DDIM -> Ddim.withEta(eta);
            case DDPM -> Ddpm::sample;
            case EULER -> Euler::sample;
            case EULER_ANCESTRAL -> EulerAncestral::sample;
            case HEUN -> Heun::sample;
            case DPMPP_2M -> DpmPlusPlus2M::sample;
        };
    }
}
