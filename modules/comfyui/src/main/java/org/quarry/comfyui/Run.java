package org.quarry.comfyui;

import org.quarry.comfyui.ApiGraph.ApiNode;
import org.quarry.node.NodeException;

/** Which steps of a schedule a KSamplerAdvanced goes: from start until before end. */
record Run(int start, int end, int steps) {
    private static final int NO_END = 10000;

    /** @throws NodeException if that is no step at all */
    static Run of(ApiNode sampler) {
        int steps = sampler.amount("steps", 20).intValue();
        int start = sampler.amount("start_at_step", 0).intValue();
        int end = Math.min(sampler.amount("end_at_step", NO_END).intValue(), steps);
        if (start < 0 || start >= end) {
            throw new NodeException(
                    "",
                    sampler + ": found start_at_step " + start + " and end_at_step " + end + " of " + steps
                            + " steps, which leaves none; change them there and export anew");
        }
        return new Run(start, end, steps);
    }

    double partBefore() {
        return (double) start / steps;
    }

    double partOfRest() {
        return (double) (end - start) / (steps - start);
    }
}
