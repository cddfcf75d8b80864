package org.quarry.nodes.model;

import java.nio.file.Path;
import org.quarry.node.Call;
import org.quarry.node.Effect;
import org.quarry.node.NodeException;
import org.quarry.node.NodeFunction;
import org.quarry.node.NodeInfo;
import org.quarry.node.Param;
import org.quarry.node.Port;
import org.quarry.node.model.Model;
import org.quarry.node.model.ModelException;
import org.quarry.node.model.Network;

/** A network that steers another by a picture. */
@NodeInfo(
        id = "quarry:load-controlnet",
        version = 2,
        name = "Load ControlNet",
        category = "Model",
        effect = Effect.READS,
        keywords = {"controlnet", "control", "canny", "depth", "pose", "scribble"},
        doc = """
            Opens a ControlNet: a network that steers a model by a picture of edges, depths, poses or the like.
            It is one .safetensors file, in the names of Diffusers or of its authors' program, with a config.json beside it or \
            without, or a network in ONNX's format. It must have been trained for the family of the model, which is one of weights, not of \
            finished ONNX networks. Apply ControlNet says what picture it sees and how strongly \
            it counts.\
            """)
public final class LoadControlNet implements NodeFunction<LoadControlNet.In, LoadControlNet.Out> {
    /** Whom it steers, and its file. */
    public record In(
            @Port(doc = "The model whose network is steered", kind = "unet<F>")
            Model unet,

            @Param(
                    doc = "The ControlNet; a path that is not absolute starts at the folder of the workflow file",
                    text = "controlnet.safetensors",
                    endings = {".safetensors", ".onnx"})
            Path file) {}

    /** The opened network. */
    public record Out(
            @Port(doc = "The ControlNet, for Apply ControlNet", kind = "controlnet<F>")
            Network controlNet) {}

    @Override
    public Out run(In in, Call call) {
        try {
            return new Out(in.unet().controlNet(in.file()));
        } catch (ModelException e) {
            throw new NodeException("file", String.valueOf(e.getMessage()), e);
        }
    }
}
