package org.quarry.nodes.scheduler;

import java.util.Set;
import org.quarry.diffusion.Churn;
import org.quarry.diffusion.Consistency;
import org.quarry.diffusion.Ddim;
import org.quarry.diffusion.Ddpm;
import org.quarry.diffusion.Deis;
import org.quarry.diffusion.Dpm2;
import org.quarry.diffusion.Dpm2Ancestral;
import org.quarry.diffusion.DpmAdaptive;
import org.quarry.diffusion.DpmFast;
import org.quarry.diffusion.DpmForm;
import org.quarry.diffusion.DpmMultistep;
import org.quarry.diffusion.DpmSinglestep;
import org.quarry.diffusion.DpmStep;
import org.quarry.diffusion.DpmStochastic;
import org.quarry.diffusion.DpmTwoStageAncestral;
import org.quarry.diffusion.Euler;
import org.quarry.diffusion.EulerAncestral;
import org.quarry.diffusion.Heun;
import org.quarry.diffusion.ImprovedPndm;
import org.quarry.diffusion.Lcm;
import org.quarry.diffusion.LinearMultistep;
import org.quarry.diffusion.Pndm;
import org.quarry.diffusion.SaSolver;
import org.quarry.diffusion.Sampler;
import org.quarry.diffusion.Tcd;
import org.quarry.diffusion.UniPc;

/** How a sample is moved from one noise level to the next. */
public enum SamplerChoice {
    /** Straight to the predicted picture, with the noise that the network saw: good from 20 steps, and can be inverted. */
    DDIM,
    /** The first of all: fresh noise in each step, wants 50 steps and more. */
    DDPM,
    /** Euler's method on the path from noise to picture: like DDIM, written in another way. For flows, too. */
    EULER,
    /** Euler with fresh noise in each step: livelier, and never quite settles. */
    EULER_ANCESTRAL,
    /** Asks the network twice in each step and takes the mean: half the steps for the same quality. For flows, too. */
    HEUN,
    /** DPM-Solver++ (2M), also uses the step before: good from 10 steps on. */
    DPMPP_2M,
    /** DPM-Solver++ (3M), uses two steps before: smoother still, best with 20 steps and more. */
    DPMPP_3M,
    /** DPM-Solver++ (2M) with fresh noise in each step: more detail, wants 20 steps. */
    DPMPP_2M_SDE,
    /** DPM-Solver++ (3M) with fresh noise in each step; goes well with exponential sigmas and 30 steps. */
    DPMPP_3M_SDE,
    /** DPM-Solver++ of second order that asks again between the levels, with fresh noise: sharp, at twice the time. */
    DPMPP_SDE,
    /** DPM-Solver++ of second order that asks again between the levels, ancestral: like Euler ancestral, more exact. */
    DPMPP_2S_ANCESTRAL,
    /** DPM-Solver++ of second order in spans of two levels; asks once per level. */
    DPMPP_2S,
    /** DPM-Solver++ of third order in spans of three levels; asks once per level. */
    DPMPP_3S,
    /** DPM-Solver of second order, which extrapolates the noise and not the picture: for small guidance. */
    DPM_SOLVER_2M,
    /** DPM-Solver of third order, which extrapolates the noise and not the picture: for small guidance. */
    DPM_SOLVER_3M,
    /** DPM-Solver of third order on levels of its own, as many evaluations as steps. */
    DPM_FAST,
    /** DPM-Solver that chooses its own levels, as far apart as two orders agree; the steps do not count. */
    DPM_ADAPTIVE,
    /** Asks again half way and takes that slope: second order, at twice the time. */
    DPM2,
    /** The same with fresh noise in each step. */
    DPM2_ANCESTRAL,
    /** Adams-Bashforth: joins the slopes of up to four steps; good with 30 steps and more. */
    LMS,
    /** Joins the noises of up to four steps, as Stable Diffusion 1 did: good from 25 steps, asks once more than steps. */
    PLMS,
    /** The same after three steps of Runge-Kutta, as in its paper: asks nine times more than steps. */
    PNDM,
    /** The same from a plain first step on: for networks that are told an angle. */
    IPNDM,
    /** Joins the noises of up to three steps along the logarithm of sigma: good from 10 steps on. */
    DEIS,
    /** Predicts, and corrects with what the network says next at no cost: good from 5 steps on. For flows, too. */
    UNIPC,
    /** The same with another weight, for few steps without guidance. */
    UNIPC_BH1,
    /** Predicts and corrects, with fresh noise in the middle of the run: good from 15 steps on. */
    SA_SOLVER,
    /** For latent consistency models: jumps to the picture and noises it again; 2 to 8 steps. */
    LCM,
    /** For trajectory consistency models: jumps beyond the next level and noises back up to it; 2 to 8 steps. */
    TCD,
    /** For consistency models and distilled flows: jumps to the picture and noises it again; 1 to 4 steps. */
    CONSISTENCY,
    /** DDPM with the larger of its two variances: right for data that is all spread. */
    DDPM_LARGE,
    /** DDPM with the variance that the network puts out in a second half of its channels. */
    DDPM_LEARNED,
    /** DDPM with the network's choice between the two variances, as in guided diffusion and DiT. */
    DDPM_LEARNED_RANGE,
    /** What the model was published with, with its settings; those of this node are not used. */
    FROM_MODEL;

