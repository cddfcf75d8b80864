package org.quarry.nodes.scheduler;

import java.util.Optional;
import org.quarry.diffusion.Sampler;
import org.quarry.diffusion.Schedule;
import org.quarry.diffusion.UnfitModelException;
import org.quarry.node.Call;
import org.quarry.node.NodeException;
import org.quarry.node.NodeFunction;
import org.quarry.node.NodeInfo;
import org.quarry.node.Param;
import org.quarry.node.PerStep;
import org.quarry.node.Port;
import org.quarry.node.extension.Choice;
import org.quarry.tensor.Noise;
import org.quarry.tensor.NoiseStream;
import org.quarry.tensor.Tensor;

/** The denoising loop. */
@NodeInfo(
        id = "quarry:denoise",
        version = 1,
        name = "Denoise",
        category = "Denoising",
        keywords = {"sampler", "ksampler", "euler", "ddim", "dpm", "unipc", "lcm", "loop", "img2img"},
        doc = """
            Carves a latent out of noise: asks for a prediction at each noise level and moves the sample by it.
            The prediction is a wire that is evaluated anew at each step: a UNet step, or several combined by guidance. It \
            tells which clean picture the network believes to lie under the noisy sample. A step goes towards that picture, \
            but only as far as the next level, for the belief gets better with less noise.

            Samplers differ in how many steps they want and in whether they add fresh noise. Those that do not (DDIM, Euler, \
            Heun, DPM++ 2M, UniPC) solve an equation (Song et al., 2021) and come to one picture as the steps grow; DPM++ 2M \
            or UniPC are a good start. Those that do (ancestral, SDE, DDPM) forgive the network's errors and never settle. \
            Distilled models (LCM, TCD, consistency) want their own sampler.

            With a latent linked, the run does not start from noise alone but from that latent with noise added; the \
            scheduler's strength says how much of it may change.\
            """)
public final class Denoise implements NodeFunction<Denoise.In, Denoise.Out> {
    /** What to ask, along which levels, from where and how. */
    public record In(
            @Port(doc = "What the network says at each step", kind = "prediction<F>")
            PerStep<Tensor> prediction,

            @Port(doc = "The noise levels to go through", kind = "schedule<F>")
            Schedule schedule,

            @Port(doc = "The noise to start from", kind = "latent<F>", shape = "B,C,H,W")
            Tensor noise,

            @Port(doc = "A latent to start from, with the noise added", kind = "latent<F>", shape = "?,C,H,W")
            Optional<Tensor> latent,

            @Param(doc = "How the sample is moved from one level to the next")
            Choice<SamplerChoice, Sampler> sampler,

            @Param(
                    doc = "For DDIM, how much fresh noise each step adds: 0 none, 1 as much as DDPM",
                    value = 0,
                    min = 0,
                    max = 1,
                    step = 0.1)
            double eta,

            @Param(
                    doc = "For ancestral and SDE samplers, SA-Solver and TCD, how much fresh noise each step adds,"
                            + " in parts of what is usual: 0 none, 1 as published",
                    value = 1,
                    min = 0,
                    max = 1,
                    step = 0.1)
            double fresh,

            @Param(
                    doc = "For LMS, DEIS, UniPC, SA-Solver and DPM adaptive, the order of the method: how many"
                            + " predictions it joins. 0 is what is usual",
                    value = 0,
                    min = 0,
                    max = 4)
            int order,

            @Param(
                    doc = "For Euler, Heun and DPM2, how much noise is added over the run before the steps: S_churn"
                            + " of Karras et al. (2022). It corrects errors of the steps before; 0 is none",
                    value = 0,
                    min = 0,
                    max = 100)
            double churn,

            @Param(
                    doc = "Which fresh noise, of PyTorch's CPU generator, for samplers that add some, if no stream is"
                            + " linked; may be the seed of the Noise source",
                    role = Param.Role.SEED)
            long seed,

            @Port(
                    doc = "The Noise source's stream, which fresh noise is taken from in place of the seed: with its"
                            + " generator, and with a seed for each picture if it has them",
                    kind = "noise-stream")
            Optional<NoiseStream> stream) {}

    /** The result, and the way to it. */
    public record Out(
            @Port(doc = "The clean latent", kind = "latent<F>", shape = "B,C,H,W")
            Tensor latent,

            @Port(
                    doc = "What the clean latent looked like to the network at each step, as one batch",
                    kind = "latent<F>",
                    shape = "?,C,H,W")
            Tensor estimates,

            @Port(
                    doc = "The noisy sample before each step, and the result at the end, as one batch",
                    kind = "latent<F>",
                    shape = "?,C,H,W")
            Tensor trajectory) {}

    @Override
    public Out run(In in, Call call) {
        Tensor start = Start.of(in.schedule(), in.noise(), in.latent());
        Recorder recorder = new Recorder(in.prediction(), in.schedule(), call);
        Tensor end = sampled(in, start, recorder);
        return new Out(end, recorder.estimates(end), recorder.trajectory(end));
    }

    private static Tensor sampled(In in, Tensor start, Recorder recorder) {
        SamplerChoice.Settings settings = new SamplerChoice.Settings(in.eta(), in.fresh(), in.order(), in.churn());
        Sampler sampler =
                in.sampler().either(own -> own.sampler(settings, in.schedule().usual()), more -> more);
        try {
            return sampler.sample(recorder.denoiser(), start, in.schedule(), freshNoise(in));
        } catch (UnfitModelException e) {
            throw new NodeException("sampler", e.reason(), e);
        }
    }

    /**
     * What comes after the starting noise. That one is what a Noise source of the same seed gives: noise added later must
     * not be the same again, and elsewhere one generator serves for both.
     */
    private static Noise freshNoise(In in) {
        NoiseStream stream = in.stream().orElse(NoiseStream.torchCpu(in.seed()));
        int pictures = in.noise().shape().size(0);
        if (!stream.serves(pictures)) {
            throw new NodeException(
                    "stream",
                    "found seeds of " + stream.seeds().size() + " pictures, the noise has " + pictures
                            + "; link both from one Noise source");
        }
        return stream.after(in.noise().shape());
    }
}
