package org.quarry.diffusion;

/** The samplers that are measured, with their usual settings. */
public enum Measured {
    DDIM(new Ddim()),
    DDIM_ETA(new Ddim(1)),
    DDPM(Ddpm.SMALL_VARIANCE),
    EULER(new Euler()),
    EULER_ANCESTRAL(new EulerAncestral()),
    HEUN(new Heun()),
    HEUN_CHURN(new Heun(Churn.of(10))),
    DPM2(new Dpm2()),
    DPM2_ANCESTRAL(new Dpm2Ancestral()),
    LMS(new LinearMultistep(4)),
    PLMS(new Pndm(false)),
    PNDM(new Pndm(true)),
    IPNDM(new ImprovedPndm()),
    DPMPP_2M(DpmMultistep.plusPlus(2, 0)),
    DPMPP_3M(DpmMultistep.plusPlus(3, 0)),
    DPMPP_2M_SDE(DpmMultistep.plusPlus(2, 1)),
    DPMPP_3M_SDE(DpmMultistep.plusPlus(3, 1)),
    DPMPP_2S(DpmSinglestep.plusPlus(2, 0)),
    DPMPP_3S(DpmSinglestep.plusPlus(3, 0)),
    DPMPP_2S_ANCESTRAL(new DpmTwoStageAncestral()),
    DPMPP_SDE(new DpmStochastic()),
    DPM_FAST(DpmFast.plain()),
    DPM_ADAPTIVE(DpmAdaptive.standard()) {
        @Override
        int steps(int evaluations) {
            return evaluations / 3;
        }
    },
    DEIS(new Deis(3, true)),
    UNIPC_2(UniPc.of(2)),
    UNIPC_3(UniPc.of(3)),
    SA_SOLVER(SaSolver.standard()),
    LCM(Lcm.standard()),
    TCD(new Tcd(0.3)),
    CONSISTENCY(new Consistency());

    /** Steps of the schedule that all runs have. */
    static final int STEPS = 20;

    private final Sampler sampler;

    Measured(Sampler sampler) {
        this.sampler = sampler;
    }

    Sampler sampler() {
        return sampler;
    }

    /** The steps of a run: those of its schedule, or those that the sampler itself chose. */
    int steps(int evaluations) {
        return STEPS;
    }
}
