package org.quarry.node;

import java.util.Map;
import org.quarry.node.model.Model;
import org.quarry.node.model.ModelException;
import org.quarry.node.model.ModelRequest;
import org.quarry.node.model.Network;
import org.quarry.tensor.Picture;
import org.quarry.tensor.Tensor;

/** What a running node may ask of its surroundings: models and networks, progress, previews, cancellation. */
public interface Call {
    /**
     * Opens a model by the name under which the models folder or a module offers it.
     *
     * @throws org.quarry.node.model.ModelException if there is none, or it cannot be read; the message names those
     *     there are
     */
    Model model(String name);

    /**
     * Opens a model with parts of others in place of its own.
     *
     * @throws org.quarry.node.model.ModelException if one of them is not there, or parts do not belong together
     */
    default Model model(ModelRequest request) {
        if (request.plain()) {
            return model(request.name());
        }
        throw new ModelException("model '" + request.name() + "' cannot be put together from parts here");
    }

    /**
     * Runs a network. The one way to do it: cancellation, timing and reports hang on it.
     *
     * @param inputs by the network's own names; whole numbers are given as floats and converted to what the network
     *     declares
     * @param outputs the outputs to compute, by name; none means all
     * @return the outputs by name
     * @throws org.quarry.node.model.ModelException if an input is missing or of a wrong shape, or the runtime failed
     * @throws java.util.concurrent.CancellationException if the run was cancelled meanwhile
     */
    Map<String, Tensor> run(Network network, Map<String, Tensor> inputs, String... outputs);

    /**
     * Runs a network for one of its outputs.
     *
     * @see #run
     */
    default Tensor runOne(Network network, Map<String, Tensor> inputs, String output) {
        Tensor value = run(network, inputs, output).get(output);
        if (value == null) {
            throw new IllegalStateException(network.name() + " was asked for '" + output + "' and did not give it");
        }
        return value;
    }

    /** Computes several lazy inputs together, so that nodes among them that share a network run as one batch. */
    void demand(Lazy<?>... inputs);

    /** Reports how far this node has come. @param done from 0 @param total at least 1 */
    void progress(int done, int total);

    /** Shows an intermediate picture. */
    void preview(Picture picture);

    /** Tells the user one fact in a sentence, as in {@code "31.2 dB between the two pictures"}. */
    void report(String sentence);

    /**
     * Returns at once unless the run was cancelled. Call it in loops that take longer than a tenth of a second.
     *
     * @throws java.util.concurrent.CancellationException if the run was cancelled
     */
    void checkCancelled();

    /**
     * Texts that say how the values at hand came about, to be stored with a result: {@code workflow}, the workflow
     * file, {@code receipt}, versions, seeds and hashes up to here, and, where there is one, {@code seed}, the first seed of
     * all.
     */
    Map<String, String> provenance();
}
