package org.quarry.nodes.model;

import java.nio.file.Path;
import java.util.List;
import org.quarry.node.Call;
import org.quarry.node.Effect;
import org.quarry.node.NodeException;
import org.quarry.node.NodeFunction;
import org.quarry.node.NodeInfo;
import org.quarry.node.Param;
import org.quarry.node.Port;
import org.quarry.node.model.AdaptedModel;
import org.quarry.node.model.Adapter;
import org.quarry.node.model.Model;
import org.quarry.node.model.ModelException;

/** A model that was taught something more. */
@NodeInfo(
        id = "quarry:load-lora",
        version = 1,
        name = "Load LoRA",
        category = "Model",
        effect = Effect.READS,
        keywords = {"lora", "lycoris", "locon", "adapter", "style", "fine-tuning", "peft", "kohya"},
        doc = """
            Puts a LoRA on top of a model: a small file that teaches it a style, a subject or fewer steps.
            It stands between Load model and the nodes that run the network and the text encoder; several stand one after the \
            other and add up. At strength 1 a LoRA acts as it was trained, at 0 not at all, below 0 the other way. The strength \
            for the text encoder changes how words are read; many LoRAs have nothing for it.

            Files of kohya, Diffusers and PEFT are read, with changes of linear layers and convolutions. What the file changes \
            and the model does not have is named. The model must be one of weights (.safetensors), not a finished ONNX network. \
            Another strength is only another run: the model is loaded once for each file.

            Hu et al. (2021), "LoRA: Low-Rank Adaptation of Large Language Models".\
            """)
public final class LoadLora implements NodeFunction<LoadLora.In, LoadLora.Out> {
    private static final int SHOWN = 3;

    /** The model's parts and the file. */
    public record In(
            @Port(doc = "The denoising network to change", kind = "unet<F>")
            Model unet,

            @Port(doc = "The text encoder to change", kind = "text-encoder<F>")
            Model textEncoder,

            @Param(
                    doc = "The LoRA; a path that is not absolute starts at the folder of the workflow file",
                    text = "lora.safetensors",
                    endings = {".safetensors"})
            Path file,

            @Param(doc = "How strongly the network is changed", value = 1, min = -10, max = 10, step = 0.05)
            double strength,

            @Param(doc = "How strongly the text encoder is changed", value = 1, min = -10, max = 10, step = 0.05)
            double textStrength) {}

    /** The changed parts. */
    public record Out(
            @Port(doc = "The changed network", kind = "unet<F>", bypass = "unet")
            Model unet,

            @Port(doc = "The changed text encoder", kind = "text-encoder<F>", bypass = "textEncoder")
            Model textEncoder) {}

    @Override
    public Out run(In in, Call call) {
        Adapter adapter = new Adapter(in.file(), in.strength(), in.textStrength());
        try {
            AdaptedModel network = in.unet().adapted(adapter);
            boolean same = in.unet().equals(in.textEncoder());
            AdaptedModel text = same ? network : in.textEncoder().adapted(adapter);
            tell(in, network.unmatched(), call);
            return new Out(network.model(), text.model());
        } catch (ModelException e) {
            throw new NodeException("file", String.valueOf(e.getMessage()), e);
        }
    }

    private static void tell(In in, List<String> unmatched, Call call) {
        if (!unmatched.isEmpty()) {
            String more = unmatched.size() > SHOWN ? " and " + (unmatched.size() - SHOWN) + " others" : "";
            call.report(in.file().getFileName() + " also changes layers that "
                    + in.unet().description().name() + " does not have: "
                    + String.join(", ", unmatched.subList(0, Math.min(SHOWN, unmatched.size()))) + more);
        }
    }
}
