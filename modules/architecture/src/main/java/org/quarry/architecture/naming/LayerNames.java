package org.quarry.architecture.naming;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.quarry.architecture.checkpoint.StoredTensor;
import org.quarry.architecture.checkpoint.Weights;

/**
 * The layers of a network by the names that training programs give them: those of Diffusers, or those of the original programs, with
 * dots or with underscores in their place.
 */
public final class LayerNames {
    private static final String WEIGHT = ".weight";
    private static final String SCALE = ".scale";

    private final OriginalTransformerLayers transformer;
    private final Map<String, String> layers = new HashMap<>();

    /** The modulations that Diffusers has as one layer and that are two here, by its name for them. */
    private final Map<String, String> modulations = new HashMap<>();

    /** Those of a network. @param weights with the last modulations apart */
    public LayerNames(Weights weights) {
        this.transformer = new OriginalTransformerLayers(weights);
        List<String> own = weights.tensors().keySet().stream()
                .filter(name -> name.endsWith(WEIGHT))
                .map(name -> name.substring(0, name.length() - WEIGHT.length()))
                .toList();
        OriginalUnetLayers original = new OriginalUnetLayers(own);
        own.forEach(layer -> {
            layers.put(plain(original.of(layer)), layer);
            layers.put(plain(layer), layer);
            if (layer.endsWith(SCALE)) {
                String norm = layer.substring(0, layer.length() - SCALE.length());
                modulations.put(plain(norm + ".linear"), norm);
            }
        });
    }

    static String plain(String name) {
        // Diffusers' attention processors of 2023, and the one layer that is in a list with a dropout.
        return name.replace(".processor.", ".").replace('.', '_').replaceAll("_to_out_0$", "_to_out");
    }

    /**
     * The layers that a name stands for, each with its rows of a tensor that has a row for each of their outputs; empty if there is
     * no such layer.
     */
    public Map<String, StoredTensor> rows(String name, StoredTensor outputs) {
        String plain = plain(name);
        String layer = layers.get(plain);
        if (layer != null) {
            return Map.of(layer, outputs);
        }
        String norm = modulations.get(plain);
        return norm == null ? transformer.rows(plain, outputs) : LastModulations.halves(norm, "", outputs);
    }
}
