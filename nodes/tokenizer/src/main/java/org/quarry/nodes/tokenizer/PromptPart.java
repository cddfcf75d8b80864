package org.quarry.nodes.tokenizer;

import java.util.List;
import org.quarry.node.Call;
import org.quarry.node.NodeException;
import org.quarry.node.NodeFunction;
import org.quarry.node.NodeInfo;
import org.quarry.node.Param;
import org.quarry.node.Port;

/** One of several prompts in a text. */
@NodeInfo(
        id = "quarry:prompt-part",
        version = 1,
        name = "Prompt part",
        category = "Prompt",
        keywords = {"AND", "composable", "split", "webui", "weight"},
        doc = """
                Takes one prompt out of a text that joins several by AND.
                "a cat :1.2 AND a dog" is two prompts, the first with weight 1.2, as in WebUI. Each goes through a tokenizer, a text \
                encoder and a UNet step of its own, and Compose predictions adds up what they pull at. AND counts only as a word of \
                its own in capitals.""")
public final class PromptPart implements NodeFunction<PromptPart.In, PromptPart.Out> {
    /** The text and which part. */
    public record In(
            @Param(doc = "One or more prompts with AND between them", role = Param.Role.LONG_TEXT)
            String text,

            @Param(doc = "Which prompt, counted from 1", value = 1, min = 1, max = 100)
            int part) {}

    /** The prompt. */
    public record Out(
            @Port(doc = "The prompt, to be wired to a tokenizer")
            String text,

            @Port(doc = "Its weight; 1 if none is given") double weight) {}

    @Override
    public Out run(In in, Call call) {
        List<PromptParts.Part> parts = PromptParts.of(in.text());
        if (in.part() > parts.size()) {
            throw new NodeException(
                    "part",
                    "found " + parts.size() + " prompts in the text; wanted number " + in.part()
                            + ": put AND between the prompts, or choose a smaller number");
        }
        PromptParts.Part part = parts.get(in.part() - 1);
        return new Out(part.text(), part.weight());
    }
}
