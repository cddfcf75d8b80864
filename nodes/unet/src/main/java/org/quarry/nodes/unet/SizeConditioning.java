package org.quarry.nodes.unet;

import java.util.Map;
import java.util.TreeMap;
import org.quarry.node.Call;
import org.quarry.node.NodeException;
import org.quarry.node.NodeFunction;
import org.quarry.node.NodeInfo;
import org.quarry.node.Param;
import org.quarry.node.Port;
import org.quarry.node.model.Conditioning;
import org.quarry.node.model.Model;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

/** What SDXL is told of a picture's size. */
@NodeInfo(
        id = "quarry:size-conditioning",
        version = 1,
        name = "Size conditioning",
        category = "Denoising",
        keywords = {"sdxl", "refiner", "time_ids", "original size", "target size", "crop", "aesthetic score"},
        doc = """
            Tells SDXL of which size its picture shall look, and how it shall seem cut.
            SDXL was trained on pictures of all sizes, with their sizes told: at small original sizes it paints what was blurred \
            when it was enlarged, at crops from 0 on objects that are cut off. Without this node UNet step tells it the sample's \
            own size and no crop, which is what most pictures want. For a negative prompt, a small original size steers away from \
            blur.

            The refiner is told a mark for beauty from 0 to 10 in place of the target size: 6 unless this node says otherwise; 2.5 \
            is usual behind the negative prompt.

            Podell et al. (2023), "SDXL: Improving Latent Diffusion Models for High-Resolution Image Synthesis", section 2.2.\
            """)
public final class SizeConditioning implements NodeFunction<SizeConditioning.In, SizeConditioning.Out> {
    private static final String SIZES = "time_ids";
    private static final String ONLY_OF_XL = " is not told sizes, only those of SDXL are; take this node away";

    /** The prompt and the sizes. */
    public record In(
            @Port(doc = "What the picture shall show", kind = "conditioning<F>")
            Conditioning conditioning,

            @Port(doc = "The model whose network is told", kind = "unet<F>")
            Model unet,

            @Param(doc = "Width of the picture before it was resized, in pixels", value = 1024, min = 1, max = 16384)
            int width,

            @Param(doc = "Height of the picture before it was resized, in pixels", value = 1024, min = 1, max = 16384)
            int height,

            @Param(doc = "How much was cut off at the left, in pixels", value = 0, min = 0, max = 16384)
            int left,

            @Param(doc = "How much was cut off at the top, in pixels", value = 0, min = 0, max = 16384)
            int top,

            @Param(doc = "Width of the picture to be painted, in pixels", value = 1024, min = 1, max = 16384)
            int targetWidth,

            @Param(doc = "Height of the picture to be painted, in pixels", value = 1024, min = 1, max = 16384)
            int targetHeight,

            @Param(doc = "For the refiner, how beautiful it shall be", value = 6, min = 0, max = 10, step = 0.5)
            double score) {}

    /** Both. */
    public record Out(
            @Port(doc = "The prompt and the sizes, for UNet step", kind = "conditioning<F>", bypass = "conditioning")
            Conditioning conditioning) {}

    @Override
    public Out run(In in, Call call) {
        DenoisingNetwork denoiser = DenoisingNetwork.of(in.unet());
        if (!denoiser.wants(SIZES)) {
            throw new NodeException("unet", "the network of " + denoiser.name() + ONLY_OF_XL);
        }
        Map<String, Tensor> inputs = new TreeMap<>(in.conditioning().inputs());
        inputs.put(
                SIZES,
                denoiser.refines(SIZES)
                        ? Tensor.of(Shape.of(1, 5), in.height(), in.width(), in.top(), in.left(), (float) in.score())
                        : Tensor.of(
                                Shape.of(1, 6),
                                in.height(),
                                in.width(),
                                in.top(),
                                in.left(),
                                in.targetHeight(),
                                in.targetWidth()));
        return new Out(new Conditioning(inputs));
    }
}
