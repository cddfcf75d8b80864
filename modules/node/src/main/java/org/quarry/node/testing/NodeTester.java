package org.quarry.node.testing;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.quarry.node.Lazy;
import org.quarry.node.NodeFunction;
import org.quarry.node.PerStep;
import org.quarry.node.Step;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

/**
 * Runs one node with given values. Inputs are named as in a workflow file, defaults are those of the declaration, and a
 * plain value is wrapped where the node wants an {@code Optional}, a {@code List}, a {@link Lazy} or a {@link PerStep}.
 * Immutable: {@link #with} gives another tester, so several tests can start from one.
 *
 * @param <I> the node's record of inputs
 * @param <O> the node's record of outputs
 */
public final class NodeTester<I extends Record, O extends Record> {
    private static final Step FIRST = new Step(Tensor.filled(Shape.of(1, 1, 1, 1), 0), 0, 1, 0, 0, 1);

    private final NodeFunction<I, O> node;
    private final InputRecord<I> record;
    private final Map<String, Object> values;
    private final Step step;
    private final TestCall call;

    private NodeTester(
            NodeFunction<I, O> node, InputRecord<I> record, Map<String, Object> values, Step step, TestCall call) {
        this.node = node;
        this.record = record;
        this.values = Map.copyOf(values);
        this.step = step;
        this.call = call;
    }

    /** A tester of a node, with nothing linked and all parameters at their defaults. */
    public static <I extends Record, O extends Record> NodeTester<I, O> of(NodeFunction<I, O> node) {
        return new NodeTester<>(node, InputRecord.of(node), Map.of(), FIRST, new TestCall());
    }

    /**
     * Sets an input or a parameter.
     *
     * @throws IllegalArgumentException if the node has no such input or the value does not fit it
     */
    public NodeTester<I, O> with(String input, Object value) {
        RecordComponent component = record.component(input);
        Map<String, Object> changed = new LinkedHashMap<>(values);
        changed.put(input, InputRecord.fitted(component, value));
        return new NodeTester<>(node, record, changed, step, call);
    }

    /** Sets a per-step input by what it is at each step. */
    public NodeTester<I, O> with(String input, PerStep<?> value) {
        return with(input, (Object) value);
    }

    /** Sets a lazy input; a {@link TestLazy} tells afterwards whether it was asked for. */
    public NodeTester<I, O> with(String input, Lazy<?> value) {
        return with(input, (Object) value);
    }

    /** Sets the current step; without it a node stands at the only step of a run, with an empty sample. */
    public NodeTester<I, O> at(Step current) {
        return new NodeTester<>(node, record, values, current, call);
    }

    /** Sets what the node gave the last time; without it, it is the first time. */
    public NodeTester<I, O> after(O previous) {
        return with(record.previous().getName(), previous);
    }

    /** Sets the surroundings; without it they are a new {@link TestCall}. */
    public NodeTester<I, O> calling(TestCall surroundings) {
        return new NodeTester<>(node, record, values, step, surroundings);
    }

    /**
     * The record of inputs that {@link #run} gives to the node.
     *
     * @throws IllegalArgumentException if an input that must be linked is not set
     */
    public I in() {
        return record.with(values, step);
    }

    /**
     * Runs the node once. What it throws comes through.
     *
     * @throws IllegalArgumentException if an input that must be linked is not set
     */
    public O run() {
        return node.run(in(), call);
    }

    /**
     * Checks that the node is a pure function: run twice with the same inputs, it gives equal outputs and leaves the
     * inputs as they were.
     *
     * @return the outputs
     * @throws AssertionError if not
     */
    public O runPure() {
        I in = in();
        int inputs = in.hashCode();
        O first = node.run(in, call);
        O second = node.run(in, call);
        if (!first.equals(second)) {
            throw new AssertionError("run twice with the same inputs, the node gave " + first + " and then " + second);
        }
        if (in.hashCode() != inputs) {
            throw new AssertionError("the node changed its inputs; they are now " + in);
        }
        return second;
    }

    /**
     * Checks what every node promises, with the values set here: its outputs are all there; its inputs stay as they were;
     * unless it shows or writes something, it gives equal outputs when it is run again; it gives none when the run is
     * cancelled where it asks for that; and it asks if it takes longer than a second.
     *
     * @return the outputs
     * @throws AssertionError that names each broken promise
     */
    public O keepsItsContract() {
        return new Contract<>(node, call).check(in());
    }

    /**
     * Runs this node together with others of its type by {@link NodeFunction#runAll}.
     *
     * @return the outputs, this one's first
     */
    public List<O> runTogetherWith(List<NodeTester<I, O>> others) {
        List<I> ins = new ArrayList<>(List.of(in()));
        others.forEach(other -> ins.add(other.in()));
        return node.runAll(ins, call);
    }
}
