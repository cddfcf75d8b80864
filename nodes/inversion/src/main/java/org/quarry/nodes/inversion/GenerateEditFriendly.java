package org.quarry.nodes.inversion;

import org.quarry.diffusion.DdpmNoises;
import org.quarry.diffusion.EditFriendlyDdpm;
import org.quarry.node.Call;
import org.quarry.node.NodeFunction;
import org.quarry.node.NodeInfo;
import org.quarry.node.Param;
import org.quarry.node.PerStep;
import org.quarry.node.Port;
import org.quarry.tensor.Tensor;

/** A run of DDPM with given noises. */
@NodeInfo(
        id = "quarry:generate-edit-friendly",
        version = 1,
        name = "Generate edit-friendly",
        category = "Inversion",
        keywords = {"ddpm inversion", "edit friendly", "edit", "skip"},
        doc = """
            Denoises with the noises that Invert edit-friendly found, on its schedule.
            With the same prediction it makes the latent again. With a target prompt, more guidance and less skip change more; \
            the authors take guidance 15 and skip 0.36 on Stable Diffusion 1.\
            """)
public final class GenerateEditFriendly implements NodeFunction<GenerateEditFriendly.In, GenerateEditFriendly.Out> {
    /** The noises and the network. */
    public record In(
            @Port(doc = "What the network says at each step", kind = "prediction<F>")
            PerStep<Tensor> prediction,

            @Port(doc = "What Invert edit-friendly found", kind = "noises<F>")
            DdpmNoises noises,

            @Param(
                    doc = "Part of the steps that is left out at the noisy end: 0 changes most, 1 nothing",
                    value = 0.36,
                    min = 0,
                    max = 1,
                    step = 0.02)
            double skip) {}

    /** The result. */
    public record Out(
            @Port(doc = "The clean latent", kind = "latent<F>")
            Tensor latent) {}

    @Override
    public Out run(In in, Call call) {
        int skipped = (int) Math.round(in.skip() * in.noises().schedule().steps());
        return new Out(Wire.run(
                in.prediction(),
                in.noises().schedule(),
                call,
                model -> EditFriendlyDdpm.generate(model, in.noises(), skipped)));
    }
}
