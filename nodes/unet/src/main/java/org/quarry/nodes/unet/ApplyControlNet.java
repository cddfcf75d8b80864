package org.quarry.nodes.unet;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.quarry.node.Call;
import org.quarry.node.NodeFunction;
import org.quarry.node.NodeInfo;
import org.quarry.node.Param;
import org.quarry.node.Port;
import org.quarry.node.Step;
import org.quarry.node.model.Conditioning;
import org.quarry.node.model.Network;
import org.quarry.tensor.Picture;
import org.quarry.tensor.ResizeFilter;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

/** What a ControlNet sees in a picture becomes part of what steers the denoising network. */
@NodeInfo(
        id = "quarry:apply-controlnet",
        version = 1,
        name = "Apply ControlNet",
        category = "Denoising",
        keywords = {"controlnet", "control", "canny", "depth", "pose", "scribble", "guess mode"},
        doc = """
            Lets a ControlNet look at a picture and at the current sample, and adds what it says to the conditioning.
            UNet step then adds it within its network. It is evaluated anew at each step; strength, start and end can be \
            wired to per-step values. Several stand one after the other and add up. For guidance put one behind the prompt and one \
            behind the negative prompt: both then run as one batch.

            Guess mode is for a picture without a prompt: the ControlNet counts little where pictures are large and fully in the \
            middle of the network. Then leave it away behind the negative prompt, and take a guidance scale of 3 to 5.

            Zhang et al. (2023), "Adding Conditional Control to Text-to-Image Diffusion Models".\
            """)
public final class ApplyControlNet implements NodeFunction<ApplyControlNet.In, ApplyControlNet.Out> {
    private static final String PICTURE = "controlnet_cond";
    private static final String SIZES = "time_ids";
    private static final String TIMESTEP = "timestep";

    /** All ControlNets see pictures eight times as wide and high as the latents. */
    private static final int FACTOR = 8;

    /** The network, what it looks at, and how much it counts. */
    public record In(
            @Port(doc = "The ControlNet", kind = "controlnet<F>")
            Network controlNet,

            @Port(doc = "What the picture shall show", kind = "conditioning<F>")
            Conditioning conditioning,

            @Port(doc = "What it sees: edges, depths or what else it was trained on; brought to the size of the sample")
            Picture picture,

            @Port(
                    doc = "The noisy latent; left open, the sample of the current step",
                    kind = "latent<F>",
                    shape = "B,?,H,W")
            Optional<Tensor> sample,

            @Param(doc = "How strongly it counts", value = 1, min = 0, max = 10, step = 0.05)
            double strength,

            @Param(doc = "From which part of the run on it counts", value = 0, min = 0, max = 1, step = 0.05)
            double start,

            @Param(doc = "Up to which part of the run it counts", value = 1, min = 0, max = 1, step = 0.05)
            double end,

            @Param(doc = "Guess what the picture shall show from the ControlNet's picture alone")
            boolean guessMode,

            Step step) {
        Tensor seen() {
            return sample.orElseGet(step::sample);
        }

        /** As in Diffusers: a step counts if all of it lies within. */
        boolean counts() {
            double count = step.count();
            return strength != 0 && step.index() / count >= start && (step.index() + 1) / count <= end;
        }
    }

    /** Both. */
    public record Out(
            @Port(
                    doc = "The conditioning with what the ControlNet says, for UNet step",
                    kind = "conditioning<F>",
                    bypass = "conditioning")
            Conditioning conditioning) {}

    @Override
    public Out run(In in, Call call) {
        return runAll(List.of(in), call).get(0);
    }

    @Override
    public List<Out> runAll(List<In> ins, Call call) {
        List<In> counting = ins.stream().filter(In::counts).toList();
        List<Map<String, Tensor>> outputs = Evaluation.run(
                counting.stream().map(ApplyControlNet::evaluation).toList(), call, network -> new String[0]);
        List<Out> outs = new ArrayList<>();
        int next = 0;
        for (In in : ins) {
            outs.add(new Out(
                    in.counts()
                            ? Residuals.of(outputs.get(next++), in.guessMode())
                                    .times(in.strength())
                                    .addedTo(in.conditioning())
                            : in.conditioning()));
        }
        return outs;
    }

    private static Evaluation evaluation(In in) {
        Network network = in.controlNet();
        Shape sample = in.seen().shape();
        int rows = sample.size(0);
        Map<String, Tensor> byRow = new HashMap<>();
        in.conditioning().inputs().forEach((name, value) -> {
            if (network.input(name).isPresent()) {
                byRow.put(name, Evaluation.broadcast(name, value, rows));
            }
        });
        if (network.input(SIZES).isPresent() && !byRow.containsKey(SIZES)) {
            byRow.put(SIZES, Evaluation.broadcast(SIZES, Evaluation.timeIds(FACTOR, sample), rows));
        }
        byRow.put("sample", in.seen());
        byRow.put(PICTURE, Evaluation.broadcast(PICTURE, picture(in.picture(), sample), rows));
        Tensor timestep =
                Evaluation.timestep(network.inputLike(TIMESTEP), in.step().timestep());
        return new Evaluation(network, byRow, Map.of(TIMESTEP, timestep));
    }

    private static Tensor picture(Picture picture, Shape sample) {
        int height = sample.size(2) * FACTOR;
        int width = sample.size(3) * FACTOR;
        return ResizeFilter.LANCZOS.resize(picture, width, height).pixels().reshaped(Shape.of(1, 3, height, width));
    }
}
