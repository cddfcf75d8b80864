package org.quarry.architecture.adapter;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import org.quarry.architecture.checkpoint.CheckpointException;
import org.quarry.architecture.checkpoint.Safetensors;
import org.quarry.json.Json;
import org.quarry.json.JsonException;
import org.quarry.json.JsonLimits;
import org.quarry.json.JsonReader;

/**
 * What PEFT was told when it trained a LoRA, which Diffusers keeps as JSON in the file's metadata: there is alpha, where the tensors
 * have none.
 *
 * @param values by names as {@code unet.lora_alpha}
 */
record PeftSettings(Map<?, ?> values) {
    private static final String KEY = "lora_adapter_metadata";

    static PeftSettings of(Safetensors file) {
        String text = file.metadata().getOrDefault(KEY, "{}");
        try {
            Json json = JsonReader.readValue(text.getBytes(StandardCharsets.UTF_8), JsonLimits.DEFAULT);
            if (json instanceof Json.Members members && members.toJava() instanceof Map<?, ?> values) {
                return new PeftSettings(values);
            }
            throw new CheckpointException(file.file() + ": its metadata's '" + KEY + "' holds " + json.kind()
                    + ", an object was wanted; download it again");
        } catch (JsonException e) {
            throw new CheckpointException(file.file() + ": its metadata's '" + KEY + "' is " + e.getMessage(), e);
        }
    }

    /**
     * Alpha of a layer by its name in the file: that of the pattern that fits it, else that of all; empty if nothing is said.
     */
    OptionalDouble alpha(String layer) {
        if (said(layer, "alpha_pattern") instanceof Map<?, ?> patterns) {
            for (Map.Entry<?, ?> pattern : patterns.entrySet()) {
                if (pattern.getValue() instanceof Number alpha && fits(layer, String.valueOf(pattern.getKey()))) {
                    return OptionalDouble.of(alpha.doubleValue());
                }
            }
        }
        return said(layer, "lora_alpha") instanceof Number alpha
                ? OptionalDouble.of(alpha.doubleValue())
                : OptionalDouble.empty();
    }

    /** What alpha is divided by: the rank, or its root (Kalajdzievski 2023, rsLoRA). */
    double divisor(String layer, long rank) {
        return Boolean.TRUE.equals(said(layer, "use_rslora")) ? Math.sqrt(rank) : rank;
    }

    private @Nullable Object said(String layer, String key) {
        String component = layer.contains(".") ? layer.substring(0, layer.indexOf('.')) : layer;
        return values.get(component + "." + key);
    }

    /** PEFT takes a pattern for the end of a layer's name. */
    private static boolean fits(String layer, String pattern) {
        try {
            return layer.matches("(.*\\.)?(?:" + pattern + ")");
        } catch (PatternSyntaxException e) {
            return layer.endsWith("." + pattern);
        }
    }
}
