package org.quarry.onnx;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.quarry.architecture.Blueprint;
import org.quarry.architecture.FamilySettings;
import org.quarry.architecture.Networks;
import org.quarry.architecture.Settings;
import org.quarry.architecture.checkpoint.StoredTensor;
import org.quarry.architecture.checkpoint.WeightFolder;
import org.quarry.architecture.checkpoint.Weights;
import org.quarry.architecture.graph.Precision;
import org.quarry.node.model.ModelException;

/** Networks that a model has as weights alone, in {@code .safetensors} files: their graphs are written here. */
final class WrittenNetworks {
    private static final int FLOAT32_BYTES = 4;

    private WrittenNetworks() {}

    /** The folder of a component's weights; both halves of an autoencoder share one. */
    static Path weightFolder(ModelFolder model, String component) {
        return model.path().resolve(component.startsWith("vae_") ? "vae" : component);
    }

    /** Whether a component can be written. */
    static boolean has(ModelFolder model, String component) {
        return WeightFolder.isOne(weightFolder(model, component));
    }

    /** The headers of a component's files. @throws org.quarry.architecture.checkpoint.CheckpointException if one is broken */
    static Weights weights(ModelFolder model, String component) {
        return WeightFolder.read(model.name() + "/" + component, weightFolder(model, component));
    }

    /** What its weights take in memory on a processor: there all are computed in 32 bits. */
    static long memory(Weights weights) {
        return weights.tensors().values().stream()
                .mapToLong(StoredTensor::elements)
                .map(elements -> elements * FLOAT32_BYTES)
                .sum();
    }

    /**
     * The graph of a network.
     *
     * @throws org.quarry.architecture.checkpoint.CheckpointException if its weights or settings are broken or of another network
     */
    static Blueprint write(NetworkFile network, Precision precision) {
        Weights weights = WeightFolder.read(network.name(), network.path());
        Settings settings = Files.isRegularFile(network.path().resolve("config.json"))
                ? new Settings(network.name(), config(network))
                : FamilySettings.of(network.component(), weights);
        return Networks.write(network.component(), settings, weights, precision);
    }

    private static Map<String, Object> config(NetworkFile network) throws ModelException {
        return new ModelFolder(network.name(), network.path()).json("config.json");
    }
}
