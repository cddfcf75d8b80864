package org.quarry.nodes.noise;

import java.util.Optional;
import org.quarry.node.Call;
import org.quarry.node.NodeFunction;
import org.quarry.node.NodeInfo;
import org.quarry.node.Param;
import org.quarry.node.Port;
import org.quarry.node.model.Model;
import org.quarry.tensor.Tensor;
import org.quarry.tensor.TorchCpuNoise;

/** The marble: noise to begin with. */
@NodeInfo(
        id = "quarry:noise-source",
        version = 1,
        name = "Noise source",
        category = "Noise",
        keywords = {"seed", "random", "empty latent", "randn", "size"},
        doc = """
                Draws the noise that a picture is carved out of.
                The same seed gives the same numbers everywhere, and they are those of PyTorch's CPU generator, so seeds from \
                elsewhere can be used. Width and height are those of the finished picture. With a model linked, its own number of \
                latent channels and its factor between pixels and latents are taken; without, 4 channels and 8 pixels.""")
public final class NoiseSource implements NodeFunction<NoiseSource.In, NoiseSource.Out> {
    /** What to draw. */
    public record In(
            @Port(doc = "The model that the noise is for", kind = "unet<F>")
            Optional<Model> unet,

            @Param(doc = "Which noise: any whole number", role = Param.Role.SEED)
            long seed,

            @Param(doc = "Width of the picture in pixels", value = 512, min = 8, max = 16384, step = 8)
            int width,

            @Param(doc = "Height of the picture in pixels", value = 512, min = 8, max = 16384, step = 8)
            int height,

            @Param(
                    doc = "How many pictures to make at once, all from one stream of numbers",
                    value = 1,
                    min = 1,
                    max = 1024)
            int batch) {}

    /** The noise. */
    public record Out(
            @Port(
                    doc = "Standard normal noise: mean 0, spread 1",
                    kind = "latent<F>",
                    shape = "batch,unet.channels,height/unet.factor,width/unet.factor")
            Tensor noise) {}

    @Override
    public Out run(In in, Call call) {
        LatentSize size = LatentSize.of(in.unet(), in.width(), in.height());
        return new Out(TorchCpuNoise.seeded(in.seed()).next(size.shape(in.batch())));
    }
}
