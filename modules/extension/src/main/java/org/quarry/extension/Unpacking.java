package org.quarry.extension;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/** Files on their way from an archive to a folder. */
final class Unpacking {
    private final Path folder;
    private final List<String> jars = new ArrayList<>();

    Unpacking(Path folder) {
        this.folder = folder.normalize();
    }

    /** Unpacks one file. @param name below the folder, with slashes */
    void add(JarFile archive, JarEntry entry, String name) throws IOException, ModuleException {
        Path target = folder.resolve(name).normalize();
        if (!target.startsWith(folder) || target.equals(folder)) {
            throw new ModuleException(
                    "it has the file '" + Declaration.shown(name) + "', which is outside of it; tell its authors");
        }
        Files.createDirectories(target.resolveSibling(""));
        try (InputStream in = archive.getInputStream(entry)) {
            Files.copy(in, target);
        }
        if (name.endsWith(".jar")) {
            jars.add(name);
        }
    }

    /** The jars up to now, in their order. */
    List<String> jars() {
        return List.copyOf(jars);
    }
}
