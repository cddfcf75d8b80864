package org.quarry.architecture.naming;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.quarry.architecture.checkpoint.StoredTensor;
import org.quarry.architecture.checkpoint.Weights;

/** The layers of FLUX and Stable Diffusion 3 by the names of their authors, of which some are several of Diffusers'. */
final class OriginalTransformerLayers {
    private static final String WEIGHT = ".weight";
    private static final String CONTEXT_GOES_ON = ".attn.to_add_out";
    private static final Pattern OF_BLOCK = Pattern.compile("(double_blocks|single_blocks|joint_blocks)_(\\d+)_(.*)");

    private static final List<String> OF_STREAM = List.of("attn.qkv", "attn.proj", "mlp.0", "mlp.2", "mod.lin");
    private static final List<String> OF_JOINT =
            List.of("attn.qkv", "attn.proj", "attn2.qkv", "attn2.proj", "mlp.fc1", "mlp.fc2", "adaLN_modulation.1");

    private static final Map<String, List<String>> OF_BLOCKS = Map.of(
            "double_blocks", both("img_", "txt_", OF_STREAM),
            "single_blocks", List.of("linear1", "linear2", "modulation.lin"),
            "joint_blocks", both("x_block.", "context_block.", OF_JOINT));

    private static final List<String> OUTSIDE = List.of(
            "img_in",
            "txt_in",
            "time_in.in_layer",
            "time_in.out_layer",
            "guidance_in.in_layer",
            "guidance_in.out_layer",
            "vector_in.in_layer",
            "vector_in.out_layer",
            "x_embedder.proj",
            "t_embedder.mlp.0",
            "t_embedder.mlp.2",
            "y_embedder.mlp.0",
            "y_embedder.mlp.2",
            "final_layer.linear",
            "final_layer.adaLN_modulation.1");

    private final Weights weights;
    private final Map<String, String> outside = new HashMap<>();

    /** @param weights under Diffusers' names, with the last modulations apart */
    OriginalTransformerLayers(Weights weights) {
        this.weights = weights;
        OUTSIDE.forEach(layer -> outside.put(LayerNames.plain(layer), layer));
    }

    private static List<String> both(String one, String other, List<String> layers) {
        List<String> both = new ArrayList<>();
        layers.forEach(layer -> both.add(one + layer));
        layers.forEach(layer -> both.add(other + layer));
        return both;
    }

    /**
     * The layers that a name stands for, each with its rows; empty if there is no such layer.
     *
     * @param plain with underscores in place of dots
     */
    Map<String, StoredTensor> rows(String plain, StoredTensor outputs) {
        Map<String, StoredTensor> rows = new LinkedHashMap<>();
        stored(plain)
                .ifPresent(name -> renamed(name + WEIGHT, outputs).forEach((layer, part) -> {
                    // Parts are named by the kind of the tensor that they are of.
                    String own = layer.substring(0, layer.lastIndexOf('.'));
                    if (weights.find(own + WEIGHT).isPresent()) {
                        rows.put(own, part);
                    }
                }));
        return rows;
    }

    private Optional<String> stored(String plain) {
        Matcher block = OF_BLOCK.matcher(plain);
        if (!block.matches()) {
            return Optional.ofNullable(outside.get(plain));
        }
        return OF_BLOCKS.getOrDefault(block.group(1), List.of()).stream()
                .filter(layer -> LayerNames.plain(layer).equals(block.group(3)))
                .map(layer -> block.group(1) + "." + block.group(2) + "." + layer)
                .findFirst();
    }

    private Map<String, StoredTensor> renamed(String name, StoredTensor tensor) {
        boolean mmdit = weights.find("pos_embed.proj.weight").isPresent();
        return mmdit ? new OriginalMmdit(goingOn()).renamed(name, tensor) : OriginalFlux.renamed(name, tensor);
    }

    /** What tells the blocks whose text goes on from the last one. */
    private List<String> goingOn() {
        return weights.tensors().keySet().stream()
                .filter(name -> name.endsWith(CONTEXT_GOES_ON + WEIGHT))
                .map(name -> name.replace("transformer_blocks.", "joint_blocks.")
                        .replace(CONTEXT_GOES_ON, ".context_block.attn.proj"))
                .toList();
    }
}
