package org.quarry.node;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A node: a pure function from a record to a record. The components of {@code I} are its inputs and parameters, those
 * of {@code O} its outputs. The class has a public constructor without arguments and no state.
 *
 * <pre>{@code
 * @NodeInfo(id = "acme:brighten", version = 1, name = "Brighten", category = "Picture", doc = """
 *         Multiplies every colour by a factor.""")
 * public final class Brighten implements NodeFunction<Brighten.In, Brighten.Out> {
 *     public record In(
 *             @Port(doc = "The picture to change") Picture picture,
 *             @Param(doc = "1 leaves it as it is", value = 1.2, min = 0, max = 4) double factor) {}
 *
 *     public record Out(@Port(doc = "The brighter picture") Picture picture) {}
 *
 *     @Override public Out run(In in, Call call) {
 *         return new Out(new Picture(in.picture().pixels().times(in.factor())));
 *     }
 * }
 * }</pre>
 *
 * <p><b>Component types of inputs.</b> {@code T}: a wire that must be there. {@code Optional<T>}: may stay unlinked.
 * {@code List<T>}: takes any number of wires, in order, each a T or a list of T. {@link PerStep PerStep&lt;T&gt;}:
 * makes the node a driver. {@link Lazy Lazy&lt;T&gt;}: computed only when asked for. {@link Step}: no port, but the
 * current denoising step; a node with one is per step. {@code @Previous Optional<O>}: no port, but this node's own
 * previous outputs. {@code T} is a class or record without type arguments, {@code boolean}, {@code int}, {@code long}
 * or {@code double}; inside another type these four stand boxed, as in {@code Optional<Double>}. An output is a {@code
 * T} or a {@code List<T>}. Parameters, marked {@link Param}: {@code boolean}, {@code int}, {@code long}, {@code
 * double}, {@code String}, {@link java.nio.file.Path} or an enum.
 *
 * @param <I> the record of inputs
 * @param <O> the record of outputs
 */
public interface NodeFunction<I extends Record, O extends Record> {
    /**
     * Computes the outputs. Called from any thread, by several at once.
     *
     * @throws NodeException if the user can mend the cause
     * @throws org.quarry.node.model.ModelException if a model or its runtime failed
     * @throws java.util.concurrent.CancellationException if the run was cancelled
     */
    O run(I in, Call call);

    /**
     * Looks, before anything is computed, whether the node will be able to do its work. Called at the beginning of a run
     * for the nodes that the run is for. Override it where the end of a long run would be too late to find out, as where a
     * file may not be replaced.
     *
     * @param known the values of its parameters, by name; without those that are linked, as nobody knows them yet
     * @throws NodeException if the user can mend the cause
     */
    default void foresee(Map<String, Object> known) {}

    /**
     * Computes the outputs of several nodes of this type that are ready at the same step. Override it where one call
     * for all is cheaper than one call each, as for networks that take a batch. Results must be those of {@link #run}
     * within float tolerance.
     *
     * @param ins at least one
     * @return the outputs in the order of the inputs
     */
    default List<O> runAll(List<I> ins, Call call) {
        List<O> outs = new ArrayList<>();
        for (I in : ins) {
            outs.add(run(in, call));
        }
        return outs;
    }

    /**
     * Carries the inputs of a node saved by an older version one version forward.
     *
     * @param inputs name to value: {@code String}, {@code Boolean}, {@code Long}, {@code Double}, or an opaque object
     *     that stands for a wire and may be kept, renamed or dropped
     * @param version the version to migrate from; the result is of {@code version + 1}
     * @return the inputs under their new names
     */
    default Map<String, Object> migrate(Map<String, Object> inputs, int version) {
        return inputs;
    }

    /**
     * The name in {@code version + 1} of an output port of {@code version}, for wires that start there.
     */
    default String migrateOutput(String port, int version) {
        return port;
    }
}
