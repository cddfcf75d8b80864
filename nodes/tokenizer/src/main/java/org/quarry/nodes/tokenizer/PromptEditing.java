package org.quarry.nodes.tokenizer;

import org.quarry.node.Call;
import org.quarry.node.NodeFunction;
import org.quarry.node.NodeInfo;
import org.quarry.node.Param;
import org.quarry.node.Port;
import org.quarry.node.Step;

/** A prompt that changes over the run. */
@NodeInfo(
        id = "quarry:prompt-editing",
        version = 1,
        name = "Prompt editing",
        category = "Prompt",
        keywords = {"schedule", "alternate", "from to when", "webui", "dynamic prompt"},
        doc = """
                Gives a prompt that changes while a picture is denoised, as in WebUI.
                [cat:dog:10] is cat in the first 10 steps and dog afterwards; with a point, as in [cat:dog:0.5], the number is a part \
                of all steps. [in fog:0.25] adds, [in fog::0.25] takes away, [cat|dog] changes with each step. The composition is \
                found in the first steps and the details in the last, so what stands first gives the form and what comes later the \
                surface. Wire the text to a tokenizer, whose own rule reads the weights; tokenizer and text encoder are then run \
                at each step, which costs little beside the denoising network.""")
public final class PromptEditing implements NodeFunction<PromptEditing.In, PromptEditing.Out> {
    /** The text and where the run stands. */
    public record In(
            @Param(doc = "The prompt with what changes in square brackets", role = Param.Role.LONG_TEXT)
            String text,

            Step step) {}

    /** The text of the step. */
    public record Out(
            @Port(doc = "The prompt at the current step") String text) {}

    @Override
    public Out run(In in, Call call) {
        return new Out(
                PromptSchedule.of(in.text(), in.step().count()).at(in.step().index() + 1));
    }
}
