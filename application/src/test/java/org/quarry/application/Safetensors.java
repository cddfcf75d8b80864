package org.quarry.application;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
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

/** Tensors from a file: the length of a JSON header, the header, and the numbers, all little-endian. */
record Safetensors(Map<String, Map<String, Object>> header, ByteBuffer content) {
    @SuppressWarnings({"unchecked", "rawtypes"})
    static Safetensors read(Path file) throws IOException, JsonException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        int start = 8 + (int) bytes.getLong();
        byte[] header = Arrays.copyOfRange(bytes.array(), 8, start);
        Map<String, Object> entries = (Map<String, Object>)
                JsonReader.read(header, JsonLimits.DEFAULT).root().toJava();
        return new Safetensors((Map) entries, bytes.position(start).slice().order(ByteOrder.LITTLE_ENDIAN));
    }

    /** A tensor of any of the types F32, I64 and U8, as floats. */
    Tensor tensor(String name) {
        Map<String, Object> entry = header.get(name);
        int[] sizes = list(entry, "shape").stream().mapToInt(Math::toIntExact).toArray();
        int start = Math.toIntExact(list(entry, "data_offsets").get(0));
        float[] values = new float[Shape.of(sizes).count()];
        for (int i = 0; i < values.length; i++) {
            values[i] = switch ((String) entry.get("dtype")) {
                case "F32" -> content.getFloat(start + 4 * i);
                case "I64" -> content.getLong(start + 8 * i);
                case "U8" -> content.get(start + i) & 0xff;
                default -> throw new IllegalArgumentException(name + " is " + entry.get("dtype"));
            };
        }
        return Tensor.adopt(Shape.of(sizes), values);
    }

    @SuppressWarnings("unchecked")
    private static List<Long> list(Map<String, Object> entry, String key) {
        return (List<Long>) entry.get(key);
    }
}
