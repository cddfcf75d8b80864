package org.quarry.diffusion;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.quarry.tensor.Noise;
import org.quarry.tensor.Tensor;

/** One run of a scheduler of Diffusers, done again with our samplers, in double. */
final class ReferenceRun {
    /** Those whose samples are x/signal. */
    private static final List<String> UNSCALED = List.of(
            "euler",
            "euler_ancestral",
            "heun",
            "lms",
            "kdpm2",
            "kdpm2_ancestral",
            "dpmsolver_sde",
            "edm_euler",
            "edm_dpmsolver",
            "consistency_models");

    private final Golden golden;
    private final Schedule schedule;
    private final Sampler sampler;
    private final List<Tensor> samples = new ArrayList<>();
    private final List<Double> told = new ArrayList<>();
    private final List<Tensor> drawn = new ArrayList<>();

    ReferenceRun(Golden golden) {
        this.golden = golden;
        this.schedule = ReferenceSchedule.of(golden);
        this.sampler = ReferenceSampler.of(golden);
        run();
    }

    static boolean unscaled(Golden golden) {
        return UNSCALED.contains(golden.scheduler());
    }

    /** The sample after each call of the network, in the reference's scale. */
    List<Tensor> samples() {
        return samples.subList(1, samples.size());
    }

    /** What the network was told at each call. */
    List<Double> told() {
        return told;
    }

    private void run() {
        Prediction prediction = schedule.prediction();
        Denoiser network = (x, at) -> prediction.clean(
                Golden.closedForm(before(x, at), schedule.at(at.index()).sigma() == at.sigma() ? at : told(at)), x, at);
        Denoiser recording = (x, at) -> {
            told.add(told(at).timestep());
            samples.add(inReferenceScale(before(x, at), told(at)));
            return inpainted(network.denoise(x, at));
        };
        Tensor last = golden.scheduler().equals("lms") && golden.has("start")
                ? multistepOfCutRun(recording)
                : sampler.sample(recording, start(), schedule, noise());
        samples.add(inReferenceScale(last, schedule.end()));
    }

    /**
     * Diffusers' LMS weights as if the steps that were cut off had been taken, but has no slopes of them: as if they had
     * been 0.
     */
    private Tensor multistepOfCutRun(Denoiser recording) {
        Schedule whole = ReferenceSchedule.whole(golden);
        Denoiser still = (x, at) -> at.index() < schedule.skipped()
                ? x.times(1 / at.signal())
                : recording.denoise(x, at.inStep(at.index() - schedule.skipped()));
        Tensor y = start().times(1 / schedule.at(0).signal());
        return sampler.sample(still, y.times(whole.at(0).signal()), whole, noise());
    }

    /** With churn, Diffusers asks the network before the noise is added. */
    private Level told(Level at) {
        return churned() ? schedule.at(at.index()) : at;
    }

    private Tensor before(Tensor x, Level at) {
        Level level = schedule.at(at.index());
        if (!churned() || level.sigma() == at.sigma()) {
            return x;
        }
        double added = Math.sqrt(at.sigma() * at.sigma() - level.sigma() * level.sigma())
                * golden.part("step_args").number("s_noise");
        return x.mix(1 / at.signal(), drawn.get(drawn.size() - 1), -added).times(level.signal());
    }

    private boolean churned() {
        return golden.part("step_args").has("s_churn");
    }

    private Tensor start() {
        Tensor given = golden.precise("x");
        return golden.has("start")
                ? ForwardProcess.jump(given, golden.precise(noises().get(0)), schedule.at(0))
                : schedule.start(given);
    }

    /** Repainting: outside the mask, the clean sample is known. */
    private Tensor inpainted(Tensor clean) {
        if (!golden.text("kind").equals("inpaint")) {
            return clean;
        }
        Tensor mask = mask();
        Tensor known = golden.precise("x").combine(mask, (value, inside) -> value * (1 - inside));
        return clean.combine(mask, (value, inside) -> value * inside).plus(known);
    }

    private Tensor mask() {
        return golden.precise(golden.part("start").members().get("mask"));
    }

    private Tensor inReferenceScale(Tensor x, Level at) {
        return unscaled(golden) ? x.times(1 / at.signal()) : x;
    }

    /** A class may draw and multiply by 0, where ours do not draw: so a draw is found by its step, but for churn. */
    private Noise noise() {
        Iterator<Object> inOrder = noises().iterator();
        Map<Integer, Iterator<Double>> byStep = new HashMap<>();
        return wanted -> {
            Object draw = churned()
                    ? inOrder.next()
                    : noises().get(byStep.computeIfAbsent(samples.size() - 1, this::drawsOfStep)
                            .next()
                            .intValue());
            drawn.add(golden.precise(draw));
            return drawn.get(drawn.size() - 1);
        };
    }

    private Iterator<Double> drawsOfStep(int step) {
        return golden.parts("steps").get(step).numbers("noise").iterator();
    }

    @SuppressWarnings("unchecked")
    private List<Object> noises() {
        return (List<Object>) golden.members().get("noise");
    }

    /** The largest difference from the listed samples of one version of the reference. */
    double error(Map<Integer, Tensor> listed) {
        double worst = 0;
        for (Map.Entry<Integer, Tensor> entry : listed.entrySet()) {
            boolean last = entry.getKey() == samples().size() - 1;
            UnaryOperator<Tensor> compared = compared(last);
            Tensor ours = compared.apply(samples().get(entry.getKey()));
            worst = Math.max(worst, Golden.difference(ours, compared.apply(entry.getValue())));
        }
        return worst;
    }

    /**
     * Diffusers blends samples, we blend x₀: equal where the mask is 0 or 1. Diffusers ends with the given picture itself.
     */
    private UnaryOperator<Tensor> compared(boolean last) {
        if (!golden.text("kind").equals("inpaint")) {
            return UnaryOperator.identity();
        }
        Tensor factor = mask().map(inside -> inside == 1 || (inside == 0 && !last) ? 1 : 0);
        return tensor -> tensor.combine(factor, (value, counts) -> value * counts);
    }
}
