package org.quarry.architecture;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.quarry.architecture.checkpoint.ElementType;
import org.quarry.architecture.checkpoint.StoredTensor;
import org.quarry.json.Json;
import org.quarry.json.JsonException;
import org.quarry.json.JsonLimits;
import org.quarry.json.JsonReader;

/** The reference checkpoints; tests that need them are skipped where they are not. */
public final class References {
    private References() {}

    public static Path folder(String name) {
        Path folder = Path.of(System.getProperty("quarry.goldens", ""), "models", name);
        assumeTrue(Files.exists(folder), "the reference checkpoints are not here: " + folder);
        return folder;
    }

    @SuppressWarnings("unchecked")
    public static Map<String, Object> json(Path file) {
        try {
            Map<String, Object> known = new LinkedHashMap<>();
            ((Map<String, Object>) ((Json.Members) JsonReader.readValue(file, JsonLimits.DEFAULT)).toJava())
                    .forEach((key, value) -> {
                        if (value != null) {
                            known.put(key, value);
                        }
                    });
            return known;
        } catch (IOException | JsonException e) {
            throw new IllegalStateException(file.toString(), e);
        }
    }

    @SuppressWarnings("unchecked")
    public static Map<String, Object> members(Object json) {
        Map<String, Object> known = new LinkedHashMap<>((Map<String, Object>) json);
        known.values().removeIf(java.util.Objects::isNull);
        return known;
    }

    /** Tensors of these shapes in a file that nobody opens. */
    public static Map<String, StoredTensor> listed(Object shapes) {
        Map<String, StoredTensor> tensors = new LinkedHashMap<>();
        long[] offset = {0};
        members(shapes).forEach((name, shape) -> {
            List<Long> axes = ((List<?>) shape)
                    .stream().map(axis -> ((Number) axis).longValue()).toList();
            StoredTensor tensor =
                    new StoredTensor(name, Path.of("/models/listed.safetensors"), ElementType.F16, axes, offset[0]);
            offset[0] += tensor.bytes();
            tensors.put(name, tensor);
        });
        return tensors;
    }
}
