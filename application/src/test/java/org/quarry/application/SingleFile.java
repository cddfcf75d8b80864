package org.quarry.application;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.quarry.json.Json;
import org.quarry.json.JsonException;
import org.quarry.json.JsonLimits;
import org.quarry.json.JsonReader;
import org.quarry.json.JsonWriter;

/** A file with all of a model's weights, put together of the files of its networks. */
final class SingleFile {
    private final Map<String, Json> header = new TreeMap<>();
    private final List<byte[]> parts = new ArrayList<>();
    private long length;

    /** Adds the tensors of a file. @param prefix goes before their names */
    SingleFile with(String prefix, Path file) throws IOException, JsonException {
        byte[] content = Files.readAllBytes(file);
        int start = 8
                + (int) ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN).getLong();
        Json.Members tensors =
                (Json.Members) JsonReader.readValue(Arrays.copyOfRange(content, 8, start), JsonLimits.DEFAULT);
        tensors.members().forEach((name, entry) -> {
            if (!name.equals("__metadata__")) {
                header.put(prefix + name, moved((Json.Members) entry));
            }
        });
        parts.add(Arrays.copyOfRange(content, start, content.length));
        length += content.length - start;
        return this;
    }

    private Json moved(Json.Members entry) {
        Map<String, Json> moved = new TreeMap<>(entry.members());
        List<Json> offsets = ((Json.Elements) entry.members().get("data_offsets"))
                .elements().stream()
                        .map(offset -> (Json) Json.of(((Number) offset.toJava()).longValue() + length))
                        .toList();
        moved.put("data_offsets", new Json.Elements(offsets));
        return new Json.Members(moved);
    }

    void write(Path file) throws IOException {
        byte[] text = JsonWriter.pretty(new Json.Members(header), 0).getBytes(StandardCharsets.UTF_8);
        ByteBuffer whole = ByteBuffer.allocate(Math.toIntExact(8 + text.length + length))
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(text.length)
                .put(text);
        parts.forEach(whole::put);
        Files.write(file, whole.array());
    }
}
