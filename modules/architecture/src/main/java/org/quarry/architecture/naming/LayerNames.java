package org.quarry.architecture.naming;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.quarry.architecture.checkpoint.StoredTensor;
import org.quarry.architecture.checkpoint.Weights;

/**
 * The layers of a network by the names that training programs give them: those of Diffusers, or those of the original programs, with
 * dots or with underscores in their place.
 */
public final class LayerNames {
    private static final String WEIGHT = ".weight";
    private static final Pattern FLUX = Pattern.compile("(double_blocks|single_blocks)_(\\d+)_(.*)");

    /** Layers of FLUX's original blocks, of which some are several of Diffusers'. */
    private static final List<String> FLUX_LAYERS = List.of(
            "img_attn.qkv",
            "img_attn.proj",
            "img_mlp.0",
            "img_mlp.2",
            "img_mod.lin",
            "txt_attn.qkv",
            "txt_attn.proj",
            "txt_mlp.0",
            "txt_mlp.2",
            "txt_mod.lin",
            "linear1",
            "linear2",
            "modulation.lin");

    private final Weights weights;
    private final Map<String, String> layers = new HashMap<>();

    /** Those of a network. */
    public LayerNames(Weights weights) {
        this.weights = weights;
        List<String> own = weights.tensors().keySet().stream()
                .filter(name -> name.endsWith(WEIGHT))
                .map(name -> name.substring(0, name.length() - WEIGHT.length()))
                .toList();
        OriginalUnetLayers original = new OriginalUnetLayers(own);
        own.forEach(layer -> {
            layers.put(plain(original.of(layer)), layer);
            layers.put(plain(layer), layer);
        });
    }

    private static String plain(String name) {
        // Diffusers' attention processors of 2023, and the one layer that is in a list with a dropout.
        return name.replace(".processor.", ".").replace('.', '_').replaceAll("_to_out_0$", "_to_out");
    }

    /**
     * The layers that a name stands for, each with its rows of a tensor that has a row for each of their outputs; empty if there is
     * no such layer.
     */
    public Map<String, StoredTensor> rows(String name, StoredTensor outputs) {
        String layer = layers.get(plain(name));
        if (layer != null) {
            return Map.of(layer, outputs);
        }
        Matcher flux = FLUX.matcher(plain(name));
        return flux.matches() ? ofFlux(flux, outputs) : Map.of();
    }

    private Map<String, StoredTensor> ofFlux(Matcher name, StoredTensor outputs) {
        Map<String, StoredTensor> rows = new LinkedHashMap<>();
        FLUX_LAYERS.stream()
                .filter(layer -> plain(layer).equals(name.group(3)))
                .map(layer -> name.group(1) + "." + name.group(2) + "." + layer + WEIGHT)
                .forEach(stored -> OriginalFlux.renamed(stored, outputs).forEach((layer, part) -> {
                    // Parts are named by the kind of the tensor that they are of.
                    String own = layer.substring(0, layer.lastIndexOf('.'));
                    if (weights.find(own + WEIGHT).isPresent()) {
                        rows.put(own, part);
                    }
                }));
        return rows;
    }
}
