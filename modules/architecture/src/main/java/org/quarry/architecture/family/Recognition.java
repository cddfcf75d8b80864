package org.quarry.architecture.family;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.quarry.architecture.checkpoint.StoredTensor;
import org.quarry.architecture.checkpoint.Weights;
import org.quarry.architecture.naming.Components;

/** What a file of tensors is, told by their names and shapes as the programs that write such files give them. */
public final class Recognition {
    /** A rank is the first axis of the factor that goes down to it. */
    private static final Pattern DOWN = Pattern.compile(
            ".*(\\.lora_down\\.weight|\\.lora_A\\.weight|\\.lora\\.down\\.weight|_lora\\.down\\.weight)");

    private static final Pattern OTHER_ADAPTER =
            Pattern.compile(".*\\.(hada_w1_a|lokr_w1|lokr_w1_a|oft_blocks|oft_diag)");
    private static final Pattern CROSS_ATTENTION = Pattern.compile(".*attn2[._]to_k\\..*");

    private final Map<String, StoredTensor> tensors;
    private final Map<String, String> findings = new LinkedHashMap<>();

    private Recognition(Map<String, StoredTensor> tensors) {
        this.tensors = tensors;
    }

    /**
     * What a file seems to be, by heading, in the order to be read; {@code kind} is always among them.
     *
     * @param what the file, for messages
     */
    public static Map<String, String> of(String what, Map<String, StoredTensor> tensors) {
        Recognition recognition = new Recognition(tensors);
        if (!recognition.adapter() && !recognition.embedding() && !recognition.other()) {
            recognition.networks(Components.of(what, tensors));
        }
        return recognition.findings;
    }

    private boolean any(Predicate<String> name) {
        return tensors.keySet().stream().anyMatch(name);
    }

    private boolean found(String kind) {
        findings.put("kind", kind);
        return true;
    }

    private boolean adapter() {
        Optional<StoredTensor> down = tensors.values().stream()
                .filter(tensor -> DOWN.matcher(tensor.name()).matches())
                .findFirst();
        if (down.isEmpty() && !any(name -> OTHER_ADAPTER.matcher(name).matches())) {
            return false;
        }
        found(down.isPresent() ? "LoRA" : "adapter of another kind than LoRA (LoHa, LoKr or OFT)");
        down.filter(tensor -> !tensor.axes().isEmpty())
                .ifPresent(tensor -> findings.put("rank", tensor.axes().get(0).toString()));
        findings.put("changes", changed());
        findings.put("family", adapted());
        return true;
    }

    private String changed() {
        List<String> changed = new ArrayList<>();
        if (any(name -> name.startsWith("lora_te") || name.startsWith("text_encoder"))) {
            changed.add("text encoder");
        }
        if (any(name -> name.startsWith("lora_unet_double_blocks")
                || name.contains("transformer_blocks.") && name.startsWith("transformer."))) {
            changed.add("transformer");
        } else if (any(name -> name.startsWith("lora_unet") || name.startsWith("unet."))) {
            changed.add("unet");
        }
        return changed.isEmpty() ? "unknown" : String.join(", ", changed);
    }

    /** By parts that only one family has, then by the width of the texts that the UNet attends to. */
    private String adapted() {
        if (any(name -> name.contains("single_blocks") || name.contains("single_transformer_blocks"))) {
            return "flux";
        } else if (any(name -> name.contains("joint_blocks") || name.startsWith("transformer.transformer_blocks"))) {
            return "sd3";
        } else if (any(name -> name.startsWith("lora_te2_") || name.startsWith("text_encoder_2"))) {
            return "sdxl";
        }
        return tensors.values().stream()
                .filter(tensor -> CROSS_ATTENTION.matcher(tensor.name()).matches()
                        && DOWN.matcher(tensor.name()).matches()
                        && tensor.axes().size() >= 2)
                .findFirst()
                .map(tensor -> family(tensor.axes().get(1)))
                .orElse("unknown");
    }

