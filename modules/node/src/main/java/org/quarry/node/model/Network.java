package org.quarry.node.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.quarry.tensor.Tensor;

/**
 * A loaded network. Nodes run it by {@link org.quarry.node.Call#run}; {@link #execute} is for those who implement
 * that.
 */
public interface Network {
    /** A name for messages and timings, as in {@code pocket/unet}. */
    String name();

    /** The inputs it declares. */
    List<NetworkPort> inputs();

    /** The outputs it declares. */
    List<NetworkPort> outputs();

    /** The input of a name, if there is one. */
    default Optional<NetworkPort> input(String name) {
        return inputs().stream().filter(port -> port.name().equals(name)).findFirst();
    }

    /** The input with the first of these names that it has, else its first input: exporters name them differently. */
    default NetworkPort inputLike(String... names) {
        return NetworkPort.like(inputs(), names);
    }

    /** The output with the first of these names that it has, else its first output: exporters name them differently. */
    default NetworkPort outputLike(String... names) {
        return NetworkPort.like(outputs(), names);
    }

    /**
     * Computes outputs. Inputs that a graph declares as optional, as those of a ControlNet are, may be left out. Values are converted to and from the declared element types; a single number fits a scalar as
     * well as a shape of ones.
     *
     * @param inputs by name
     * @param outputs which to compute; empty means all
     * @param cancellation stops the computation when it fires
     * @throws ModelException if an input is missing, unknown or of a wrong shape, or the runtime failed
     * @throws java.util.concurrent.CancellationException if it was stopped
     */
    Map<String, Tensor> execute(Map<String, Tensor> inputs, List<String> outputs, Cancellation cancellation);

    /** Tells a computation to stop. */
    interface Cancellation {
        /** Whether the run has been cancelled. */
        boolean cancelled();

        /**
         * Registers what is to be done at a cancellation; done at once if it has happened already.
         *
         * @return closes the registration, without ever throwing
         */
        Registration onCancel(Runnable action);

        /** A registration, ended by closing it. */
        interface Registration extends AutoCloseable {
            @Override
            void close();
        }
    }
}
