package org.quarry.onnx;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.quarry.json.JsonException;
import org.quarry.json.JsonLimits;
import org.quarry.json.JsonReader;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

/** A safetensors file: the length of a JSON header, the header with type, shape and place of each tensor, the values. */
final class Safetensors {
    private final Map<?, ?> header;
    private final ByteBuffer values;

    Safetensors(Path file) throws IOException, JsonException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        byte[] text = new byte[Math.toIntExact(bytes.getLong())];
        bytes.get(text);
        header = (Map<?, ?>) JsonReader.read(
                        new String(text, StandardCharsets.UTF_8).strip().getBytes(StandardCharsets.UTF_8),
                        JsonLimits.DEFAULT)
                .root()
                .toJava();
        values = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
    }

    Tensor tensor(String name) {
        Map<?, ?> entry = (Map<?, ?>) header.get(name);
        int[] sizes = integers(entry.get("shape"));
        int start = integers(entry.get("data_offsets"))[0];
        Shape shape = Shape.of(sizes);
        float[] floats = new float[shape.count()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = switch ((String) entry.get("dtype")) {
                case "F32" -> values.getFloat(start + 4 * i);
                case "I64" -> values.getLong(start + 8 * i);
                default -> throw new IllegalArgumentException("element type " + entry.get("dtype"));
            };
        }
        return Tensor.adopt(shape, floats);
    }

    private static int[] integers(Object list) {
        return Arrays.stream(((List<?>) list).toArray())
                .mapToInt(size -> Math.toIntExact((Long) size))
                .toArray();
    }
}
