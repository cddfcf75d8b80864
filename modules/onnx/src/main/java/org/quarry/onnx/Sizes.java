package org.quarry.onnx;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/** Reads a model's family and sizes out of its components' settings, and where these are silent out of its networks. */
final class Sizes {
    static final String UNKNOWN_FAMILY = "unknown";

    /** Between pixels and latents in every Stable Diffusion and FLUX; exports without settings leave it unsaid. */
    private static final int STABLE_DIFFUSION_FACTOR = 8;

    private static final int TOKEN_PLACES = 4;

    /** Tokenizers without a limit write an enormous one. */
    private static final int LONGEST_TEXT = 1_000_000;

    private final Map<String, Map<String, Object>> configs;
    private final Map<String, OnnxFile> networks;

    Sizes(Map<String, Map<String, Object>> configs, Map<String, OnnxFile> networks) {
        this.configs = configs;
        this.networks = networks;
    }

    /** @param pipeline the {@code _class_name} of the index, as in {@code StableDiffusionXLPipeline} */
    String family(String pipeline) {
        if (pipeline.contains("XL")) {
            return "sdxl";
        } else if (pipeline.contains("StableDiffusion3")) {
            return "sd3";
        } else if (pipeline.contains("Flux")) {
            return "flux";
        } else if (pipeline.contains("StableDiffusion") || pipeline.contains("LatentConsistency")) {
            OptionalInt width = textWidth();
            return width.isEmpty() ? "sd" : stableDiffusion(width.getAsInt());
        }
        return UNKNOWN_FAMILY;
    }

    private static String stableDiffusion(int width) {
        return switch (width) {
            case 768 -> "sd15";
            case 1024 -> "sd2";
            default -> "sd-" + width;
        };
    }

    /** The sizes that shapes may refer to, those that are known. */
    Map<String, Integer> all() {
        Map<String, Integer> sizes = new TreeMap<>();
        put(sizes, "channels", channels());
        put(sizes, "factor", factor());
        put(sizes, "textWidth", textWidth());
        put(sizes, "textLength", textLength());
        put(sizes, "side", side());
        put(sizes, "guidance", guidance());
        return sizes;
    }

    private static void put(Map<String, Integer> sizes, String name, OptionalInt size) {
        size.ifPresent(value -> sizes.put(name, value));
    }

    private OptionalInt channels() {
        return first(
                setting("vae_decoder", "latent_channels"),
                axis("vae_decoder", "latent_sample", 1),
                setting("unet", "out_channels"),
                setting("unet", "in_channels"),
                transformerChannels());
    }

    /** FLUX counts the numbers of one token, which stands for 2 x 2 places. */
    private OptionalInt transformerChannels() {
        OptionalInt ofToken = isFlux()
                ? first(setting("transformer", "in_channels"), axis("transformer", "hidden_states", 2))
                : OptionalInt.empty();
        return ofToken.isPresent()
                ? OptionalInt.of(ofToken.getAsInt() / TOKEN_PLACES)
                : first(setting("transformer", "in_channels"), axis("transformer", "hidden_states", 1));
    }

    private boolean isFlux() {
        OnnxFile network = networks.get("transformer");
        return String.valueOf(configs.getOrDefault("transformer", Map.of()).get("_class_name"))
                        .startsWith("Flux")
                || (network != null && network.inputs().containsKey("img_ids"));
    }

    private OptionalInt factor() {
        if (configs.getOrDefault("vae_decoder", Map.of()).get("block_out_channels") instanceof List<?> blocks
                && !blocks.isEmpty()) {
            return OptionalInt.of(1 << Math.min(blocks.size() - 1, 16));
        }
        return networks.containsKey("unet") || networks.containsKey("transformer")
                ? OptionalInt.of(STABLE_DIFFUSION_FACTOR)
                : OptionalInt.empty();
    }

    private OptionalInt textWidth() {
        return first(
                setting("unet", "cross_attention_dim"),
                setting("transformer", "joint_attention_dim"),
                axis("unet", "encoder_hidden_states", 2),
                axis("transformer", "encoder_hidden_states", 2),
                setting("text_encoder", "hidden_size"));
    }

    private OptionalInt textLength() {
        return first(setting("tokenizer", "model_max_length"), setting("text_encoder", "max_position_embeddings"));
    }

    private OptionalInt side() {
        OptionalInt latent = first(setting("unet", "sample_size"), setting("transformer", "sample_size"));
        OptionalInt factor = factor();
        return latent.isPresent() && factor.isPresent()
                ? OptionalInt.of(latent.getAsInt() * factor.getAsInt())
                : OptionalInt.empty();
    }

    /** LCMs are told the scale as waves of it, FLUX.1-dev as one number. */
    private OptionalInt guidance() {
        OnnxFile transformer = networks.get("transformer");
        boolean number = configs.getOrDefault("transformer", Map.of()).get("guidance_embeds") == Boolean.TRUE
                || (transformer != null && transformer.inputs().containsKey("guidance"));
        return first(
                setting("unet", "time_cond_proj_dim"),
                axis("unet", "timestep_cond", 1),
                number ? OptionalInt.of(1) : OptionalInt.empty());
    }

    private OptionalInt setting(String component, String name) {
        return configs.getOrDefault(component, Map.of()).get(name) instanceof Long value
                        && value > 0
                        && value < LONGEST_TEXT
                ? OptionalInt.of(value.intValue())
                : OptionalInt.empty();
    }

    private OptionalInt axis(String component, String input, int axis) {
        OnnxFile network = networks.get(component);
        List<Long> axes = network == null ? List.of() : network.inputs().getOrDefault(input, List.of());
        return axes.size() > axis && axes.get(axis) > 0
                ? OptionalInt.of(axes.get(axis).intValue())
                : OptionalInt.empty();
    }

    private static OptionalInt first(OptionalInt... choices) {
        for (OptionalInt choice : choices) {
            if (choice.isPresent()) {
                return choice;
            }
        }
        return OptionalInt.empty();
    }
}
