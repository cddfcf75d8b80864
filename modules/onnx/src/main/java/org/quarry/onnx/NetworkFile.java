package org.quarry.onnx;

import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.quarry.architecture.graph.Precision;

/**
 * A network's file in one state of its content; a file that was written anew is another one.
 *
 * @param name for messages, as in {@code pocket/unet}
 * @param path of the ONNX file, or of the folder or file whose weights a graph is written for
 * @param settings its {@code config.json}, which may be missing
 * @param bytes of its weights, those outside of the file included
 * @param modified when it was written last
 * @param precision what it computes in if its graph is yet to be written
 * @param adapters files with changes of the weights, in their order
 */
record NetworkFile(
        String name,
        Path path,
        Path settings,
        long bytes,
        FileTime modified,
        Precision precision,
        List<AdapterFile> adapters) {
    NetworkFile {
        adapters = List.copyOf(adapters);
    }

    /** A network as it is, that computes in 32 bits or in what it was exported in. */
    NetworkFile(String name, Path path, Path settings, long bytes, FileTime modified) {
        this(name, path, settings, bytes, modified, Precision.FLOAT32, List.of());
    }

    /** The same in another precision, in which its weights take so much memory. */
    NetworkFile in(Precision other, long memory) {
        return new NetworkFile(name, path, settings, memory, modified, other, adapters);
    }

    /** With changes of its weights. */
    NetworkFile adapted(List<AdapterFile> files) {
        long more = files.stream().mapToLong(AdapterFile::bytes).sum();
        return new NetworkFile(name, path, settings, bytes + more, modified, precision, files);
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
