package org.quarry.onnx;

import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;

/**
 * A network's file in one state of its content; a file that was written anew is another one.
 *
 * @param name for messages, as in {@code pocket/unet}
 * @param path of the ONNX file, or of the folder or file whose weights a graph is written for
 * @param settings its {@code config.json}, which may be missing
 * @param bytes of its weights, those outside of the file included
 * @param modified when it was written last
 * @param adapters files with changes of the weights, in their order
 */
record NetworkFile(String name, Path path, Path settings, long bytes, FileTime modified, List<AdapterFile> adapters) {
    NetworkFile {
        adapters = List.copyOf(adapters);
    }

    /** A network as it is. */
    NetworkFile(String name, Path path, Path settings, long bytes, FileTime modified) {
        this(name, path, settings, bytes, modified, List.of());
    }

    /** With changes of its weights. */
    NetworkFile adapted(List<AdapterFile> files) {
        long more = files.stream().mapToLong(AdapterFile::bytes).sum();
        return new NetworkFile(name, path, settings, bytes + more, modified, files);
    }

    /** The component that it is, the last part of its name. */
    String component() {
        return name.substring(name.lastIndexOf('/') + 1);
    }

    /** Whether its graph is yet to be written. */
    boolean ofWeights() {
        return !path.getFileName().toString().endsWith(".onnx");
    }
}
