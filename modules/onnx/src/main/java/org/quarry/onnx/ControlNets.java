package org.quarry.onnx;

import java.nio.file.Path;
import java.util.Map;
import org.quarry.architecture.checkpoint.CheckpointException;
import org.quarry.architecture.checkpoint.Safetensors;
import org.quarry.architecture.checkpoint.StoredTensor;
import org.quarry.architecture.checkpoint.Weights;
import org.quarry.architecture.graph.Precision;
import org.quarry.architecture.naming.Components;
import org.quarry.node.model.ModelException;

/** ControlNets, which are files or folders of their own, beside the models that they steer. */
final class ControlNets {
    static final String COMPONENT = "controlnet";

    /** Reads what comes in from the prompt: as wide as what the text encoders of the family give. */
    private static final String PROMPT = "mid_block.attentions.0.transformer_blocks.0.attn2.to_k.weight";

    /** Reads the sample. */
    private static final String ENTRANCE = "conv_in.weight";

    private ControlNets() {}

    /**
     * The network in a file.
     *
     * @param model the name of the model that it steers
     * @param unet that model's network
     * @throws ModelException if the file is broken, no ControlNet or for another family
     */
    static NetworkFile file(String model, Weights unet, Path path) {
        AdapterFile file = AdapterFile.of(path);
        try {
            Weights weights = weights(file.path());
            requireFit(file.path(), weights, unet);
            Path settings = file.path().resolveSibling("config.json");
            long memory = WrittenNetworks.memory(weights, Precision.FLOAT32);
            return new NetworkFile(model + "/" + COMPONENT, file.path(), settings, memory, file.modified());
        } catch (CheckpointException e) {
            throw new ModelException(Failures.message(e), e);
        }
    }

    private static Weights weights(Path file) {
        Map<String, Weights> networks = Components.of(
                file.getFileName().toString(), Safetensors.read(file).tensors());
        Weights weights = networks.get(COMPONENT);
        if (weights == null) {
            throw new ModelException(file + " is no ControlNet; "
                    + (networks.isEmpty() ? "it is no network that is known" : "it has " + networks.keySet())
                    + ". Choose the .safetensors file of a ControlNet");
        }
        return weights;
    }

    private static void requireFit(Path file, Weights weights, Weights unet) {
        for (String name : new String[] {PROMPT, ENTRANCE}) {
            StoredTensor own = weights.tensor(name);
            StoredTensor steered = unet.tensor(name);
            if (!own.axes().equals(steered.axes())) {
                throw new ModelException(file + " is a ControlNet for another family of models than " + unet.what()
                        + ": its '" + name + "' is " + own.shape() + ", the model's " + steered.shape()
                        + "; take one that was trained for this model's family");
            }
        }
    }
}
