package org.quarry.onnx;

import java.util.Map;

/** The word for how weights are stored. */
final class Precision {
    /** Biases and constants that stay in another type do not change what a model is called. */
    private static final double NEARLY_ALL = 0.95;

    /** onnx.proto, TensorProto.DataType. */
    private static final Map<Integer, String> NAMES = Map.of(
            1, "float32", 2, "uint8", 3, "int8", 10, "float16", 11, "float64", 16, "bfloat16", 21, "uint4", 22, "int4");

    private Precision() {}

    /** The type that nearly all bytes are of, {@code mixed} if there is none, {@code unknown} without weights. */
    static String of(Map<Integer, Long> bytesByType) {
        long sum = bytesByType.values().stream().mapToLong(Long::longValue).sum();
        if (sum == 0) {
            return "unknown";
        }
        return bytesByType.entrySet().stream()
                .filter(entry -> entry.getValue() >= NEARLY_ALL * sum)
                .map(entry -> NAMES.getOrDefault(entry.getKey(), "type " + entry.getKey()))
                .findFirst()
                .orElse("mixed");
    }
}
