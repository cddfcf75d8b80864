package org.quarry.nodes.textencoder;

import java.util.Optional;
import org.quarry.node.Call;
import org.quarry.node.NodeFunction;
import org.quarry.node.NodeInfo;
import org.quarry.node.Param;
import org.quarry.node.Port;
import org.quarry.node.model.Conditioning;
import org.quarry.node.model.Model;
import org.quarry.node.model.Tokens;

/** Tokens to conditioning. */
@NodeInfo(
        id = "quarry:text-encoder",
        version = 3,
        name = "Text encoder",
        category = "Prompt",
        keywords = {"clip", "t5", "embedding", "conditioning", "prompt", "clip skip"},
        doc = """
            Turns the tokens of a prompt into what steers the denoising network.
            Each token becomes a row of numbers that also knows the tokens before it. The chunks of a long prompt are encoded \
            one by one and stand one after the other. Weights that the tokenizer read from brackets act here: the numbers of a \
            word are moved away from those of an empty prompt, or multiplied, as the tokenizer's rule says.

            Which encoders are run depends on the family: one of CLIP for Stable Diffusion 1 and 2, two of CLIP for XL \
            (Podell et al., 2023), two of CLIP and T5 for Stable Diffusion 3 (Esser et al., 2024), one of CLIP and T5 for \
            FLUX. Some models were trained on an earlier layer of CLIP than their family, and say so: set clipSkip to 2 for \
            "clip skip 2". T5 reads tokens of its own, which Tokenizer gives along; link t5Tokens only to tell T5 another text.\
            """)
public final class TextEncoder implements NodeFunction<TextEncoder.In, TextEncoder.Out> {
    /** The tokens and the networks. */
    public record In(
            @Port(doc = "The prompt in tokens", kind = "tokens<F>")
            Tokens tokens,

            @Port(doc = "The model whose text encoder is run", kind = "text-encoder<F>")
            Model encoder,

            @Param(doc = "What an empty prompt means; matters for families that were trained with zeros in its place")
            EmptyPrompt empty,

            @Param(
                    doc = "Which layer of CLIP is taken, from the end: 1 the last, 2 the one before, as clip skip"
                            + " counts; 0 is the one that the family was trained with",
                    min = 0,
                    max = 24)
            int clipSkip,

            @Port(
                    doc = "Another text for T5, for Stable Diffusion 3 (by the third tokenizer) and FLUX (by the"
                            + " second); left open, the same prompt",
                    kind = "tokens<F>")
            Optional<Tokens> t5Tokens) {}

    /** What steers the network. */
    public record Out(
            @Port(doc = "Steers the denoising network", kind = "conditioning<F>")
            Conditioning conditioning) {}

    @Override
    public Out run(In in, Call call) {
        return new Out(new TextEncoding(in.encoder(), new ClipLayer(in.clipSkip()), call)
                .encode(in.tokens(), in.t5Tokens(), in.empty()));
    }
}
