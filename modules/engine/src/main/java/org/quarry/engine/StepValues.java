package org.quarry.engine;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.quarry.node.Step;
import org.quarry.workflow.Socket;

/** What stood on a driver's per-step wires at one of its steps. */
public final class StepValues {
    private final Region region;
    private final Step step;
    private final @Nullable Record[] outs;
    private final double millis;
    private final double networkMillis;

    StepValues(Region region, Step step, @Nullable Record[] outs, double millis, double networkMillis) {
        this.region = region;
        this.step = step;
        this.outs = outs;
        this.millis = millis;
        this.networkMillis = networkMillis;
    }

    /** The node that evaluated the wires. */
    public String driver() {
        return region.driverName();
    }

    /** Where it stood, with the sample that the nodes saw. */
    public Step step() {
        return step;
    }

    /** How long the evaluation took, in milliseconds. */
    public double millis() {
        return millis;
    }

    /** How much of that was spent inside networks. */
    public double networkMillis() {
        return networkMillis;
    }

    /** An output of a per-step node; empty if the node was not needed at this step, or is none of this driver's. */
    public Optional<Object> value(String node, String port) {
        int local = region.localOf(node);
        Record out = local < 0 ? null : outs[local];
        return out == null ? Optional.empty() : RecordShape.of(out.getClass()).value(out, port);
    }

    /** All outputs of all nodes that were computed at this step. */
    public Map<Socket, Object> values() {
        Map<Socket, Object> values = new LinkedHashMap<>();
        for (int local = 0; local < outs.length; local++) {
            Record out = outs[local];
            if (out != null) {
                String node = region.name(local);
                RecordShape.of(out.getClass())
                        .values(out)
                        .forEach((port, value) -> values.put(new Socket(node, port), value));
            }
        }
        return values;
    }

    /** The bytes that keeping it costs. */
    long bytes() {
        long bytes = Sizes.of(step.sample());
        for (Record out : outs) {
            bytes += out == null ? 0 : Sizes.of(out);
        }
        return bytes;
    }
}
