package org.quarry.engine;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.quarry.tensor.Tensor;

/** How much memory values take, near enough for a budget. */
final class Sizes {
    private static final long OBJECT = 32;

    private Sizes() {}

    static long of(@Nullable Object value) {
        if (value instanceof Tensor tensor) {
            return 2 * OBJECT + 4L * tensor.shape().count();
        } else if (value instanceof String text) {
            return OBJECT + text.length();
        } else if (value instanceof Record record) {
            return ofRecord(record);
        } else if (value instanceof Optional<?> optional) {
            return OBJECT + of(optional.orElse(null));
        } else if (value instanceof Collection<?> elements) {
            return OBJECT + elements.stream().mapToLong(Sizes::of).sum();
        } else if (value instanceof Map<?, ?> map) {
            return OBJECT + of(map.keySet()) + of(map.values());
        }
        return value == null ? 0 : OBJECT;
    }

    private static long ofRecord(Record record) {
        RecordShape shape = RecordShape.of(record.getClass());
        long bytes = OBJECT;
        for (int i = 0; i < shape.names().size(); i++) {
            bytes += of(shape.value(record, i));
        }
        return bytes;
    }
}
