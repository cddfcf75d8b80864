package org.quarry.architecture.naming;

import java.util.Collection;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The autoencoder of the original programs, which count the levels of the decoder from the largest pictures. */
final class LatentDiffusionVae {
    private static final Pattern UP = Pattern.compile("decoder\\.up\\.(\\d+)\\.(.*)");

    private static final Renaming RULES = Renaming.of(
            "^encoder\\.down\\.", "encoder.down_blocks.",
            "\\.block\\.(\\d+)\\.", ".resnets.$1.",
            "\\.nin_shortcut\\.", ".conv_shortcut.",
            "\\.downsample\\.", ".downsamplers.0.",
            "\\.upsample\\.", ".upsamplers.0.",
            "\\.mid\\.block_1\\.", ".mid_block.resnets.0.",
            "\\.mid\\.block_2\\.", ".mid_block.resnets.1.",
            "\\.mid\\.attn_1\\.norm\\.", ".mid_block.attentions.0.group_norm.",
            "\\.mid\\.attn_1\\.([qkv])\\.", ".mid_block.attentions.0.to_$1.",
            "\\.mid\\.attn_1\\.proj_out\\.", ".mid_block.attentions.0.to_out.0.",
            "\\.norm_out\\.", ".conv_norm_out.");

    private final int levels;

    /** @param names all of the network's tensors, without a prefix */
    LatentDiffusionVae(Collection<String> names) {
        levels = 1
                + names.stream()
                        .map(UP::matcher)
                        .filter(Matcher::matches)
                        .mapToInt(match -> Integer.parseInt(match.group(1)))
                        .max()
                        .orElse(0);
    }

    /** A tensor's name in Diffusers. */
    String renamed(String name) {
        Matcher up = UP.matcher(name);
        String counted = up.matches()
                ? "decoder.up_blocks." + (levels - 1 - Integer.parseInt(up.group(1))) + "." + up.group(2)
                : name;
        return RULES.all(counted);
    }
}
