package org.quarry.onnx;

import java.util.Map;
import org.quarry.architecture.checkpoint.ElementType;

/** The word for how weights are stored. */
final class Precision {
    /** Biases and constants that stay in another type do not change what a model is called. */
    private static final double NEARLY_ALL = 0.95;

    /** onnx.proto, TensorProto.DataType. */
    private static final Map<Integer, String> NAMES = Map.ofEntries(
            Map.entry(1, "float32"),
            Map.entry(2, "uint8"),
            Map.entry(3, "int8"),
            Map.entry(6, "int32"),
            Map.entry(7, "int64"),
            Map.entry(9, "bool"),
            Map.entry(10, "float16"),
            Map.entry(11, "float64"),
            Map.entry(16, "bfloat16"),
            Map.entry(17, "float8_e4m3"),
            Map.entry(19, "float8_e5m2"),
            Map.entry(21, "uint4"),
            Map.entry(22, "int4"));

    private Precision() {}

    /** ONNX's number of a checkpoint's type. */
    static int onnx(ElementType type) {
        return switch (type) {
            case F32 -> 1;
            case F16 -> 10;
            case BF16 -> 16;
            case F64 -> 11;
            case F8_E4M3 -> 17;
            case F8_E5M2 -> 19;
            case U8 -> 2;
            default -> 3;
        };
    }

    /** A type's name, by ONNX's number of it. */
    static String name(int type) {
        return NAMES.getOrDefault(type, "type " + type);
    }

    /** The type that nearly all bytes are of, {@code mixed} if there is none, {@code unknown} without weights. */
    static String of(Map<Integer, Long> bytesByType) {
        long sum = bytesByType.values().stream().mapToLong(Long::longValue).sum();
        if (sum == 0) {
            return "unknown";
        }
        return bytesByType.entrySet().stream()
                .filter(entry -> entry.getValue() >= NEARLY_ALL * sum)
                .map(entry -> name(entry.getKey()))
                .findFirst()
                .orElse("mixed");
    }
}
