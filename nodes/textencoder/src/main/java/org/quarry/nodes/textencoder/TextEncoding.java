package org.quarry.nodes.textencoder;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.quarry.node.Call;
import org.quarry.node.NodeException;
import org.quarry.node.model.Conditioning;
import org.quarry.node.model.ConditioningSource;
import org.quarry.node.model.Model;
import org.quarry.node.model.ModelException;
import org.quarry.node.model.Tokens;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

/** Runs the text encoders of a model in the way that its family was trained with. */
final class TextEncoding {
    private static final String STATES = "encoder_hidden_states";
    private static final String POOLED_TEXT = "text_embeds";
    private static final String UNPROJECTED = "pooler_output";
    private static final String POOLED = "pooled_projections";
    /** Stable Diffusion 3 without its T5: as many tokens, all zeros, of the width that it was published with. */
    private static final int MISSING_TOKENS = 256;

    private static final int USUAL_WIDTH = 4096;

    private final Model model;
    private final ClipLayer layer;
    private final Call call;

    TextEncoding(Model model, ClipLayer layer, Call call) {
        this.model = model;
        this.layer = layer;
        this.call = call;
    }

    /** @param t5 the same prompt in the tokens of T5, for the families that have it */
    Conditioning encode(Tokens tokens, Optional<Tokens> t5, EmptyPrompt empty) {
        if (!model.conditioning().isEmpty()) {
            refuse(t5);
            layer.requireUsual("the family of model '" + model.description().name() + "' knows one layer only");
            return asDeclared(tokens);
        }
        Conditioning conditioning = switch (model.description().family()) {
            case "sd3" -> stableDiffusion3(tokens, t5);
            case "flux" -> flux(tokens, t5);
            default -> byClip(tokens, t5);
        };
        return tokens.text().isBlank() && empty.zeros(model) ? zeros(conditioning) : conditioning;
    }

    private Conditioning byClip(Tokens tokens, Optional<Tokens> t5) {
        List<String> parts = model.description().components();
        boolean none = !parts.contains("text_encoder") && !parts.contains("text_encoder_2");
        if (parts.contains("text_encoder_3") || parts.contains("transformer") || none) {
            throw new ModelException(
                    "the text encoder node knows the families Stable Diffusion 1, 2, XL and 3, and FLUX;"
                            + " model '" + model.description().name() + "' is of family "
                            + model.description().family() + " and has " + parts);
        }
        refuse(t5);
        if (!parts.contains("text_encoder")) {
            return refiner(tokens);
        }
        return parts.contains("text_encoder_2") ? stableDiffusionXl(tokens) : stableDiffusion(tokens);
    }

    private void refuse(Optional<Tokens> t5) {
        if (t5.isPresent()) {
            throw new NodeException(
                    "t5Tokens",
                    "model '" + model.description().name() + "' is of family "
                            + model.description().family() + ", which has no T5; take the wire away");
        }
    }

    /** As the module says that brings the model's family. */
    private Conditioning asDeclared(Tokens tokens) {
        Map<String, Tensor> inputs = new TreeMap<>();
        for (ConditioningSource source : model.conditioning()) {
            inputs.put(source.input(), encoder(source.component()).states(tokens, source.output()));
        }
        return new Conditioning(inputs);
    }

    /** Stable Diffusion 1 and 2: a hidden state of the one encoder, usually the last. */
    private Conditioning stableDiffusion(Tokens tokens) {
        Encoder encoder = encoder("text_encoder");
        return new Conditioning(Map.of(STATES, encoder.states(tokens, layer.normalised(encoder))));
    }

    /**
     * Podell et al. (2023), SDXL: hidden states of both encoders, usually the last but one, joined along the width, and the pooled
     * text embedding of the second, of the first chunk.
     */
    private Conditioning stableDiffusionXl(Tokens tokens) {
        Encoder first = encoder("text_encoder");
        Encoder second = secondOfClip();
        // Each encoder's states are weighed before they are joined.
        Tensor states = first.states(tokens, layer.plain(first));
        Encoder.Pooled other = second.pooled(tokens, layer.plain(second), POOLED_TEXT);
        return new Conditioning(Map.of(STATES, Widths.join(states, other.states()), POOLED_TEXT, other.pooled()));
    }

