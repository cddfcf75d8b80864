package org.quarry.nodes.tokenizer;

import java.util.Map;
import java.util.TreeMap;
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
        keywords = {
            "prompt",
            "text",
            "clip",
            "bpe",
            "t5",
            "sentencepiece",
            "weights",
            "emphasis",
            "embedding",
            "textual inversion"
        },
        doc = """
            Cuts a prompt into the tokens that a model's text encoder reads.
            Frequent words are one token each, rare ones several; for CLIP capitals do not matter. A prompt that is longer than \
            the model's text length is cut into several chunks, which all take part. An empty prompt is allowed: it is what \
            guidance steers away from when there is no negative prompt.

            Brackets give words weight: a (red:1.3) house. ComfyUI and WebUI read them differently and cut long prompts \
            differently; choose the rule that a prompt was written for. A weight acts on what the text encoder says of a word, so \
            beyond 1.5 pictures fall apart; for AND see Prompt part, for [from:to:when] Prompt editing.

            Words that textual inversion taught (Gal et al., 2022) lie as .safetensors files in the folder embeddings within the \
            models folder. By each rule embedding:name calls one; by WebUI's and the plain rule its name alone does, or the word \
            that is in its file. T5 does not hear them.

            CLIP's byte pairs (Sennrich et al., 2016; Radford et al., 2021) are read from vocab.json and merges.txt, or \
            from tokenizer.json if that is all there is; T5's SentencePiece (Kudo, 2018) and all others from tokenizer.json.\
            """)
public final class Tokenizer implements NodeFunction<Tokenizer.In, Tokenizer.Out> {
    /** The prompt and the vocabulary. */
    public record In(
            @Param(
                    doc = "What the picture shall show, or for a negative prompt, what it shall not",
                    role = Param.Role.LONG_TEXT)
            String text,

            @Port(doc = "The model whose vocabulary is used", kind = "tokenizer<F>")
            Model vocabulary,

            @Param(doc = "How brackets are read and long prompts are cut")
            PromptRule rule,

            @Param(
                    doc = "Which of the model's tokenizers; the first one serves all text encoders, for T5 too, and"
                            + " the others one only")
            WhichTokenizer which) {}

    /** The tokens. */
    public record Out(
            @Port(doc = "Chunks of token ids, each with start, end and padding", kind = "tokens<F>")
            Tokens tokens) {}

    @Override
    public Out run(In in, Call call) {
        Prompt prompt = new Prompt(in.text(), in.rule());
        String own = in.which().folderIn(in.vocabulary());
        Vocabulary vocabulary = Vocabularies.of(in.vocabulary(), own);
        LearnedWords words = LearnedWords.of(in.vocabulary());
        if (in.which() != WhichTokenizer.FIRST) {
            return new Out(prompt.tokens(vocabulary, words.unheard()));
        }
        Tokens tokens = prompt.tokens(vocabulary, words);
        Map<String, Tokens> further = new TreeMap<>();
        for (String folder : Vocabularies.others(in.vocabulary(), own)) {
            further.put(folder, prompt.tokens(Vocabularies.of(in.vocabulary(), folder), words.unheard()));
        }
        return new Out(new Tokens(tokens.text(), tokens.chunks(), tokens.emphasis(), further, words.vectors()));
    }
}
