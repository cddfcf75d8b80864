package org.quarry.nodes.textencoder;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.quarry.node.Call;
import org.quarry.node.NodeException;
import org.quarry.node.model.ModelException;
import org.quarry.node.model.Network;
import org.quarry.node.model.NetworkPort;
import org.quarry.node.model.Tokens;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

/**
 * One text encoder of a model.
 *
 * @param component which one, as the model calls it
 * @param padding turns the tokenizer's chunks into those that this network was trained on
 */
record Encoder(String component, Network network, UnaryOperator<List<List<Integer>>> padding, Call call) {
    private static final String ADDED = "added_token_vectors";
    private static final String LAST = "last_hidden_state";

    Encoder(String component, Network network, Call call) {
        this(component, network, chunks -> chunks, call);
    }

    /** A prompt's states {@code [1, tokens, width]}, weighed, and the pooled text {@code [1, width]} of its first chunk. */
    record Pooled(Tensor states, Tensor pooled) {}

    /** The states alone. @param output by the network's own name */
    Tensor states(Tokens tokens, String output) {
        return weighed(tokens, runs(tokens, tokens.chunks(), output), output);
    }

    /** Both, of one run for each chunk; the pooled text is not weighed. */
    Pooled pooled(Tokens tokens, String output, String pooledOutput) {
        require(pooledOutput);
        List<Map<String, Tensor>> runs = runs(tokens, tokens.chunks(), output, pooledOutput);
        return new Pooled(weighed(tokens, runs, output), joined(runs.subList(0, 1), pooledOutput));
    }

    /** Of the last layer, after its norm. */
    String lastHiddenState() {
        return network.outputLike(LAST).name();
    }

    /** How many hidden states it gives: state 0 is the embedding, the last one has the number of the encoder's last layer. */
    int hiddenStates() {
        long states = network.outputs().stream()
                .map(NetworkPort::name)
                .filter(name -> name.startsWith("hidden_states."))
                .count();
        if (states < 2) {
            throw new ModelException(
                    network.name() + " does not give its hidden states, which its family is steered by;"
                            + " its outputs are " + network.outputs()
                            + "; export the model again with hidden states, as Optimum does");
        }
        return (int) states;
    }

    boolean gives(String output) {
        return network.outputs().stream().anyMatch(port -> port.name().equals(output));
    }

    private void require(String output) {
        if (!gives(output)) {
            throw new ModelException(network.name() + " does not give '" + output
                    + "', which its family is steered by; its outputs are " + network.outputs()
                    + "; export the model again, as Optimum does");
        }
    }

    private Tensor weighed(Tokens tokens, List<Map<String, Tensor>> runs, String output) {
        return sideBySide(tokens.emphasis()
                .apply(joined(runs, output), chunk -> joined(runs(tokens, List.of(chunk), output), output)));
    }

    /** One chunk at a time: not every exported encoder takes a batch. */
    private List<Map<String, Tensor>> runs(Tokens prompt, List<List<Integer>> chunks, String... outputs) {
        Map<String, Tensor> inputs = new HashMap<>(learned(prompt));
        String input = network.inputLike("input_ids").name();
        List<Map<String, Tensor>> runs = new ArrayList<>();
        for (List<Integer> chunk : padding.apply(chunks)) {
            inputs.put(input, new Tokens("", List.of(chunk)).ids());
            runs.add(call.run(network, Map.copyOf(inputs), outputs));
        }
        return runs;
    }

    /** What the prompt's learned words mean to this encoder. */
    private Map<String, Tensor> learned(Tokens prompt) {
        Tensor vectors = prompt.added().get(component);
        if (prompt.added().isEmpty()) {
            return Map.of();
        } else if (vectors == null || network.input(ADDED).isEmpty()) {
            throw new NodeException(
                    "tokens",
                    "the prompt has learned words for " + prompt.added().keySet() + " of another model, and "
                            + network.name() + " does not know them; link the Tokenizer to the same Load model");
        }
        return Map.of(ADDED, vectors);
    }

    private static Tensor joined(List<Map<String, Tensor>> runs, String output) {
        return Tensor.concatenate(runs.stream()
                .map(run -> Objects.requireNonNull(run.get(output), output))
                .toList());
    }

    /** Chunks {@code [n, L, D]} as one prompt {@code [1, n·L, D]}; in memory they are that already. */
    private static Tensor sideBySide(Tensor chunks) {
        Shape shape = chunks.shape();
        return chunks.reshaped(Shape.of(1, shape.size(0) * shape.size(1), shape.size(2)));
    }
}
