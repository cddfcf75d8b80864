package org.quarry.editor.document;

import java.nio.file.Path;

/** How files are named in workflows. */
public final class FileNames {
    private FileNames() {}

    /**
     * A file as a parameter names it: relative to the workflow's folder where it lies within, so that both can be taken
     * elsewhere together, and with slashes on every system.
     */
    public static String within(Path folder, Path file) {
        Path chosen = file.toAbsolutePath().normalize();
        Path base = folder.toAbsolutePath().normalize();
        Path seen = chosen.startsWith(base) ? base.relativize(chosen) : chosen;
        return seen.toString().replace(seen.getFileSystem().getSeparator(), "/");
    }
}
