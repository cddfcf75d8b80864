package org.quarry.nodes.textencoder;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.quarry.node.Call;
import org.quarry.node.model.Conditioning;
import org.quarry.node.model.ConditioningSource;
import org.quarry.node.model.Model;
import org.quarry.node.model.ModelException;
import org.quarry.node.model.Network;
import org.quarry.node.model.NetworkPort;
import org.quarry.node.model.Tokens;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

/** Runs the text encoders of a model in the way that its family was trained with. */
final class TextEncoding {
    private final Model model;
    private final Call call;

    TextEncoding(Model model, Call call) {
        this.model = model;
        this.call = call;
    }

    Conditioning encode(Tokens tokens, EmptyPrompt empty) {
        if (!model.conditioning().isEmpty()) {
            return encodeAsDeclared(tokens);
        }
        refuseUnknownFamilies();
        Conditioning conditioning =
                two() ? encodeByTwo(tokens) : new Conditioning(Map.of("encoder_hidden_states", encodeByOne(tokens)));
        return tokens.text().isBlank() && empty.zeros(model) ? zeros(conditioning) : conditioning;
    }

    /** Stable Diffusion 1 and 2: the last hidden state of the one encoder. */
    private Tensor encodeByOne(Tokens tokens) {
        Network encoder = model.network("text_encoder");
        return encode(tokens, encoder, encoder.outputLike("last_hidden_state").name());
    }

    /** As the module says that brings the model's family. */
    private Conditioning encodeAsDeclared(Tokens tokens) {
        Map<String, Tensor> inputs = new TreeMap<>();
        for (ConditioningSource source : model.conditioning()) {
            inputs.put(source.input(), encode(tokens, model.network(source.component()), source.output()));
        }
        return new Conditioning(inputs);
    }

    private Tensor encode(Tokens tokens, Network encoder, String state) {
        Tensor states = joined(runs(encoder, tokens.chunks(), state), state);
        return sideBySide(tokens.emphasis()
                .apply(states, chunk -> joined(runs(encoder, List.of(chunk), state), state)));
    }

    /**
     * Podell et al. (2023), SDXL: the last hidden states but one of both encoders, joined along the width, and the pooled
     * text embedding of the second, of the first chunk.
     */
    private Conditioning encodeByTwo(Tokens tokens) {
        Network first = model.network("text_encoder");
        Network second = model.network("text_encoder_2");
        String firstState = lastHiddenStateButOne(first);
        String secondState = lastHiddenStateButOne(second);
        String pooled = "text_embeds";
        SecondPadding padding = SecondPadding.of(model);
        List<Map<String, Tensor>> byFirst = runs(first, tokens.chunks(), firstState);
        List<Map<String, Tensor>> bySecond = runs(second, padding.apply(tokens.chunks()), secondState, pooled);
        // Each encoder's states are weighed before they are joined; the pooled text is not weighed.
        Tensor firstStates = tokens.emphasis()
                .apply(
                        joined(byFirst, firstState),
                        chunk -> joined(runs(first, List.of(chunk), firstState), firstState));
        Tensor secondStates = tokens.emphasis()
                .apply(
                        joined(bySecond, secondState),
                        chunk -> joined(runs(second, padding.apply(List.of(chunk)), secondState), secondState));
        Tensor states = Widths.join(firstStates, secondStates);
        return new Conditioning(
                Map.of("encoder_hidden_states", sideBySide(states), pooled, joined(bySecond.subList(0, 1), pooled)));
    }

    /** One chunk at a time: not every exported encoder takes a batch. */
    private List<Map<String, Tensor>> runs(Network encoder, List<List<Integer>> chunks, String... outputs) {
        String input = encoder.inputLike("input_ids").name();
        List<Map<String, Tensor>> runs = new ArrayList<>();
        for (List<Integer> chunk : chunks) {
            Tensor ids = new Tokens("", List.of(chunk)).ids();
            runs.add(call.run(encoder, Map.of(input, ids), outputs));
        }
        return runs;
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

    /** State 0 is the embedding; the last one has the number of the encoder's last layer. */
    private static String lastHiddenStateButOne(Network encoder) {
        long states = encoder.outputs().stream()
                .map(NetworkPort::name)
                .filter(name -> name.startsWith("hidden_states."))
                .count();
        if (states < 2) {
            throw new ModelException(
                    encoder.name() + " does not give its hidden states, which SDXL is steered by; its outputs are "
                            + encoder.outputs() + "; export the model again with hidden states, as Optimum does");
        }
        return "hidden_states." + (states - 2);
    }

    private boolean two() {
        return model.description().components().contains("text_encoder_2");
    }

    private void refuseUnknownFamilies() {
        List<String> parts = model.description().components();
        if (parts.contains("text_encoder_3") || parts.contains("transformer") || !parts.contains("text_encoder")) {
            throw new ModelException("the text encoder node knows the Stable Diffusion 1, 2 and XL families; model '"
                    + model.description().name() + "' is of family "
                    + model.description().family() + " and has " + parts);
        }
    }

    private static Conditioning zeros(Conditioning conditioning) {
        Map<String, Tensor> zeros = new TreeMap<>();
        conditioning.inputs().forEach((name, value) -> zeros.put(name, Tensor.filled(value.shape(), 0)));
        return new Conditioning(zeros);
    }
}