    /** The refiner of SDXL (the same paper, section 2.5) has the second encoder only. */
    private Conditioning refiner(Tokens tokens) {
        Encoder second = secondOfClip();
        Encoder.Pooled both = second.pooled(tokens, layer.plain(second), POOLED_TEXT);
        return new Conditioning(Map.of(STATES, both.states(), POOLED_TEXT, both.pooled()));
    }

    /**
     * Esser et al. (2024), Stable Diffusion 3, section 4 and appendix B.3: the states of both CLIPs, joined as in SDXL and
     * filled up to T5's width with zeros, then those of T5; and the pooled texts of both CLIPs.
     */
    private Conditioning stableDiffusion3(Tokens tokens, Optional<Tokens> t5) {
        Encoder first = encoder("text_encoder");
        Encoder second = secondOfClip();
        // The authors' files come without the first one's projection, which changes nothing.
        String pooled = first.gives(UNPROJECTED) && !first.gives(POOLED_TEXT) ? UNPROJECTED : POOLED_TEXT;
        Encoder.Pooled one = first.pooled(tokens, layer.plain(first), pooled);
        Encoder.Pooled other = second.pooled(tokens, layer.plain(second), POOLED_TEXT);
        Tensor further =
                model.description().components().contains("text_encoder_3") ? byT5("3", tokens, t5) : withoutT5();
        Tensor clip = Widths.padded(
                Widths.join(one.states(), other.states()), further.shape().size(2));
        return new Conditioning(
                Map.of(STATES, tokensOf(clip, further), POOLED, Widths.join(one.pooled(), other.pooled())));
    }

    /** Black Forest Labs (2024), FLUX.1: the states of T5, and CLIP's pooled text. */
    private Conditioning flux(Tokens tokens, Optional<Tokens> t5) {
        layer.requireUsual("FLUX takes no more than the pooled text of CLIP");
        Encoder clip = encoder("text_encoder");
        Tensor pooled = clip.pooled(tokens, clip.lastHiddenState(), UNPROJECTED).pooled();
        return new Conditioning(Map.of(STATES, byT5("2", tokens, t5), POOLED, pooled));
    }

    /** @param number of the component among the text encoders, and of its tokenizer */
    private Tensor byT5(String number, Tokens clip, Optional<Tokens> linked) {
        String tokenizer = "tokenizer_" + number;
        Tokens tokens = linked.or(() -> Optional.ofNullable(clip.further().get(tokenizer)))
                .orElseThrow(() -> new NodeException(
                        "t5Tokens",
                        "there is none, and model '" + model.description().name() + "' reads prompts with T5, too; "
                                + (model.has(tokenizer + "/tokenizer.json")
                                        ? "take the tokens of a Tokenizer whose parameter which is first, they have"
                                                + " them"
                                        : "it lacks " + tokenizer + "/tokenizer.json: copy it from where the model is"
                                                + " from")));
        Encoder encoder = encoder("text_encoder_" + number);
        return encoder.states(tokens, encoder.lastHiddenState());
    }

    private Tensor withoutT5() {
        call.report(
                "Model '" + model.description().name() + "' has no T5 (text_encoder_3): zeros stand for what it would"
                        + " say. Pictures lose little by it but written words and long prompts.");
        return Tensor.filled(Shape.of(1, MISSING_TOKENS, textWidth()), 0);
    }

    private Encoder encoder(String component) {
        return new Encoder(component, model.network(component), call);
    }

    private Encoder secondOfClip() {
        return new Encoder("text_encoder_2", model.network("text_encoder_2"), SecondPadding.of(model)::apply, call);
    }

    private int textWidth() {
        return model.description().sizes().getOrDefault("textWidth", USUAL_WIDTH);
    }

    /** One after the other. @param first shape {@code 1,L,D} @param second shape {@code 1,M,D} */
    private static Tensor tokensOf(Tensor first, Tensor second) {
        int width = first.shape().size(2);
        int length = first.shape().size(1) + second.shape().size(1);
        return Tensor.concatenate(List.of(
                        first.reshaped(Shape.of(first.shape().size(1), width)),
                        second.reshaped(Shape.of(second.shape().size(1), width))))
                .reshaped(Shape.of(1, length, width));
    }

    private static Conditioning zeros(Conditioning conditioning) {
        Map<String, Tensor> zeros = new TreeMap<>();
        conditioning.inputs().forEach((name, value) -> zeros.put(name, Tensor.filled(value.shape(), 0)));
        return new Conditioning(zeros);
    }
}
