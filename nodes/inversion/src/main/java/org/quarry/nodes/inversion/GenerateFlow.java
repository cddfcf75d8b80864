package org.quarry.nodes.inversion;

import org.quarry.diffusion.FlowInversion;
import org.quarry.diffusion.FlowNoise;
import org.quarry.node.Call;
import org.quarry.node.NodeFunction;
import org.quarry.node.NodeInfo;
import org.quarry.node.Param;
import org.quarry.node.PerStep;
import org.quarry.node.Port;
import org.quarry.tensor.Tensor;

/** Down a flow again, drawn towards the picture. */
@NodeInfo(
        id = "quarry:generate-flow",
        version = 1,
        name = "Generate flow",
        category = "Inversion",
        keywords = {"rf-solver", "rf-inversion", "flux", "rectified flow", "edit", "controller"},
        doc = """
            Goes back the way that Invert flow came, and may be drawn towards the original meanwhile.
            With strength 0 and the same prediction it makes the latent again. With a target prompt, strength keeps what the \
            prompt would lose: 0.9 until a quarter of the run is usual after RF-Inversion.\
            """)
public final class GenerateFlow implements NodeFunction<GenerateFlow.In, GenerateFlow.Out> {
    /** The noise, the network, and how freely it runs. */
    public record In(
            @Port(doc = "What the network says at each step", kind = "prediction<F>")
            PerStep<Tensor> prediction,

            @Port(doc = "What Invert flow found", kind = "flow-noise<F>")
            FlowNoise inverted,

            @Param(
                    doc = "How strongly the run is drawn towards the original: 0 not at all, 1 straight to it",
                    value = 0,
                    min = 0,
                    max = 1,
                    step = 0.05)
            double strength,

            @Param(doc = "Where in the run that begins: 0 at the first step", value = 0, min = 0, max = 1, step = 0.05)
            double start,

            @Param(doc = "Where in the run it ends: 1 after the last step", value = 0.25, min = 0, max = 1, step = 0.05)
            double stop) {}

    /** The result. */
    public record Out(
            @Port(doc = "The clean latent", kind = "latent<F>")
            Tensor latent) {}

    @Override
    public Out run(In in, Call call) {
        FlowInversion.Control control = new FlowInversion.Control(in.strength(), in.start(), in.stop());
        return new Out(Wire.run(
                in.prediction(),
                in.inverted().schedule(),
                call,
                model -> in.inverted().generate(model, control)));
    }
}
