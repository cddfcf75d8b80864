package org.quarry.nodes.model;

import org.quarry.node.Call;
import org.quarry.node.NodeFunction;
import org.quarry.node.NodeInfo;
import org.quarry.node.Param;
import org.quarry.node.Port;
import org.quarry.node.model.Model;

/** Where a graph begins: opens a model and gives out its parts. */
@NodeInfo(
        id = "quarry:load-model",
        version = 1,
        name = "Load model",
        category = "Model",
        keywords = {"checkpoint", "open", "pipeline", "diffusers"},
        doc = """
            Opens a diffusion model and gives out its parts.
            A model is a folder below the models folder with a model_index.json in it, as Diffusers and Optimum write it.
            Opening reads settings only: a network is loaded when the first node runs it. Two models come with Quarry. pocket \
            paints 128 x 128 pictures of houses, boats and circles in a third of a second; pocket-turbo paints the same in \
            4 steps, without guidance and with the sampler from-model.\
            """)
public final class LoadModel implements NodeFunction<LoadModel.In, LoadModel.Out> {
    /** Which model. */
    public record In(
            @Param(
                    doc = "Name of the model: its folder's path below the models folder",
                    text = "pocket",
                    role = Param.Role.MODEL)
            String model) {}

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
        Model model = call.model(in.model());
        return new Out(model, model, model, model, model);
    }
}
