package org.quarry.node.model;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a file or folder of weights holds, as far as names, shapes and settings tell.
 *
 * @param path what was looked at
 * @param findings what it seems to be, by heading, as in {@code family}, in the order to be read
 * @param metadata what its writer said of it
 * @param tensors all of them
 */
public record Inspection(Path path, Map<String, String> findings, Map<String, String> metadata, List<Entry> tensors) {
    /** Copies the collections. */
    public Inspection {
        findings = Collections.unmodifiableMap(new LinkedHashMap<>(findings));
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
        tensors = List.copyOf(tensors);
    }

    /**
     * A tensor.
     *
     * @param file that it is in, below the inspected folder
     * @param type of its elements, as the file names it
     */
    public record Entry(String file, String name, String type, List<Long> shape, long bytes) {
        /** Copies the list. */
        public Entry {
            shape = List.copyOf(shape);
        }
    }
}
