package org.quarry.onnx;

import ai.onnxruntime.OrtException;

/** ONNX Runtime's messages, without what only its developers read. */
final class Failures {
    private Failures() {}

    /** The message on one line, without its error code, C++ places and function signatures. */
    static String sentence(OrtException failure) {
        return message(failure)
                .replaceFirst("^Error code - \\S+ - message: ", "")
                .replaceFirst(
                        "^\\S*(/|\\\\)\\S*\\.(cc|h|cpp):\\d+ .*?\\) ?(\\[ONNXRuntimeError\\] : \\d+ : \\w+ : )?", "")
                .replaceAll("\\s+", " ")
                .strip();
    }

    /** The message, or the kind of a failure that has none. */
    static String message(Throwable failure) {
        String message = failure.getMessage();
        return message == null ? failure.toString() : message;
    }
}