    private static final double TCD_GAMMA = 0.3;

    /** @param settings what the node says of the sampler */
    Sampler sampler(Settings settings, Sampler ofModel) {
        double fresh = settings.fresh();
        Churn churn = settings.churn() == 0 ? Churn.NONE : Churn.of(settings.churn());
        return switch (this) {
            case DDIM -> new Ddim(settings.eta());
            case DDPM -> Ddpm.SMALL_VARIANCE;
            case DDPM_LARGE -> Ddpm.LARGE_VARIANCE;
            case DDPM_LEARNED -> Ddpm.LEARNED_VARIANCE;
            case DDPM_LEARNED_RANGE -> Ddpm.LEARNED_RANGE;
            case EULER -> new Euler(churn);
            case HEUN -> new Heun(churn);
            case DPM2 -> new Dpm2(churn);
            case EULER_ANCESTRAL -> new EulerAncestral(fresh, 1);
            case DPM2_ANCESTRAL -> new Dpm2Ancestral(fresh, 1);
            case DPMPP_2S_ANCESTRAL -> new DpmTwoStageAncestral(fresh, 1);
            case DPMPP_SDE -> new DpmStochastic(fresh, 1, 0.5);
            case LCM -> Lcm.standard();
            case TCD -> new Tcd(TCD_GAMMA * fresh);
            case CONSISTENCY -> new Consistency();
            case FROM_MODEL -> ofModel;
            default -> solver(settings);
        };
    }

    private Sampler solver(Settings settings) {
        double fresh = settings.fresh();
        return switch (this) {
            case DPMPP_2M -> DpmMultistep.plusPlus(2, 0);
            case DPMPP_3M -> DpmMultistep.plusPlus(3, 0);
            case DPMPP_2M_SDE -> DpmMultistep.plusPlus(2, fresh);
            case DPMPP_3M_SDE -> DpmMultistep.plusPlus(3, fresh);
            case DPMPP_2S -> DpmSinglestep.plusPlus(2, 0);
            case DPMPP_3S -> DpmSinglestep.plusPlus(3, 0);
            case DPM_SOLVER_2M -> noiseMultistep(2);
            case DPM_SOLVER_3M -> noiseMultistep(3);
            case DPM_FAST -> DpmFast.plain();
            case DPM_ADAPTIVE -> new DpmAdaptive(settings.order(3, 3), 0.05, 0.0078, 0);
            case LMS -> new LinearMultistep(settings.order(4, 4));
            case PLMS -> new Pndm(false);
            case PNDM -> new Pndm(true);
            case IPNDM -> new ImprovedPndm();
            case DEIS -> new Deis(settings.order(2, 3), true);
            case UNIPC -> UniPc.of(settings.order(2, 4));
            case UNIPC_BH1 -> new UniPc(settings.order(2, 4), false, true, true, Set.of());
            case SA_SOLVER -> {
                int order = settings.order(2, 3);
                SaSolver.Tau tau = SaSolver.IN_THE_MIDDLE;
                yield new SaSolver(
                        order, order, new SaSolver.Tau(fresh * tau.amount(), tau.lowest(), tau.highest()), true);
            }
            default -> throw new IllegalStateException(this + " has no solver");
        };
    }

    private static Sampler noiseMultistep(int order) {
        return new DpmMultistep(order, new DpmStep.Epsilon(false, DpmForm.MIDPOINT), true, false);
    }

    /**
     * The node's numbers for samplers.
     *
     * @param eta of DDIM
     * @param fresh fresh noise in parts of what is usual
     * @param order of multistep methods, 0 for what is usual
     * @param churn S_churn of Karras et al. (2022)
     */
    record Settings(double eta, double fresh, int order, double churn) {
        int order(int usual, int most) {
            return order == 0 ? usual : Math.min(order, most);
        }
    }
}
