package org.quarry.nodes.guidance;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.quarry.diffusion.GuidanceEmbedding;
import org.quarry.node.Call;
import org.quarry.node.NodeException;
import org.quarry.node.NodeFunction;
import org.quarry.node.NodeInfo;
import org.quarry.node.Param;
import org.quarry.node.Port;
import org.quarry.node.model.Conditioning;
import org.quarry.node.model.Model;
import org.quarry.node.model.NetworkPort;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

/** Guidance that the network does by itself. */
@NodeInfo(
        id = "quarry:guidance-embedding",
        version = 1,
        name = "Guidance embedding",
        category = "Guidance",
        keywords = {"lcm", "flux", "distilled", "w embedding", "timestep_cond", "few steps"},
        doc = """
            Tells a distilled network the guidance scale, so that it needs no second prediction.
            Latent consistency models were trained to give at once what guidance would give; the scale is one more input of \
            theirs. Put this node between Text encoder and UNet step, and use neither a negative prompt nor CFG combine. Each step \
            then costs one evaluation, and 4 to 8 steps are enough. Models that became fast by an LCM LoRA have no such input.

            FLUX.1-dev (Black Forest Labs, 2024) was distilled in the same way, only in its guidance: it takes as many steps as other \
            models. 3.5 is usual; FLUX.1-schnell is told none.

            From Luo et al. (2023), "Latent Consistency Models", section 4.1, after Meng et al. (2023), "On Distillation of Guided \
            Diffusion Models".\
            """)
public final class EmbedGuidance implements NodeFunction<EmbedGuidance.In, EmbedGuidance.Out> {
    private static final String WIDTH = "time_cond_proj_dim";
    private static final String INPUT = "timestep_cond";
    private static final String TOLD = "guidance_embeds";
    private static final String TOLD_INPUT = "guidance";

    /** What steers the network, and how strongly. */
    public record In(
            @Port(doc = "The prompt, encoded", kind = "conditioning<F>")
            Conditioning conditioning,

            @Port(doc = "The distilled model", kind = "unet<F>")
            Model unet,

            @Param(
                    doc = "How strongly to follow the prompt, counted as in CFG combine",
                    value = 8.5,
                    min = 1,
                    max = 30,
                    step = 0.5)
            double scale) {}

    /** What steers the network. */
    public record Out(
            @Port(doc = "The prompt and the scale", kind = "conditioning<F>", bypass = "conditioning")
            Conditioning conditioning) {}

    @Override
    public Out run(In in, Call call) {
        Map<String, Tensor> inputs = new TreeMap<>(in.conditioning().inputs());
        OptionalInt width = width(in.unet());
        if (width.isPresent()) {
            inputs.put(INPUT, GuidanceEmbedding.of(in.scale(), width.getAsInt()));
        } else if (isTold(in.unet())) {
            inputs.put(TOLD_INPUT, Tensor.of(Shape.of(1), (float) in.scale()));
        } else {
            throw new NodeException(
                    "unet",
                    "found model '" + in.unet().description().name() + "', whose network is not told a guidance scale ("
                            + "neither " + WIDTH + " nor " + TOLD + " is set in its config.json); "
                            + instead(in.unet()));
        }
        return new Out(new Conditioning(inputs));
    }

    /** Of the input that LCMs have; exports without settings declare it. */
    private static OptionalInt width(Model model) {
        if (model.config("unet").get(WIDTH) instanceof Long width) {
            return OptionalInt.of(width.intValue());
        }
        return port(model, "unet", INPUT)
                .map(port -> port.axes().get(port.axes().size() - 1))
                .filter(size -> size > 0)
                .map(OptionalInt::of)
                .orElse(OptionalInt.empty());
    }

    private static boolean isTold(Model model) {
        return model.config("transformer").get(TOLD) == Boolean.TRUE
                || port(model, "transformer", TOLD_INPUT).isPresent();
    }

    /** Asked only of networks without settings, for it loads them. */
    private static Optional<NetworkPort> port(Model model, String component, String input) {
        return model.description().components().contains(component)
                        && model.config(component).isEmpty()
                ? model.network(component).input(input)
                : Optional.empty();
    }

    private static String instead(Model model) {
        return model.description().family().equals("flux")
                ? "FLUX.1-schnell wants no guidance: leave this node out"
                : "use CFG combine with this model";
    }
}