    private static String family(long textWidth) {
        return switch ((int) Math.min(textWidth, Integer.MAX_VALUE)) {
            case 768 -> "sd15";
            case 1024 -> "sd2";
            case 2048 -> "sdxl";
            case 4096 -> "flux or sd3";
            default -> "unknown (texts of width " + textWidth + ")";
        };
    }

    private boolean embedding() {
        if (tensors.size() > 2 || tensors.isEmpty()) {
            return false;
        }
        StoredTensor first = tensors.values().iterator().next();
        boolean two = tensors.keySet().equals(java.util.Set.of("clip_l", "clip_g"));
        boolean flat = tensors.size() == 1
                && first.type().floating()
                && first.axes().size() <= 2
                && !first.axes().isEmpty();
        if (!two && !flat) {
            return false;
        }
        found("embedding (textual inversion)");
        long vectors = first.axes().size() == 1 ? 1 : first.axes().get(0);
        findings.put("vectors", Long.toString(vectors));
        long width = first.axes().get(first.axes().size() - 1);
        findings.put("family", two ? "sdxl" : family(width));
        if (!first.name().equals("emb_params") && !two) {
            findings.put("token", first.name());
        }
        return true;
    }

    /** Kinds that are told apart by a name or two. */
    private boolean other() {
        if (any(name -> name.startsWith("ip_adapter.")) || any(name -> name.startsWith("image_proj."))) {
            return found("IP-Adapter");
        } else if (any(name -> name.startsWith("adapter.body.") || name.startsWith("body.0.in_conv."))) {
            return found("T2I-Adapter");
        } else if (any(name -> name.equals("vision_model.embeddings.patch_embedding.weight"))) {
            return found("image encoder (CLIP vision)");
        } else if (any(name -> name.contains(".motion_modules."))) {
            return found("motion module");
        }
        boolean upscaler = tensors.containsKey("conv_first.weight")
                || any(name -> name.startsWith("model.1.sub.0.RDB1."))
                || any(name -> name.startsWith("layers.0.residual_group."));
        return upscaler
                && found("upscaler" + (any(name -> name.contains("residual_group")) ? " (SwinIR)" : " (ESRGAN)"));
    }

    private void networks(Map<String, Weights> networks) {
        Optional<Family> family = Family.of(networks);
        if (networks.isEmpty()) {
            found("unknown");
        } else if (networks.containsKey("controlnet")) {
            found("ControlNet");
            findings.put("family", controlled(networks.get("controlnet")));
        } else if (family.isPresent()) {
            found(networks.size() == 1 ? "denoising network alone" : "model");
        } else {
            found(String.join(
                    ", ", networks.entrySet().stream().map(Recognition::part).toList()));
        }
        if (!networks.isEmpty()) {
            findings.put("components", String.join(", ", networks.keySet()));
        }
    }

    private static String controlled(Weights network) {
        return network.tensors().values().stream()
                .filter(tensor -> tensor.name().endsWith("attn2.to_k.weight")
                        && tensor.axes().size() == 2)
                .findFirst()
                .map(tensor -> family(tensor.axes().get(1)))
                .orElse("unknown");
    }

    private static String part(Map.Entry<String, Weights> network) {
        Weights weights = network.getValue();
        return switch (network.getKey()) {
            case "vae" ->
                "VAE"
                        + axis(weights, "decoder.conv_in.weight", 1)
                                .map(" of %s channels"::formatted)
                                .orElse("");
            case "t5" ->
                "text encoder (T5)"
                        + axis(weights, "encoder.final_layer_norm.weight", 0)
                                .map(" of width %s"::formatted)
                                .orElse("");
            default ->
                "text encoder (CLIP)"
                        + axis(weights, "text_model.final_layer_norm.weight", 0)
                                .map(" of width %s"::formatted)
                                .orElse("");
        };
    }

    private static Optional<Long> axis(Weights weights, String name, int axis) {
        return weights.find(name)
                .filter(tensor -> tensor.axes().size() > axis)
                .map(tensor -> tensor.axes().get(axis));
    }
}
