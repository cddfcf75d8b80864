package org.quarry.nodes.model;

import org.quarry.node.Call;
import org.quarry.node.NodeFunction;
import org.quarry.node.NodeInfo;
import org.quarry.node.Param;
import org.quarry.node.Port;
import org.quarry.node.model.Model;
import org.quarry.node.model.ModelRequest;

/** Where a graph begins: opens a model and gives out its parts. */
@NodeInfo(
        id = "quarry:load-model",
        version = 2,
        name = "Load model",
        category = "Model",
        keywords = {"checkpoint", "open", "pipeline", "diffusers"},
        doc = """
            Opens a diffusion model and gives out its parts.
            A model is a folder below the models folder with a model_index.json in it, as Diffusers and Optimum write it, or one \
            .safetensors file. A file that lacks its text encoders or its VAE, as those of FLUX do, takes them from others.
            Opening reads settings only: a network is loaded when the first node runs it. Two models come with Quarry. pocket \
            paints 128 x 128 pictures of houses, boats and circles in a third of a second; pocket-turbo paints the same in \
            4 steps, without guidance and with the sampler from-model.\
            """)
public final class LoadModel implements NodeFunction<LoadModel.In, LoadModel.Out> {
    /** Which model. */
    public record In(
            @Param(
                    doc = "Name of the model: the path of its folder or file below the models folder. After @ may"
                            + " stand its hash, by which it is found under another name",
                    text = "pocket",
                    role = Param.Role.MODEL)
            String model,

            @Param(
                    doc = "Models or .safetensors files whose text encoders are taken in place of the model's own,"
                            + " with commas between them; empty keeps its own",
                    role = Param.Role.MODEL_PARTS)
            String textEncodersFrom,

            @Param(
                    doc = "Model or .safetensors file whose VAE is taken in place of the model's own; empty keeps"
                            + " its own",
                    role = Param.Role.MODEL_PARTS)
            String vaeFrom,

            @Param(
                    doc = "What networks compute in that come as weights; those in ONNX's format compute in what"
                            + " they were exported in")
            Precision precision) {}

    /** Of floating numbers. */
    public enum Precision {
        /** 16 bits where the weights have no more and the device gains from it, else 32. */
        AUTO,
        /** 32 bits, on every device. */
        FP32,
        /** 16 bits, on every device: half the memory; slower on most CPUs. */
        FP16
    }

    /** One model, once for each part, so that a wire says what it is for. */
    public record Out(
            @Port(doc = "Cuts prompts into the tokens that this model reads", kind = "tokenizer<{model}>")
            Model tokenizer,

            @Port(doc = "Turns tokens into what the network is steered by", kind = "text-encoder<{model}>")
            Model textEncoder,

            @Port(doc = "The denoising network", kind = "unet<{model}>")
            Model unet,

            @Port(doc = "Goes from pictures to latents and back", kind = "vae<{model}>")
            Model vae,

            @Port(doc = "How the noise grew while the model was trained", kind = "scheduler<{model}>")
            Model scheduler) {}

    @Override
    public Out run(In in, Call call) {
        Model model = call.model(new ModelRequest(
                in.model(),
                ModelRequest.namesIn(in.textEncodersFrom()),
                in.vaeFrom().strip(),
                ModelRequest.Precision.valueOf(in.precision().name())));
        String found = model.description().name();
        if (!found.equals(in.model()) && !in.model().startsWith(found + "@")) {
            call.report("'" + in.model() + "' is '" + found + "' here, by its hash");
        }
        return new Out(model, model, model, model, model);
    }
}
