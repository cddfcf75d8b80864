package org.quarry.architecture.naming;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.quarry.architecture.checkpoint.CheckpointException;
import org.quarry.architecture.checkpoint.StoredTensor;
import org.quarry.architecture.checkpoint.Weights;

/**
 * Divides a file that holds a whole model, or one network of it, into the components of a Diffusers folder, with their tensors under
 * Diffusers' names.
 */
public final class Components {
    private static final String T5 = "t5";
    private static final String TRANSFORMER = "transformer";

    /** What begins the names of each component's tensors; the first that fits counts. */
    private static final List<Map.Entry<String, String>> PREFIXES = List.of(
            Map.entry("model.diffusion_model.", "unet"),
            Map.entry("first_stage_model.", "vae"),
            Map.entry("vae.", "vae"),
            Map.entry("cond_stage_model.transformer.", "text_encoder"),
            Map.entry("cond_stage_model.model.", "text_encoder"),
            Map.entry("conditioner.embedders.0.transformer.", "text_encoder"),
            Map.entry("conditioner.embedders.0.model.", "text_encoder_2"),
            Map.entry("conditioner.embedders.1.model.", "text_encoder_2"),
            Map.entry("text_encoders.clip_l.transformer.", "text_encoder"),
            Map.entry("text_encoders.clip_g.transformer.", "text_encoder_2"),
            Map.entry("text_encoders.t5xxl.transformer.", T5),
            Map.entry("control_model.", "controlnet"));

    /** Weights of a running average, for those who train on. */
    private static final String AVERAGE = "model_ema.";

    private Components() {}

    /**
     * The components that tensors belong to: {@code unet}, {@code transformer}, {@code controlnet}, {@code vae},
     * {@code text_encoder}, {@code text_encoder_2}, {@code text_encoder_3}; T5 alone is {@code t5}, for its number depends on the
     * transformer. What belongs to none is left out.
     *
     * @param what the file, for messages
     */
    public static Map<String, Weights> of(String what, Map<String, StoredTensor> tensors) {
        refuseScales(what, tensors);
        Map<String, Map<String, StoredTensor>> parts = new TreeMap<>();
        tensors.forEach((name, tensor) -> PREFIXES.stream()
                .filter(prefix -> name.startsWith(prefix.getKey()))
                .findFirst()
                .ifPresent(prefix -> parts.computeIfAbsent(prefix.getValue(), key -> new LinkedHashMap<>())
                        .put(name.substring(prefix.getKey().length()), tensor)));
        if (parts.isEmpty()) {
            parts.put("unet", tensors);
        }
        Map<String, Weights> components = new TreeMap<>();
        parts.forEach((part, own) -> {
            String component = component(part, own.keySet());
            if (!component.isEmpty()) {
                components.put(component, new Weights(what + "/" + component, renamed(component, own)));
            }
        });
        Weights t5 = components.get(T5);
        Weights transformer = components.get(TRANSFORMER);
        if (t5 != null && transformer != null) {
            components.remove(T5);
            boolean third = transformer.find("pos_embed.proj.weight").isPresent();
            components.put(third ? "text_encoder_3" : "text_encoder_2", t5);
        }
        return components;
    }

    /** Weights in 8 bits with a scale for each layer would compute wrong numbers without it. */
    private static void refuseScales(String what, Map<String, StoredTensor> tensors) {
        tensors.keySet().stream()
                .filter(name -> name.equals("scaled_fp8") || name.endsWith(".scale_weight"))
                .findFirst()
                .ifPresent(scale -> {
                    throw new CheckpointException(what + " has weights in 8 bits with scales, as '" + scale
                            + "', which are not computed; take the file in 16 bits, or in 8 bits without scales");
                });
    }

    /** What a network is, by its names: a prefix, or its absence, does not tell. Empty if it is none that is known. */
    private static String component(String part, Set<String> names) {
        if (names.stream().anyMatch(name -> name.startsWith("double_blocks."))
                || OriginalMmdit.is(names)
                || names.contains("time_text_embed.timestep_embedder.linear_1.weight")) {
            return TRANSFORMER;
        }
        boolean controls = names.stream()
                .anyMatch(
                        name -> name.startsWith("input_hint_block.") || name.startsWith("controlnet_cond_embedding."));
        if (controls) {
            return "controlnet";
        }
        if (names.contains("input_blocks.0.0.weight") || names.contains("conv_in.weight")) {
            return "unet";
        }
        if (names.contains("decoder.conv_in.weight") && names.contains("encoder.conv_in.weight")) {
            return "vae";
        }
        if (names.contains("encoder.block.0.layer.0.SelfAttention.q.weight")) {
            return T5;
        }
        boolean text = names.contains("text_model.final_layer_norm.weight")
                || names.contains("final_layer_norm.weight")
                || names.contains("ln_final.weight");
        if (text) {
            return part.startsWith("text_encoder") ? part : "text_encoder";
        }
        return "";
    }

    private static Map<String, StoredTensor> renamed(String component, Map<String, StoredTensor> own) {
        Map<String, StoredTensor> renamed = new LinkedHashMap<>();
        Set<String> names = own.keySet();
        switch (component) {
            case TRANSFORMER -> own.forEach((name, tensor) -> renamed.putAll(transformer(names, name, tensor)));
            case "unet", "controlnet" -> {
                LatentDiffusionUnet original = new LatentDiffusionUnet(names);
                boolean diffusers = names.contains("conv_in.weight");
                own.forEach((name, tensor) -> renamed.put(diffusers ? name : original.renamed(name), tensor));
            }
            case "vae" -> {
                LatentDiffusionVae original = new LatentDiffusionVae(names);
                boolean diffusers = names.contains("decoder.conv_norm_out.weight");
                own.forEach((name, tensor) -> renamed.put(diffusers ? name : original.renamed(name), tensor));
            }
            case "text_encoder", "text_encoder_2" ->
                own.forEach((name, tensor) -> renamed.putAll(text(names, name, tensor)));
            default -> renamed.putAll(own);
        }
        renamed.keySet().removeIf(name -> name.startsWith(AVERAGE));
        return renamed;
    }

    private static Map<String, StoredTensor> transformer(Set<String> names, String name, StoredTensor tensor) {
        if (OriginalMmdit.is(names)) {
            return new OriginalMmdit(names).renamed(name, tensor);
        }
        boolean flux = names.stream().anyMatch(each -> each.startsWith("double_blocks."));
        return flux ? OriginalFlux.renamed(name, tensor) : Map.of(name, tensor);
    }

    private static Map<String, StoredTensor> text(Set<String> names, String name, StoredTensor tensor) {
        if (names.contains("ln_final.weight")) {
            return OpenClip.renamed(name, tensor);
        }
        boolean whole = names.contains("text_model.final_layer_norm.weight");
        return Map.of(whole ? name : "text_model." + name, tensor);
    }
}
