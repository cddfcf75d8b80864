package org.quarry.nodes.guidance;

import java.util.List;
import org.quarry.diffusion.Guidance;
import org.quarry.node.Call;
import org.quarry.node.NodeException;
import org.quarry.node.NodeFunction;
import org.quarry.node.NodeInfo;
import org.quarry.node.Param;
import org.quarry.node.Port;
import org.quarry.tensor.Tensor;

/** Several prompts at once. */
@NodeInfo(
        id = "quarry:compose-predictions",
        version = 1,
        name = "Compose predictions",
        category = "Guidance",
        keywords = {"AND", "composable", "several prompts", "negative", "cfg"},
        doc = """
            Guidance by several prompts at once: a picture that shows all of them.
            Each prompt pulls for itself: unconditional + scale · Σ weight · (prediction - unconditional). A prompt with a \
            negative weight is led away from. This is what AND between prompts means in WebUI; the node Prompt part gives the \
            prompts and weights of such a text. With one prompt of weight 1 it is CFG combine.

            From Liu et al. (2022), "Compositional Visual Generation with Composable Diffusion Models", equation 11.\
            """)
public final class ComposePredictions implements NodeFunction<ComposePredictions.In, ComposePredictions.Out> {
    /** The predictions and how to combine them. */
    public record In(
            @Port(doc = "Predictions with one prompt each, in order", kind = "prediction<F>", shape = "B,C,H,W")
            List<Tensor> conditionals,

            @Port(doc = "Prediction with the empty or negative prompt", kind = "prediction<F>", shape = "B,C,H,W")
            Tensor unconditional,

            @Param(doc = "A weight for each prompt, parted by spaces; one number serves for all", text = "1")
            String weights,

            @Param(
                    doc = "How strongly to follow all prompts together",
                    value = 7.5,
                    min = 0,
                    max = 30,
                    step = 0.5,
                    role = Param.Role.GUIDANCE)
            double scale) {}

    /** The combination. */
    public record Out(
            @Port(doc = "Guided prediction", kind = "prediction<F>", shape = "B,C,H,W", bypass = "unconditional")
            Tensor guided) {}

    @Override
    public Out run(In in, Call call) {
        if (in.conditionals().isEmpty()) {
            throw new NodeException("conditionals", "there is no prediction to follow; link at least one");
        }
        List<Double> weights = Numbers.of(
                        "weights", in.weights(), in.conditionals().size())
                .stream()
                .map(weight -> weight * in.scale())
                .toList();
        in.conditionals().forEach(each -> LazyGuidance.requireAlike("conditionals", each, in.unconditional()));
        return new Out(Guidance.compose(in.unconditional(), in.conditionals(), weights));
    }
}
