package org.quarry.architecture.family;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.quarry.architecture.FamilySettings;
import org.quarry.architecture.checkpoint.CheckpointException;
import org.quarry.architecture.checkpoint.Safetensors;
import org.quarry.architecture.checkpoint.Weights;
import org.quarry.architecture.naming.Components;
import org.quarry.json.Json;
import org.quarry.json.JsonWriter;

/**
 * All that a Diffusers folder has beside its weights, for a model that came as one file: index, settings of the networks and the
 * scheduler, tokenizers. Files of one family that are built alike have the same.
 */
public final class CheckpointSettings {
    private CheckpointSettings() {}

    /**
     * The small files of the folder, by their paths within it; empty if the file is not a model but a part of one, as a LoRA.
     *
     * @throws CheckpointException if the file is broken
     */
    public static Optional<Map<String, String>> of(Path file) {
        Map<String, Weights> networks = Components.of(
                file.getFileName().toString(), Safetensors.read(file).tensors());
        return Family.of(networks).map(family -> files(family, networks));
    }

    /**
     * The settings of the networks in a file that is not a model but parts of one, an autoencoder or text encoders, by their
     * paths within a folder; empty if it is none of these.
     *
     * @throws CheckpointException if the file is broken
     */
    public static Optional<Map<String, String>> ofParts(Path file) {
        Map<String, String> files = new TreeMap<>();
        Components.of(file.getFileName().toString(), Safetensors.read(file).tensors())
                .forEach((component, weights) -> {
                    if (component.equals("vae") || component.equals("t5") || component.startsWith("text_encoder")) {
                        files.put(
                                component + "/config.json",
                                text(FamilySettings.of(component, weights).values()));
                    }
                });
        return files.isEmpty() ? Optional.empty() : Optional.of(files);
    }

    private static Map<String, String> files(Family family, Map<String, Weights> networks) {
        Map<String, String> files = new TreeMap<>();
        files.put("model_index.json", text(index(family, networks)));
        files.put("scheduler/scheduler_config.json", text(family.scheduler()));
        networks.forEach((component, weights) -> {
            Map<String, Object> settings =
                    new LinkedHashMap<>(FamilySettings.of(component, weights).values());
            if (component.equals("vae")) {
                settings.putAll(family.latents());
            } else if (component.equals("unet") || component.equals("transformer")) {
                settings.put("sample_size", (long) family.side());
            }
            files.put(component + "/config.json", text(settings));
        });
        if (!networks.containsKey("vae")) {
            // The scale of its latents belongs to the family, wherever the autoencoder is taken from.
            files.put("vae/config.json", text(new LinkedHashMap<>(family.latents())));
        }
        family.paddings().forEach((tokenizer, padding) -> {
            files.put(tokenizer + "/merges.txt", ClipVocabulary.merges());
            files.put(tokenizer + "/vocab.json", JsonWriter.pretty(ClipVocabulary.numbers(), 0));
            files.put(tokenizer + "/tokenizer_config.json", text(marks(padding, true)));
            files.put(tokenizer + "/special_tokens_map.json", text(marks(padding, false)));
        });
        return files;
    }

    /** Of no component more is said than that it belongs to the model: by that its absence is noticed. */
    private static Map<String, Object> index(Family family, Map<String, Weights> networks) {
        Map<String, Object> index = new LinkedHashMap<>();
        index.put("_class_name", family.pipeline());
        index.put("scheduler", List.of("diffusers", family.scheduler().get("_class_name")));
        family.components().forEach(component -> index.put(component, List.of("diffusers", component)));
        family.paddings().keySet().forEach(tokenizer -> index.put(tokenizer, List.of("transformers", "CLIPTokenizer")));
        family.tokenizerOfT5(networks)
                .ifPresent(tokenizer -> index.put(tokenizer, List.of("transformers", "T5TokenizerFast")));
        return index;
    }

    private static Map<String, Object> marks(String padding, boolean whole) {
        Map<String, Object> marks = new LinkedHashMap<>(Map.of(
                "bos_token", "<|startoftext|>",
                "eos_token", "<|endoftext|>",
                "unk_token", "<|endoftext|>",
                "pad_token", padding));
        if (whole) {
            marks.put("tokenizer_class", "CLIPTokenizer");
            marks.put("model_max_length", 77L);
            marks.put("do_lower_case", true);
        }
        return marks;
    }

    private static String text(Map<String, Object> values) {
        return JsonWriter.pretty(json(values), 2);
    }

    private static Json json(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Json> members = new TreeMap<>();
            map.forEach((key, member) -> members.put((String) key, json(member)));
            return new Json.Members(members);
        } else if (value instanceof List<?> list) {
            List<Json> elements = new ArrayList<>();
            list.forEach(element -> elements.add(json(element)));
            return new Json.Elements(elements);
        } else if (value instanceof Boolean flag) {
            return Json.of(flag);
        } else if (value instanceof Long number) {
            return Json.of(number);
        } else if (value instanceof Double number) {
            return Json.of(number);
        }
        return Json.of((String) value);
    }
}
