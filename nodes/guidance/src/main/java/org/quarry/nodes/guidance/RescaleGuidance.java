package org.quarry.nodes.guidance;

import org.quarry.diffusion.Guidance;
import org.quarry.node.Call;
import org.quarry.node.Lazy;
import org.quarry.node.NodeFunction;
import org.quarry.node.NodeInfo;
import org.quarry.node.Param;
import org.quarry.node.Port;
import org.quarry.tensor.Tensor;

/** Takes back the spread that guidance adds. */
@NodeInfo(
        id = "quarry:rescale-guidance",
        version = 1,
        name = "Rescale guidance",
        category = "Guidance",
        keywords = {"cfg rescale", "overexposed", "contrast", "zero terminal snr"},
        doc = """
            Brings the spread of a guided prediction back towards that of the one with the prompt, against overexposed pictures.
            Guidance of any kind makes predictions larger, which shows as glaring colours and burnt-out lights, most of all with \
            models of velocity and zero terminal SNR. The result is strength · rescaled + (1 - strength) · guided, where rescaled \
            has the standard deviation of the prediction with the prompt. Put it behind any guidance node; CFG combine has it \
            built in.

            From Lin et al. (2024), "Common Diffusion Noise Schedules and Sample Steps Are Flawed", equations 15 and 16.\
            """)
public final class RescaleGuidance implements NodeFunction<RescaleGuidance.In, RescaleGuidance.Out> {
    /** What to rescale, and to what. */
    public record In(
            @Port(doc = "Guided prediction", kind = "prediction<F>", shape = "B,C,H,W")
            Tensor guided,

            @Port(doc = "Prediction with the prompt", kind = "prediction<F>", shape = "B,C,H,W")
            Lazy<Tensor> conditional,

            @Param(
                    doc = "How much of the spread that guidance adds is taken back: 0 nothing, 1 all; 0.7 is usual",
                    value = 0.7,
                    min = 0,
                    max = 1,
                    step = 0.05)
            double strength) {}

    /** The result. */
    public record Out(
            @Port(doc = "Rescaled prediction", kind = "prediction<F>", shape = "B,C,H,W", bypass = "guided")
            Tensor rescaled) {}

    @Override
    public Out run(In in, Call call) {
        if (in.strength() == 0) {
            return new Out(in.guided());
        }
        Tensor conditional = in.conditional().get();
        LazyGuidance.requireAlike("conditional", conditional, in.guided());
        return new Out(Guidance.rescale(in.guided(), conditional, in.strength()));
    }
}
