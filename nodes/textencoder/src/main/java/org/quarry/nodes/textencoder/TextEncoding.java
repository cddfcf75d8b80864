package org.quarry.nodes.textencoder;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.quarry.node.Call;
import org.quarry.node.model.Conditioning;
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
        refuseUnknownFamilies();
        Conditioning conditioning = two() ? encodeByTwo(tokens) : new Conditioning(Map.of("encoder_hidden_states", encodeByOne(tokens)));
        return tokens.text().isBlank() && empty.zeros(model) ? zeros(conditioning) : conditioning;
    }

    /** Stable Diffusion 1 and 2: the last hidden state of the one encoder. */
    private Tensor encodeByOne(Tokens tokens) {
        Network encoder = model.network("text_encoder");
        String output = encoder.outputLike("last_hidden_state").name();
        return sideBySide(chunks(encoder, tokens.chunks(), output).get(output));
    }

    /**
     * Podell et al. (2023), SDXL: the last hidden states but one of both encoders, joined along the width, and the pooled
     * text embedding of the second.
     */
    private Conditioning encodeByTwo(Tokens tokens) {
        Network first = model.network("text_encoder");
        Network second = model.network("text_encoder_2");
        String firstState = lastHiddenStateButOne(first);
        String secondState = lastHiddenStateButOne(second);
        Map<String, Tensor> byFirst = chunks(first, tokens.chunks(), firstState);
        Map<String, Tensor> bySecond =
                chunks(second, SecondPadding.of(model).apply(tokens.chunks()), secondState, "text_embeds");
        Tensor states = Widths.join(byFirst.get(firstState), bySecond.get(secondState));
        return new Conditioning(Map.of(
                "encoder_hidden_states", sideBySide(states),
                "text_embeds", bySecond.get("text_embeds").rows(0, 1)));
    }

    /** One chunk at a time: not every exported encoder takes a batch. */
    private Map<String, Tensor> chunks(Network encoder, List<List<Integer>> chunks, String... outputs) {
        String input = encoder.inputLike("input_ids").name();
        List<Map<String, Tensor>> encoded = new ArrayList<>();
        for (List<Integer> chunk : chunks) {
            Tensor ids = new Tokens("", List.of(chunk)).ids();
            encoded.add(call.run(encoder, Map.of(input, ids), outputs));
        }
        Map<String, Tensor> joined = new TreeMap<>();
        for (String output : outputs) {
            joined.put(output, Tensor.concatenate(encoded.stream().map(one -> one.get(output)).toList()));
        }
        return joined;
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
            throw new ModelException(encoder.name() + " does not give its hidden states, which SDXL is steered by; its outputs are "
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
                    + model.description().name() + "' is of family " + model.description().family() + " and has " + parts);
        }
    }

    private static Conditioning zeros(Conditioning conditioning) {
        Map<String, Tensor> zeros = new TreeMap<>();
        conditioning.inputs().forEach((name, value) -> zeros.put(name, Tensor.filled(value.shape(), 0)));
        return new Conditioning(zeros);
    }
}
