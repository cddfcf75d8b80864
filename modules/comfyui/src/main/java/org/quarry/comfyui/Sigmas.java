package org.quarry.comfyui;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.regex.Pattern;
import org.quarry.comfyui.ApiGraph.ApiNode;

/** Noise levels that nodes of ComfyUI compute of their settings alone, without a model; each list ends with 0. */
final class Sigmas {
    /** More digits than the single precision that they are used in. */
    private static final MathContext DIGITS = new MathContext(10);

    /** As many as ComfyUI's nodes take. */
    private static final int MOST_STEPS = 10_000;

    private static final Pattern NUMBER = Pattern.compile("[-+]?(?:\\d*\\.?\\d+)(?:[eE][-+]?\\d+)?");

    /** Sabour et al. (2024), "Align Your Steps": ten steps, published with the paper. */
    private static final Map<String, List<Double>> ALIGNED = Map.of(
            "SD1",
            List.of(
                    14.6146412293,
                    6.4745760956,
                    3.8636745985,
                    2.6946151520,
                    1.8841921177,
                    1.3943805092,
                    0.9642583904,
                    0.6523686016,
                    0.3977456272,
                    0.1515232662,
                    0.0291671582),
            "SDXL",
            List.of(
                    14.6146412293,
                    6.3184485287,
                    3.7681790315,
                    2.1811480769,
                    1.3405244945,
                    0.8620721141,
                    0.5550693289,
                    0.3798540708,
                    0.2332364134,
                    0.1114188177,
                    0.0291671582));

    private Sigmas() {}

    static String written(double sigma) {
        return new BigDecimal(sigma).round(DIGITS).stripTrailingZeros().toPlainString();
    }

    /** Karras et al. (2022), eq. 5. */
    static List<Double> karras(ApiNode node, Values values) {
        double rho = values.amount(node, "rho", 7).doubleValue();
        double top = Math.pow(highest(node, values), 1 / rho);
        double bottom = Math.pow(lowest(node, values), 1 / rho);
        return curve(steps(node, values), progress -> Math.pow(top + progress * (bottom - top), rho));
    }

    /** k-diffusion: ln σ falls as a power of the way that is left. */
    static List<Double> polyexponential(ApiNode node, Values values) {
        double rho = values.amount(node, "rho", 1).doubleValue();
        double bottom = Math.log(lowest(node, values));
        double height = Math.log(highest(node, values)) - bottom;
        return curve(steps(node, values), progress -> Math.exp(Math.pow(1 - progress, rho) * height + bottom));
    }

    /** Song et al. (2021), eq. 33: the continuous variance-preserving path. */
    static List<Double> variancePreserving(ApiNode node, Values values) {
        double range = values.amount(node, "beta_d", 19.9).doubleValue();
        double least = values.amount(node, "beta_min", 0.1).doubleValue();
        double shortest = values.amount(node, "eps_s", 0.001).doubleValue();
        return curve(steps(node, values), progress -> {
            double t = 1 + progress * (shortest - 1);
            return Math.sqrt(Math.expm1(range * t * t / 2 + least * t));
        });
    }

    /** The published levels, ln σ linear between them for other numbers of steps; the last of them is 0. */
    static List<Double> aligned(ApiNode node, Values values) {
        List<Double> levels =
                ALIGNED.getOrDefault(values.text(node, "model_type", "SD1"), ALIGNED.getOrDefault("SD1", List.of()));
        int steps = steps(node, values);
        List<Double> sigmas = new ArrayList<>();
        for (int i = 0; i <= steps; i++) {
            double place = (double) i / steps * (levels.size() - 1);
            int below = Math.min((int) place, levels.size() - 2);
            double part = place - below;
            sigmas.add(Math.exp((1 - part) * Math.log(levels.get(below)) + part * Math.log(levels.get(below + 1))));
        }
        sigmas.set(steps, 0.0);
        double denoise =
                Math.max(0, Math.min(1, values.amount(node, "denoise", 1).doubleValue()));
        int kept = (int) Math.rint(steps * denoise);
        return sigmas.subList(steps - kept, steps + 1);
    }

    /** Numbers in a text, whatever stands between them. */
    static List<Double> inText(String text) {
        return NUMBER.matcher(text)
                .results()
                .map(found -> Double.valueOf(found.group()))
                .toList();
    }

    private static List<Double> curve(int steps, DoubleUnaryOperator sigma) {
        double[] sigmas = new double[steps + 1];
        for (int i = 0; i < steps; i++) {
            sigmas[i] = sigma.applyAsDouble(steps == 1 ? 0 : (double) i / (steps - 1));
        }
        return Collections.unmodifiableList(Arrays.stream(sigmas).boxed().toList());
    }

    private static int steps(ApiNode node, Values values) {
        return Math.max(1, Math.min(MOST_STEPS, values.whole(node, "steps", 20)));
    }

    private static double highest(ApiNode node, Values values) {
        return values.amount(node, "sigma_max", 14.614642).doubleValue();
    }

    private static double lowest(ApiNode node, Values values) {
        return values.amount(node, "sigma_min", 0.0291675).doubleValue();
    }
}
