package org.quarry.onnx;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.quarry.architecture.checkpoint.CheckpointException;
import org.quarry.architecture.checkpoint.Safetensors;
import org.quarry.architecture.checkpoint.StoredTensor;
import org.quarry.architecture.checkpoint.Weights;
import org.quarry.architecture.graph.Precision;
import org.quarry.architecture.naming.Components;
import org.quarry.node.model.ModelException;
import org.quarry.node.model.Network;
import org.quarry.node.model.NetworkPort;

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

    static boolean isExported(Path file) {
        return file.getFileName().toString().endsWith(".onnx");
    }

    /** A finished network of ONNX. @throws ModelException if it cannot be read */
    static NetworkFile exported(String model, Path path) {
        AdapterFile file = AdapterFile.of(path);
        try {
            long beside = OnnxFile.read(file.path()).external().values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            Path settings = file.path().resolveSibling("config.json");
            return new NetworkFile(
                    model + "/" + COMPONENT, file.path(), settings, file.bytes() + beside, file.modified());
        } catch (IOException e) {
            throw new ModelException(
                    file.path() + " cannot be read as a network of ONNX: " + e.getMessage()
                            + "; download it again, or choose another file",
                    e);
        }
    }

    /** A loaded one, by the names of Diffusers. @throws ModelException if it is no ControlNet, or for another family */
    static Network steering(Path file, Network network, Weights unet) {
        ExportedControlNet steering = ExportedControlNet.of(network)
                .orElseThrow(() -> new ModelException(file + " is no ControlNet: it has the inputs " + network.inputs()
                        + " and the outputs " + network.outputs()
                        + ", and controlnet_cond was wanted, and something for"
                        + " each skip connection and the middle. Choose the .onnx file of a ControlNet"));
        requireFit(file, steering, "encoder_hidden_states", 2, unet.tensor(PROMPT));
        requireFit(file, steering, "sample", 1, unet.tensor(ENTRANCE));
        return steering;
    }

    private static void requireFit(Path file, Network network, String input, int axis, StoredTensor steered) {
        List<Integer> axes = network.input(input).map(NetworkPort::axes).orElse(List.of());
        long wanted = steered.axes().get(1);
        if (axes.size() <= axis || (axes.get(axis) >= 0 && axes.get(axis) != wanted)) {
            throw new ModelException(file + " is a ControlNet for another family of models: its input '" + input
                    + "' is " + axes + ", and the model's has " + wanted
                    + " in that place; take one that was trained for this model's family");
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
