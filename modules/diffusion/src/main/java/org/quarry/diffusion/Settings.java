package org.quarry.diffusion;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The entries of a {@code scheduler_config.json}, and which of them were asked for. */
final class Settings {
    private static final String CLASS = "_class_name";

    private final Map<String, ?> entries;
    private final Set<String> asked = new TreeSet<>();

    Settings(Map<String, ?> entries) {
        this.entries = entries;
    }

    /** The scheduler, without "Scheduler" and the like: DDIM, EulerDiscrete. */
    String scheduler() {
        return text(CLASS, "DDIMScheduler").replaceFirst("(Parallel)?Scheduler$", "");
    }

    /** What nobody asked for; keys that begin with an underscore are the file's own affair. */
    Set<String> unread() {
        Set<String> unread = new TreeSet<>(entries.keySet());
        unread.removeIf(key -> asked.contains(key) || key.startsWith("_"));
        return unread;
    }

    String text(String key, String standard) {
        return value(key) instanceof String text ? text : standard;
    }

    boolean flag(String key, boolean standard) {
        return value(key) instanceof Boolean flag ? flag : standard;
    }

    /** Python writes {@code null} for what is not set, and {@code -Infinity}, which may come as a text. */
    double number(String key, double standard) {
        Object value = value(key);
        if (value == null) {
            return standard;
        } else if (value instanceof String text && text.matches("-?Infinity")) {
            return Double.parseDouble(text);
        }
        return asNumber(key, value);
    }

    int whole(String key, int standard) {
        return (int) number(key, standard);
    }

    List<Double> numbers(String key) {
        return value(key) instanceof List<?> list
                ? list.stream().map(each -> asNumber(key, each)).toList()
                : List.of();
    }

    private @Nullable Object value(String key) {
        asked.add(key);
        return entries.get(key);
    }

    private static double asNumber(String key, Object value) {
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        throw unknown(key, value, "a number");
    }

    static IllegalArgumentException unknown(String key, Object found, String wanted) {
        return new IllegalArgumentException(
                "scheduler_config.json, '" + key + "': found '" + found + "', wanted " + wanted);
    }

    IllegalArgumentException unknownScheduler() {
        return unknown(
                CLASS,
                text(CLASS, ""),
                "one of DDPMScheduler, DDIMScheduler, PNDMScheduler, IPNDMScheduler, EulerDiscreteScheduler,"
                        + " EulerAncestralDiscreteScheduler, HeunDiscreteScheduler, LMSDiscreteScheduler,"
                        + " KDPM2DiscreteScheduler, KDPM2AncestralDiscreteScheduler, DPMSolverMultistepScheduler,"
                        + " DPMSolverSinglestepScheduler, DPMSolverSDEScheduler, DEISMultistepScheduler,"
                        + " UniPCMultistepScheduler, SASolverScheduler, LCMScheduler, TCDScheduler,"
                        + " CMStochasticIterativeScheduler, EDMEulerScheduler, EDMDPMSolverMultistepScheduler,"
                        + " FlowMatchEulerDiscreteScheduler, FlowMatchHeunDiscreteScheduler, FlowMatchLCMScheduler");
    }
}
