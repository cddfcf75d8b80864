package org.quarry.architecture.naming;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the original programs (LDM, SGM) call the layers of a UNet that has Diffusers' names: {@link LatentDiffusionUnet} backwards. */
final class OriginalUnetLayers {
    private static final Pattern BLOCK =
            Pattern.compile("(down|up)_blocks\\.(\\d+)\\.(resnets|attentions)\\.(\\d+)\\.(.*)");
    private static final Pattern RESAMPLING =
            Pattern.compile("(down|up)_blocks\\.(\\d+)\\.(?:down|up)samplers\\.0\\.(.*)");
    private static final Pattern MIDDLE = Pattern.compile("mid_block\\.(resnets|attentions)\\.(\\d+)\\.(.*)");

    private static final Map<String, String> RESIDUAL = Map.of(
            "norm1", "in_layers.0",
            "conv1", "in_layers.2",
            "time_emb_proj", "emb_layers.1",
            "norm2", "out_layers.0",
            "conv2", "out_layers.3",
            "conv_shortcut", "skip_connection");

    private static final Map<String, String> OUTSIDE = Map.of(
            "conv_in", "input_blocks.0.0",
            "time_embedding.linear_1", "time_embed.0",
            "time_embedding.linear_2", "time_embed.2",
            "add_embedding.linear_1", "label_emb.0.0",
            "add_embedding.linear_2", "label_emb.0.2",
            "conv_norm_out", "out.0",
            "conv_out", "out.2");

    /** The number of the first block of each level. */
    private final List<Integer> down = new ArrayList<>();

    private final List<Integer> up = new ArrayList<>();
    private final Collection<String> layers;

    /** @param layers all of the network's, by Diffusers' names */
    OriginalUnetLayers(Collection<String> layers) {
        this.layers = layers;
        int next = 1;
        for (int level = 0; count("down", level) > 0; level++) {
            down.add(next);
            next += count("down", level) + 1;
        }
        next = 0;
        for (int level = 0; count("up", level) > 0; level++) {
            up.add(next);
            next += count("up", level);
        }
    }

    private int count(String way, int level) {
        String list = way + "_blocks." + level + ".resnets.";
        int count = 0;
        while (has(list + count + ".")) {
            count++;
        }
        return count;
    }

    private boolean has(String start) {
        return layers.stream().anyMatch(layer -> layer.startsWith(start));
    }

    /** A layer's name there; the same name for layers that are called alike. */
    String of(String layer) {
        Matcher block = BLOCK.matcher(layer);
        if (block.matches()) {
            int level = Integer.parseInt(block.group(2));
            int index = first(block.group(1), level) + Integer.parseInt(block.group(4));
            return blocks(block.group(1)) + index + part(block.group(3), block.group(5));
        }
        Matcher resampling = RESAMPLING.matcher(layer);
        if (resampling.matches()) {
            return resampling(resampling.group(1), Integer.parseInt(resampling.group(2)));
        }
        Matcher middle = MIDDLE.matcher(layer);
        if (middle.matches()) {
            boolean attention = middle.group(1).equals("attentions");
            String index = attention ? ".1." : "." + 2 * Integer.parseInt(middle.group(2)) + ".";
            String rest = middle.group(3);
            return "middle_block" + index + (attention ? rest : RESIDUAL.getOrDefault(rest, rest));
        }
        return OUTSIDE.getOrDefault(layer, layer);
    }

    private int first(String way, int level) {
        return (way.equals("down") ? down : up).get(level);
    }

    private static String blocks(String way) {
        return way.equals("down") ? "input_blocks." : "output_blocks.";
    }

    private static String part(String kind, String rest) {
        return kind.equals("attentions") ? ".1." + rest : ".0." + RESIDUAL.getOrDefault(rest, rest);
    }

    /** On the way down it is a block of its own, on the way up the last part of a level's last block. */
    private String resampling(String way, int level) {
        int last = first(way, level) + count(way, level);
        if (way.equals("down")) {
            return "input_blocks." + last + ".0.op";
        }
        boolean attends = has("up_blocks." + level + ".attentions.");
        return "output_blocks." + (last - 1) + (attends ? ".2.conv" : ".1.conv");
    }
}
