package org.quarry.onnx;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.quarry.architecture.Blueprint;
import org.quarry.architecture.FamilySettings;
import org.quarry.architecture.Networks;
import org.quarry.architecture.Settings;
import org.quarry.architecture.adapter.Lora;
import org.quarry.architecture.checkpoint.CheckpointException;
import org.quarry.architecture.checkpoint.Safetensors;
import org.quarry.architecture.checkpoint.StoredTensor;
import org.quarry.architecture.checkpoint.WeightFolder;
import org.quarry.architecture.checkpoint.Weights;
import org.quarry.architecture.graph.Precision;
import org.quarry.architecture.naming.Components;
import org.quarry.node.model.ModelRequest;

/** Networks that a model has as weights alone, in {@code .safetensors} files: their graphs are written here. */
final class WrittenNetworks {
    private static final int FLOAT16_BYTES = 2;
    private static final int FLOAT32_BYTES = 4;

    private final ModelFolder model;

    /** The networks of the file with all weights. Its header is read once, though every component asks for it. */
    private final Supplier<Map<String, Weights>> inFile;

    WrittenNetworks(ModelFolder model) {
        this.model = model;
        this.inFile = Once.of(() -> inFile(model.checkpoints().get(0)));
    }

    /** What a component's weights belong to: both halves of an autoencoder share one part. */
    static String part(String component) {
        return component.startsWith("vae_") ? "vae" : component;
    }

    /** Where a component's weights are: a folder, or the file with all. */
    Path place(String component) {
        return model.checkpoints().isEmpty()
                ? model.path().resolve(part(component))
                : model.checkpoints().get(0);
    }

    /** Whether a component can be written. @throws CheckpointException if the file with all weights is broken */
    boolean has(String component) {
        return model.checkpoints().isEmpty()
                ? WeightFolder.isOne(place(component))
                : inFile.get().containsKey(part(component));
    }

    /** The headers of a component's files. @throws CheckpointException if one is broken */
    Weights weights(String component) {
        return model.checkpoints().isEmpty()
                ? WeightFolder.read(model.name() + "/" + component, place(component))
                : part(place(component), inFile.get(), component);
    }

    private static Weights part(Path checkpoint, Map<String, Weights> networks, String component) {
        Weights weights = networks.get(part(component));
        if (weights == null) {
            throw new CheckpointException(checkpoint + " has no " + part(component) + " any more; was it replaced?");
        }
        return weights;
    }

    private static Map<String, Weights> inFile(Path checkpoint) {
        return Components.of(
                checkpoint.getFileName().toString(),
                Safetensors.read(checkpoint).tensors());
    }

    /** What weights take in memory once they are of the type that is computed in. */
    static long memory(Weights weights, Precision precision) {
        int bytes = precision == Precision.FLOAT16 ? FLOAT16_BYTES : FLOAT32_BYTES;
        return weights.tensors().values().stream()
                .mapToLong(StoredTensor::elements)
                .map(elements -> elements * bytes)
                .sum();
    }

    /**
     * What a component computes in. An autoencoder whose settings say that it overflows in 16 bits never does in these, and T5, which
     * was trained in another range, only if it is asked for.
     */
    Precision precision(String component, ModelRequest.Precision wanted, Device device) {
        boolean upcast = model.config(component).get("force_upcast") instanceof Boolean flag && flag;
        boolean narrow = switch (wanted) {
            case FP32 -> false;
            case FP16 -> true;
            case AUTO -> device.gainsFromHalves() && narrow(weights(component));
        };
        return narrow && !upcast ? Precision.FLOAT16 : Precision.FLOAT32;
    }

    private static boolean narrow(Weights weights) {
        long all = weights.bytes();
        long wide = weights.tensors().values().stream()
                .filter(tensor -> tensor.type().bytes() > FLOAT16_BYTES)
                .mapToLong(StoredTensor::bytes)
                .sum();
        boolean t5 = weights.find("encoder.final_layer_norm.weight").isPresent();
        return !t5 && wide < all / 2;
    }

    /**
     * The graph of a network.
     *
     * @throws CheckpointException if its weights or settings are broken or of another network
     */
    static Blueprint write(NetworkFile network) {
        Weights weights = Files.isDirectory(network.path())
                ? WeightFolder.read(network.name(), network.path())
                : part(network.path(), inFile(network.path()), network.component());
        Settings settings = Files.isRegularFile(network.settings())
                ? new Settings(network.name(), config(network))
                : FamilySettings.of(part(network.component()), weights);
        List<Path> adapters = network.adapters().stream().map(AdapterFile::path).toList();
        Weights adapted = Lora.over(network.component(), weights, adapters);
        return Networks.write(network.component(), settings, adapted, network.precision());
    }

    private static Map<String, Object> config(NetworkFile network) {
        Path file = network.settings();
        Path folder = Objects.requireNonNull(file.getParent(), "settings are in a folder");
        return new ModelFolder(network.name(), folder).json(file.getFileName().toString());
    }
}
