package org.quarry.nodes.unet;

import java.util.List;
import java.util.Optional;
import org.quarry.node.Call;
import org.quarry.node.NodeFunction;
import org.quarry.node.NodeInfo;
import org.quarry.node.Port;
import org.quarry.node.Step;
import org.quarry.node.model.Conditioning;
import org.quarry.node.model.Model;
import org.quarry.tensor.Tensor;

/** One evaluation of the denoising network. */
@NodeInfo(
        id = "quarry:unet-step",
        version = 1,
        name = "UNet step",
        category = "Denoising",
        keywords = {"network", "model", "denoiser", "predict", "transformer", "dit", "flux"},
        doc = """
            Asks the denoising network what noise it sees in the current sample.
            It is evaluated anew at each step of the Denoise or Invert node that its prediction is wired to. Without a wire at \
            sample it looks at that node's own sample. Several UNet steps of one model that are evaluated together, as the \
            two halves of guidance are, run as one batch.

            For Stable Diffusion 3 and FLUX it is a transformer that stands in the UNet's place (Peebles and Xie, 2023); nothing \
            else changes. FLUX.1-dev is told a guidance scale: 3.5, unless Guidance embedding gives another one. CFG combine would \
            guide a second time: set its scale to 1 for FLUX, which also halves the time.\
            """)
public final class UnetStep implements NodeFunction<UnetStep.In, UnetStep.Out> {
    /** The network and what it looks at. */
    public record In(
            @Port(doc = "The model whose network is run", kind = "unet<F>")
            Model unet,

            @Port(doc = "What the picture shall show", kind = "conditioning<F>")
            Conditioning conditioning,

            @Port(
                    doc = "The noisy latent to look at; left open, the sample of the current step",
                    kind = "latent<F>",
                    shape = "B,unet.channels,H,W")
            Optional<Tensor> sample,

            Step step) {
        Tensor seen() {
            return sample.orElseGet(step::sample);
        }
    }

    /** What it says. */
    public record Out(
            @Port(
                    doc = "The network's prediction: the noise, or what else the model was trained to predict",
                    kind = "prediction<F>",
                    shape = "B,unet.channels,H,W")
            Tensor prediction) {}

    @Override
    public Out run(In in, Call call) {
        return runAll(List.of(in), call).get(0);
    }

    @Override
    public List<Out> runAll(List<In> ins, Call call) {
        return UnetBatches.run(ins, call).stream().map(Out::new).toList();
    }
}
