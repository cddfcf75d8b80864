package org.quarry.nodes.tokenizer;

import org.quarry.node.Call;
import org.quarry.node.NodeFunction;
import org.quarry.node.NodeInfo;
import org.quarry.node.Param;
import org.quarry.node.Port;
import org.quarry.node.model.Model;
import org.quarry.node.model.Tokens;

/** Prompt to tokens. */
@NodeInfo(
        id = "quarry:tokenizer",
        version = 1,
        name = "Tokenizer",
        category = "Prompt",
        keywords = {"prompt", "text", "clip", "bpe"},
        doc = """
                Cuts a prompt into the tokens that a model's text encoder reads.
                Capitals do not matter, and frequent words are one token each. A prompt that is longer than the model's text \
                length is cut into several chunks, which all take part. An empty prompt is allowed: it is what guidance steers \
                away from when there is no negative prompt.""")
public final class Tokenizer implements NodeFunction<Tokenizer.In, Tokenizer.Out> {
    /** The prompt and the vocabulary. */
    public record In(
            @Param(
                    doc = "What the picture shall show, or for a negative prompt, what it shall not",
                    role = Param.Role.LONG_TEXT)
            String text,

            @Port(doc = "The model whose vocabulary is used", kind = "tokenizer<F>")
            Model vocabulary) {}

    /** The tokens. */
    public record Out(
            @Port(doc = "Chunks of token ids, each with start, end and padding", kind = "tokens<F>")
            Tokens tokens) {}

    @Override
    public Out run(In in, Call call) {
        return new Out(Vocabularies.of(in.vocabulary()).tokens(in.text()));
    }
}
