package org.quarry.node.testing;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.quarry.node.Effect;
import org.quarry.node.NodeFunction;
import org.quarry.node.NodeInfo;

/** What every node promises, tried with one record of inputs. */
final class Contract<I extends Record, O extends Record> {
    /** A node that takes longer has to ask whether its run was cancelled. */
    private static final double LONGEST_SILENCE_MILLIS = 1000;

    private final NodeFunction<I, O> node;
    private final TestCall surroundings;
    private final List<String> broken = new ArrayList<>();

    Contract(NodeFunction<I, O> node, TestCall surroundings) {
        this.node = node;
        this.surroundings = surroundings;
    }

    /** Tries all. @param in the inputs @return what the node gave @throws AssertionError that names each broken promise */
    O check(I in) {
        int inputs = in.hashCode();
        TestCall call = surroundings.fresh();
        long before = System.nanoTime();
        O out = node.run(in, call);
        double millis = (System.nanoTime() - before) / 1e6;
        complete(out);
        if (in.hashCode() != inputs) {
            broken.add("it changed its inputs; they are now " + in);
        }
        if (pure()) {
            O again = node.run(in, surroundings.fresh());
            if (!again.equals(out)) {
                broken.add("run twice with the same inputs, it gave " + out + " and then " + again);
            }
        }
        cancelled(in, call.questions(), millis);
        if (!broken.isEmpty()) {
            throw new AssertionError(node.getClass().getSimpleName() + ": " + String.join("; ", broken));
        }
        return out;
    }

    private boolean pure() {
        NodeInfo info = node.getClass().getAnnotation(NodeInfo.class);
        return info == null || info.effect() == Effect.NONE || info.effect() == Effect.READS;
    }

    private void complete(O out) {
        if (out == null) {
            throw new AssertionError(node.getClass().getSimpleName() + ": it gave null instead of a record of outputs");
        }
        for (RecordComponent component : out.getClass().getRecordComponents()) {
            if (value(component, out) == null) {
                broken.add("its output '" + component.getName() + "' is null");
            }
        }
    }

    private static @Nullable Object value(RecordComponent component, Record out) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(out);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("cannot read output '" + component.getName() + "'", e);
        }
    }

    private void cancelled(I in, long questions, double millis) {
        if (questions == 0) {
            if (millis > LONGEST_SILENCE_MILLIS) {
                broken.add("it ran for %.0f ms without asking whether the run was cancelled".formatted(millis));
            }
            return;
        }
        try {
            node.run(in, surroundings.fresh().cancelledAfter((int) Math.min(questions - 1, Integer.MAX_VALUE)));
            broken.add("it gave outputs although the run was cancelled when it asked for the last time");
        } catch (CancellationException e) {
            // As it should be.
        }
    }
}
