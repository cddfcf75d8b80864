package org.quarry.nodes.noise;

import java.util.Optional;
import org.quarry.node.Call;
import org.quarry.node.NodeFunction;
import org.quarry.node.NodeInfo;
import org.quarry.node.Param;
import org.quarry.node.Port;
import org.quarry.node.model.Model;
import org.quarry.tensor.NoiseStream;
import org.quarry.tensor.Tensor;

/** The marble: noise to begin with. */
@NodeInfo(
        id = "quarry:noise-source",
        version = 1,
        name = "Noise source",
        category = "Noise",
        keywords = {"seed", "random", "empty latent", "randn", "size", "philox", "variation"},
        doc = """
                Draws the noise that a picture is carved out of.
                The same seed gives the same numbers on every machine, and they are those of PyTorch, so seeds from elsewhere can be \
                used: choose the generator that they were used with. Width and height are those of the finished picture. With a \
                model linked, its own number of latent channels and its factor between pixels and latents are taken; without, 4 \
                channels and 8 pixels.

                The CPU generator is a Mersenne Twister and takes the lower 32 bits of a seed; the CUDA generator is Philox 4x32-10 \
                (Salmon et al., 2011) and takes all 64. For any list of seeds in one batch, link several of these nodes to Join batch.
                Samplers that add noise on their way draw it from Denoise's own seed on the CPU generator, unless stream is linked to \
                Denoise: then it comes from here, with this generator and these seeds, after the numbers of the starting noise.""")
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

            @Param(doc = "How many pictures to make at once", value = 1, min = 1, max = 1024)
            int batch,

            @Param(doc = "Where the noise of the later pictures of a batch comes from")
            BatchSeeds seeds,

            @Param(doc = "Whose numbers the seed stands for")
            Generator generator,

            @Param(
                    doc =
                            "For the CUDA generator and large pictures: how many threads the GPU to be followed holds at once (RTX"
                                    + " 3090 125952, RTX 4090 196608, A100 221184, H100 270336). 0: no limit, as in WebUI's NV source."
                                    + " It matters only if the noise has more numbers than that",
                    value = 0,
                    min = 0,
                    max = 10_000_000)
            int gpuThreads) {}

    /** The noise. */
    public record Out(
            @Port(
                    doc = "Standard normal noise: mean 0, spread 1",
                    kind = "latent<F>",
                    shape = "batch,unet.channels,height/unet.factor,width/unet.factor")
            Tensor noise,

            @Port(
                    doc =
                            "All numbers of the seed and generator, for nodes that add fresh noise: Denoise goes on after the"
                                    + " starting noise, as PyTorch does with one generator",
                    kind = "noise-stream")
            NoiseStream stream) {}

    @Override
    public Out run(In in, Call call) {
        LatentSize size = LatentSize.of(in.unet(), in.width(), in.height());
        NoiseStream stream =
                new NoiseStream(in.generator().on(in.gpuThreads()), in.seeds().from(in.seed(), in.batch()));
        return new Out(stream.begin().next(size.shape(in.batch())), stream);
    }
}
