package org.quarry.nodes.inversion;

import java.util.Collections;
import org.quarry.diffusion.Level;
import org.quarry.diffusion.Schedule;
import org.quarry.node.Call;
import org.quarry.node.NodeException;
import org.quarry.node.NodeFunction;
import org.quarry.node.NodeInfo;
import org.quarry.node.Port;
import org.quarry.node.Step;
import org.quarry.tensor.Tensor;

/** What a network would say that knew the picture. */
@NodeInfo(
        id = "quarry:known-prediction",
        version = 1,
        name = "Known prediction",
        category = "Inversion",
        keywords = {"inpaint", "keep", "original", "mask", "outpaint", "preserve"},
        doc = """
            Gives the prediction that leads straight to a given latent.
            A network that knew the latent would say this at each step, whatever it was trained to predict. Mixed by a mask \
            with a real prediction, it keeps what lies outside the mask: at every step the sample there is the given latent with \
            as much noise as the step has, for any sampler. That is inpainting with an ordinary network.\
            """)
public final class KnownPrediction implements NodeFunction<KnownPrediction.In, KnownPrediction.Out> {
    /** The latent, and where the run stands. */
    public record In(
            @Port(doc = "The latent to lead to", kind = "latent<F>", shape = "?,C,H,W")
            Tensor latent,

            @Port(doc = "The schedule of the run, which knows what a prediction means", kind = "schedule<F>")
            Schedule schedule,

            Step step) {}

    /** The prediction. */
    public record Out(
            @Port(doc = "What leads from the current sample to the latent", kind = "prediction<F>", shape = "?,C,H,W")
            Tensor prediction) {}

    @Override
    public Out run(In in, Call call) {
        Step step = in.step();
        Level level = new Level(step.index(), step.timestep(), step.signal(), step.noise());
        return new Out(in.schedule().prediction().output(fitting(in), step.sample(), level));
    }

    private static Tensor fitting(In in) {
        Tensor latent = in.latent();
        Tensor sample = in.step().sample();
        if (latent.shape().equals(sample.shape())) {
            return latent;
        } else if (latent.shape().rank() == sample.shape().rank()
                && latent.shape().equals(sample.shape().with(0, 1))) {
            return Tensor.concatenate(Collections.nCopies(sample.shape().size(0), latent));
        }
        throw new NodeException(
                "latent",
                "found shape " + latent.shape() + ", the current sample has " + sample.shape()
                        + "; wanted one latent of that size, or one for each sample: set the Noise source to the"
                        + " picture's width and height");
    }
}
