package org.quarry.architecture.naming;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The UNet and the ControlNet of the original programs (LDM, SGM). These number all blocks through; where a level ends is told by
 * the blocks themselves.
 *
 * <pre>
 * input_blocks.0.0             conv_in
 * input_blocks.N.0, .1         down_blocks.L.resnets.I, .attentions.I
 * input_blocks.N.0.op          down_blocks.L.downsamplers.0.conv, and the level ends
 * middle_block.0, .1, .2       mid_block.resnets.0, .attentions.0, .resnets.1
 * output_blocks.N.0, .1        up_blocks.L.resnets.I, .attentions.I
 * output_blocks.N.1|2.conv     up_blocks.L.upsamplers.0.conv, and the level ends
 * </pre>
 */
final class LatentDiffusionUnet {
    private static final Pattern BLOCK = Pattern.compile("(input_blocks|output_blocks|middle_block)\\.(\\d+)\\.(.*)");

    private static final Renaming RESIDUAL = Renaming.of(
            "^in_layers\\.0\\.", "norm1.",
            "^in_layers\\.2\\.", "conv1.",
            "^emb_layers\\.1\\.", "time_emb_proj.",
            "^out_layers\\.0\\.", "norm2.",
            "^out_layers\\.3\\.", "conv2.",
            "^skip_connection\\.", "conv_shortcut.");

    private static final Renaming OUTSIDE = Renaming.of(
            "^time_embed\\.0\\.", "time_embedding.linear_1.",
            "^time_embed\\.2\\.", "time_embedding.linear_2.",
            "^label_emb\\.0\\.0\\.", "add_embedding.linear_1.",
            "^label_emb\\.0\\.2\\.", "add_embedding.linear_2.",
            "^out\\.0\\.", "conv_norm_out.",
            "^out\\.2\\.", "conv_out.",
            "^zero_convs\\.(\\d+)\\.0\\.", "controlnet_down_blocks.$1.",
            "^middle_block_out\\.0\\.", "controlnet_mid_block.");

    private static final Pattern HINT = Pattern.compile("input_hint_block\\.(\\d+)\\.(.*)");

    private final Map<Integer, Place> down = new HashMap<>();
    private final Map<Integer, Place> up = new HashMap<>();
    private final int lastHint;

    private record Place(int level, int layer) {}

    /** @param names all of the network's tensors, without a prefix */
    LatentDiffusionUnet(Collection<String> names) {
        Set<String> blocks = names.stream()
                .map(BLOCK::matcher)
                .filter(Matcher::matches)
                .map(match -> match.group(1) + "." + match.group(2) + "."
                        + match.group(3).replaceAll("\\.(weight|bias)$", ""))
                .collect(Collectors.toSet());
        Place place = new Place(0, 0);
        for (int i = 1; has(blocks, "input_blocks." + i + "."); i++) {
            down.put(i, place);
            place = blocks.contains("input_blocks." + i + ".0.op")
                    ? new Place(place.level + 1, 0)
                    : new Place(place.level, place.layer + 1);
        }
        place = new Place(0, 0);
        for (int i = 0; has(blocks, "output_blocks." + i + "."); i++) {
            up.put(i, place);
            boolean last = blocks.contains("output_blocks." + i + ".1.conv")
                    || blocks.contains("output_blocks." + i + ".2.conv");
            place = last ? new Place(place.level + 1, 0) : new Place(place.level, place.layer + 1);
        }
        lastHint = names.stream()
                .map(HINT::matcher)
                .filter(Matcher::matches)
                .mapToInt(match -> Integer.parseInt(match.group(1)))
                .max()
                .orElse(0);
    }

    private static boolean has(Set<String> blocks, String prefix) {
        return blocks.stream().anyMatch(name -> name.startsWith(prefix));
    }

    /** A tensor's name in Diffusers. */
    String renamed(String name) {
        Matcher block = BLOCK.matcher(name);
        if (block.matches()) {
            int index = Integer.parseInt(block.group(2));
            return switch (block.group(1)) {
                case "input_blocks" -> input(index, block.group(3));
                case "output_blocks" -> output(index, block.group(3));
                default -> middle(index, block.group(3));
            };
        }
        Matcher hint = HINT.matcher(name);
        return hint.matches() ? hint(Integer.parseInt(hint.group(1)), hint.group(2)) : OUTSIDE.first(name);
    }

    private String input(int index, String rest) {
        Place place = down.get(index);
        if (place == null) {
            return "conv_in." + rest.substring(2);
        }
        String level = "down_blocks." + place.level + ".";
        return rest.startsWith("0.op.")
                ? level + "downsamplers.0.conv." + rest.substring("0.op.".length())
                : level + part(place.layer, rest);
    }

    private String output(int index, String rest) {
        Place place = up.getOrDefault(index, new Place(0, 0));
        String level = "up_blocks." + place.level + ".";
        return rest.matches("[12]\\.conv\\..*")
                ? level + "upsamplers.0." + rest.substring(2)
                : level + part(place.layer, rest);
    }

    private static String part(int layer, String rest) {
        return rest.startsWith("0.")
                ? "resnets." + layer + "." + RESIDUAL.first(rest.substring(2))
                : "attentions." + layer + "." + rest.substring(2);
    }

    private static String middle(int index, String rest) {
        return index == 1
                ? "mid_block.attentions.0." + rest
                : "mid_block.resnets." + index / 2 + "." + RESIDUAL.first(rest);
    }

    private String hint(int index, String rest) {
        String embedding = "controlnet_cond_embedding.";
        if (index == 0) {
            return embedding + "conv_in." + rest;
        }
        return index == lastHint
                ? embedding + "conv_out." + rest
                : embedding + "blocks." + (index / 2 - 1) + "." + rest;
    }
}
