package org.quarry.engine;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.quarry.node.model.Model;
import org.quarry.tensor.Tensor;

/** The hash of a value: equal for equal values, on every machine. What it cannot look into counts by its class alone. */
final class ContentHash {
    private static final int CHUNK = 1 << 12;

    private final Consumer<ByteBuffer> sum;
    private final ByteBuffer chunk = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
    private final Function<Model, String> fingerprint;

    private ContentHash(Consumer<ByteBuffer> sum, Function<Model, String> fingerprint) {
        this.sum = sum;
        this.fingerprint = fingerprint;
    }

    /**
     * CRC-32 and CRC-32C of a value side by side, 64 bits. Receipts compare runs that nobody forged, so speed counts for more
     * than strength: processors have instructions for both sums, and a picture of 2048 × 2048 takes a few milliseconds
     * where SHA-256 would take a third of a second.
     */
    static String of(@Nullable Object value, Function<Model, String> fingerprint) {
        CRC32 first = new CRC32();
        CRC32C second = new CRC32C();
        new ContentHash(
                        bytes -> {
                            first.update(bytes.duplicate());
                            second.update(bytes);
                        },
                        fingerprint)
                .add(value);
        HexFormat hex = HexFormat.of();
        return "crc:" + hex.toHexDigits((int) first.getValue()) + hex.toHexDigits((int) second.getValue());
    }

    /** CRC-32 of a value, in eight digits: enough for one of many steps. A model counts by its name alone. */
    static String checksum(@Nullable Object value) {
        CRC32 checksum = new CRC32();
        new ContentHash(checksum::update, model -> model.description().name()).add(value);
        return HexFormat.of().toHexDigits((int) checksum.getValue());
    }

    private void add(@Nullable Object value) {
        if (value instanceof Tensor tensor) {
            tensor(tensor);
        } else if (value instanceof Model model) {
            text("model", fingerprint.apply(model));
        } else if (value instanceof Record record) {
            text("record", record.getClass().getName());
            RecordShape shape = RecordShape.of(record.getClass());
            for (int i = 0; i < shape.names().size(); i++) {
                text("component", shape.names().get(i));
                add(shape.value(record, i));
            }
        } else if (value instanceof Collection<?> elements) {
            text("elements", Integer.toString(elements.size()));
            elements.forEach(this::add);
        } else if (value instanceof Map<?, ?> map) {
            map(map);
        } else if (value instanceof Optional<?> optional) {
            add(optional.orElse(null));
        } else {
            plain(value);
        }
    }

    private void plain(@Nullable Object value) {
        if (value instanceof String text) {
            text("text", text);
        } else if (value instanceof Number || value instanceof Boolean) {
            text(value.getClass().getSimpleName(), value.toString());
        } else if (value instanceof Enum<?> constant) {
            text("constant", constant.name());
        } else if (value instanceof Path path) {
            // The folder is another on every machine.
            text("file", path.getFileName() == null ? "" : path.getFileName().toString());
        } else {
            text("opaque", value == null ? "" : value.getClass().getName());
        }
    }

    private void map(Map<?, ?> map) {
        Map<String, Object> sorted = new TreeMap<>();
        map.forEach((key, value) -> sorted.put(key.toString(), value));
        text("map", Integer.toString(sorted.size()));
        sorted.forEach((key, value) -> {
            text("key", key);
            add(value);
        });
    }

    private void tensor(Tensor tensor) {
        text("tensor", tensor.shape().toString());
        FloatBuffer values = tensor.buffer();
        while (values.hasRemaining()) {
            int count = Math.min(values.remaining(), CHUNK / Float.BYTES);
            chunk.clear();
            chunk.asFloatBuffer().put(values.slice(values.position(), count));
            values.position(values.position() + count);
            sum.accept(chunk.limit(count * Float.BYTES));
        }
    }

    private void text(String tag, String text) {
        byte[] bytes = (tag + '\0' + text).getBytes(StandardCharsets.UTF_8);
        chunk.clear();
        sum.accept(chunk.putInt(bytes.length).flip());
        sum.accept(ByteBuffer.wrap(bytes));
    }
}
