package org.quarry.nodes.image.file;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import org.quarry.node.NodeException;

/** What saving does where a file of the same name is. */
public enum Existing {
    /** Keeps it and takes the next free number: name-2.png. */
    NUMBER,
    /** Keeps it and stops with a message. */
    REFUSE,
    /** Replaces it. */
    OVERWRITE;

    /**
     * Looks before a run whether it would end at a file that is there, as far as the name is known by then.
     *
     * @param known the values of a node's parameters, among them {@code file} and {@code existing}
     * @throws NodeException if it would
     */
    public static void foresee(Map<String, Object> known) {
        if (known.get("existing") == REFUSE
                && known.get("file") instanceof Path file
                && !FileName.open(file.toString())
                && Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw taken(file);
        }
    }

    /** What is said of a file that must stay. */
    static NodeException taken(Path file) {
        return new NodeException(
                "file", file + " is there already; choose another name, or set 'existing' to number or overwrite");
    }
}
