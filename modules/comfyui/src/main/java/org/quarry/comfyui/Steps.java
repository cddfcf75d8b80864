package org.quarry.comfyui;

import java.util.List;
import java.util.stream.Collectors;
import org.quarry.comfyui.ApiGraph.ApiNode;
import org.quarry.json.Json;
import org.quarry.node.NodeException;

/**
 * Which noise levels a run goes through.
 *
 * @param curve of Table schedule
 * @param given the levels, for the curve given
 * @param count how many steps a whole run has
 * @param denoise how much of a picture may change
 * @param start the first step that is made
 * @param end the step before which it ends, at most {@code count}
 * @param clean whether the noise that is left at the end is removed
 */
record Steps(String curve, List<Double> given, int count, double denoise, int start, int end, boolean clean) {
    private static final double WHOLE = 0.9999;

    Steps {
        given = List.copyOf(given);
    }

    static Steps of(String curve, int count, double denoise) {
        return new Steps(curve, List.of(), count, denoise, 0, count, false);
    }

    /** @param sigmas with the 0 at their end */
    static Steps given(List<Double> sigmas) {
        int count = sigmas.size() - 1;
        return new Steps("given", sigmas, count, 1, 0, count, false);
    }

    /** A part of these, counted from their start. */
    Steps part(int from, int to) {
        int last = Math.min(end, start + Math.min(to, count));
        return new Steps(curve, given, count, denoise, start + from, last, clean && last == end);
    }

    Steps cleaned() {
        return new Steps(curve, given, count, denoise, start, end, end < count);
    }

    /** @throws NodeException if there is no step at all */
    Steps checked(ApiNode sampler) {
        if (start < 0 || start >= end) {
            throw new NodeException(
                    "",
                    sampler + ": found start_at_step " + start + " and end_at_step " + end + " of " + count
                            + " steps, which leaves none; change them there and export anew");
        }
        return this;
    }

    int length() {
        return end - start;
    }

    boolean leavesNoise() {
        return end < count && !clean;
    }

    /** Whether the run may start at the noisiest level. */
    boolean fromTheTop() {
        return start == 0 && denoise > WHOLE;
    }

    void write(WorkflowText.Placed node) {
        node.set("curve", Json.of(curve)).set("steps", Json.of(count));
        if (denoise <= WHOLE) {
            node.set("denoise", Json.of(denoise));
        }
        if (start > 0) {
            node.set("start", Json.of(start));
        }
        if (end < count) {
            node.set("end", Json.of(end));
        }
        if (clean) {
            node.set("clean", Json.of(true));
        }
        if (!given.isEmpty()) {
            node.set("sigmas", Json.of(given.stream().map(Sigmas::written).collect(Collectors.joining(", "))));
        }
    }
}
