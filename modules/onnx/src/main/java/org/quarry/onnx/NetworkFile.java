package org.quarry.onnx;

import java.nio.file.Path;
import java.nio.file.attribute.FileTime;

/**
 * A network's file in one state of its content; a file that was written anew is another one.
 *
 * @param name for messages, as in {@code pocket/unet}
 * @param path of the ONNX file, or of the folder or file whose weights a graph is written for
 * @param settings its {@code config.json}, which may be missing
 * @param bytes of its weights, those outside of the file included
 * @param modified when it was written last
 */
record NetworkFile(String name, Path path, Path settings, long bytes, FileTime modified) {
    /** The component that it is, the last part of its name. */
    String component() {
        return name.substring(name.lastIndexOf('/') + 1);
    }

    /** Whether its graph is yet to be written. */
    boolean ofWeights() {
        return !path.getFileName().toString().endsWith(".onnx");
    }
}
