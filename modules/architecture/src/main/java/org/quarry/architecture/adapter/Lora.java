package org.quarry.architecture.adapter;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.quarry.architecture.checkpoint.CheckpointException;
import org.quarry.architecture.checkpoint.LowRank;
import org.quarry.architecture.checkpoint.Safetensors;
import org.quarry.architecture.checkpoint.StoredTensor;
import org.quarry.architecture.checkpoint.Weights;
import org.quarry.architecture.naming.LastModulations;
import org.quarry.architecture.naming.LayerNames;

/** A LoRA (Hu et al. 2021): low-rank changes of layers of a model's text encoders and of the network that removes noise. */
public final class Lora {
    private static final String WEIGHT = ".weight";

    private final Safetensors file;
    private final List<LoraLayer> layers;

    private Lora(Safetensors file, List<LoraLayer> layers) {
        this.file = file;
        this.layers = layers;
    }

    /**
     * Reads which layers a file changes.
     *
     * @throws CheckpointException if it is broken, no LoRA, or a kind of LoRA that is not computed
     */
    public static Lora read(Path path) {
        Safetensors file = Safetensors.read(path);
        return new Lora(file, LoraLayer.all(file));
    }

    /**
     * Puts the changes of several files on top of a component's weights. Those of the file with number n are told how much they count
     * by the network's input {@code adapter_strength.n}.
     *
     * @param component as in a Diffusers folder
     * @throws CheckpointException if one is for another family of models
     */
    public static Weights over(String component, Weights weights, List<Path> files) {
        Weights own = LastModulations.apart(weights);
        Map<String, List<LowRank>> all = new LinkedHashMap<>();
        for (int i = 0; i < files.size(); i++) {
            Lora lora = read(files.get(i));
            lora.changes(component, own, i)
                    .forEach((layer, change) ->
                            all.computeIfAbsent(layer, key -> new ArrayList<>()).add(change));
        }
        return own.changed(all);
    }

    /**
     * What it changes of a component, by the names of the layers.
     *
     * @param number of the file among those on top of the network
     * @throws CheckpointException if it is for another family of models
     */
    public Map<String, LowRank> changes(String component, Weights weights, int number) {
        Weights network = LastModulations.apart(weights);
        LayerNames names = new LayerNames(network);
        Map<String, LowRank> changes = new TreeMap<>();
        for (LoraLayer layer : layers) {
            if (layer.isOf(component)) {
                names.rows(layer.name(), layer.up()).forEach((own, rows) -> {
                    requireFit(layer, rows, network.tensor(own + WEIGHT), weights);
                    changes.put(own, new LowRank(number, layer.down(), rows, layer.scale()));
                });
            }
        }
        return changes;
    }

    /**
     * What of it belongs to no layer of a model, by the file's names.
     *
     * @param components the model's networks
     * @throws CheckpointException if that is all of it: it is for another family of models
     */
    public List<String> unmatched(Map<String, Weights> components) {
        Map<String, LayerNames> names = new TreeMap<>();
        components.forEach(
                (component, weights) -> names.put(component, new LayerNames(LastModulations.apart(weights))));
        List<String> unmatched = layers.stream()
                .filter(layer -> names.entrySet().stream()
                        .noneMatch(component -> layer.isOf(component.getKey())
                                && !component
                                        .getValue()
                                        .rows(layer.name(), layer.up())
                                        .isEmpty()))
                .map(LoraLayer::stored)
                .toList();
        if (unmatched.size() == layers.size()) {
            throw new CheckpointException(file.file() + " changes none of the layers of " + components.keySet()
                    + ", but " + unmatched.get(0) + " and " + (unmatched.size() - 1) + " others; " + another());
        }
        return unmatched;
    }

    /** Whether it has changes for a component, of whatever model. */
    public boolean changes(String component) {
        return layers.stream().anyMatch(layer -> layer.isOf(component));
    }

    private void requireFit(LoraLayer layer, StoredTensor up, StoredTensor weight, Weights weights) {
        long inputs = weight.elements() / weight.axes().get(0);
        long outputs = weight.axes().get(0);
        long rank = layer.down().axes().get(0);
        if (layer.down().elements() != rank * inputs || up.elements() != rank * outputs) {
            throw new CheckpointException(file.file() + " is a LoRA for another family of models than " + weights.what()
                    + ": it changes '" + layer.stored() + "' from "
                    + layer.down().shape() + " to "
                    + layer.up().shape() + ", and that layer's weights are " + weight.shape() + "; " + another());
        }
    }

    private String another() {
        String trained = file.metadata().getOrDefault("ss_base_model_version", "");
        return (trained.isEmpty() ? "" : "it says that it was trained for " + trained + "; ")
                + "take one that was trained for this model's family";
    }
}
