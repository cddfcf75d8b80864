package org.quarry.onnx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import org.quarry.node.model.ModelException;

/**
 * A file with changes of weights, in one state of its content.
 *
 * @param path absolute
 * @param bytes its size
 * @param modified when it was written last
 */
record AdapterFile(Path path, long bytes, FileTime modified) {
    /** The file as it is now. @throws ModelException if it cannot be read */
    static AdapterFile of(Path path) {
        Path file = path.toAbsolutePath().normalize();
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new AdapterFile(file, attributes.size(), attributes.lastModifiedTime());
        } catch (IOException e) {
            throw new ModelException(file + " is missing or cannot be read; choose another file", e);
        }
    }
}
