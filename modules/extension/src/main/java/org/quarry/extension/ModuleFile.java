package org.quarry.extension;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.ZipException;
import org.quarry.workflow.NodeDescriptor;

/**
 * A module's archive, read and verified; nothing of it is run.
 *
 * @param file the archive
 * @param hash SHA-256 of the whole archive
 * @param declaration what it says of itself
 * @param nodes that it brings
 * @param extensions ids of what else it brings
 * @param signer who signed it; empty if nobody did
 */
public record ModuleFile(
        Path file,
        String hash,
        Declaration declaration,
        List<NodeDescriptor> nodes,
        List<String> extensions,
        Optional<Signer> signer) {
    /** The ending of archives. */
    public static final String ENDING = ".nbm";

    private static final String CONTENT = "netbeans/";
    private static final String MODULES = CONTENT + "modules/";
    private static final long MOST_BYTES = 4L << 30;
    private static final int MOST_ENTRIES = 20_000;

    /** Copies the lists. */
    public ModuleFile {
        nodes = List.copyOf(nodes);
        extensions = List.copyOf(extensions);
    }

    /** Whether a file is called as archives are. */
    public static boolean named(Path file) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(ENDING);
    }

    /**
     * Reads an archive.
     *
     * @throws ModuleException if it is none, was changed after it was signed, or declares what no module can
     */
    public static ModuleFile read(Path file) throws ModuleException {
        try {
            String hash = Hashes.of(file);
            try (JarFile archive = new JarFile(file.toFile(), true)) {
                limits(archive);
                ModuleJar jar = ModuleJar.read(archive, jar(archive));
                return new ModuleFile(file, hash, jar.declaration(), jar.nodes(), jar.extensions(), Signer.of(archive));
            }
        } catch (ModuleException e) {
            throw new ModuleException(file + ": " + e.getMessage(), e);
        } catch (ZipException e) {
            throw new ModuleException(
                    file + ": found no archive (" + e.getMessage() + "); wanted a module's .nbm; get it again", e);
        } catch (IOException e) {
            String reason = Files.isRegularFile(file) ? e.toString() : "there is no such file";
            throw new ModuleException(file + " cannot be read: " + reason + "; check the name and the permissions", e);
        }
    }

    /** Before anything is read: what would unpack to more than a disk holds, or beside its folder, is refused. */
    private static void limits(JarFile archive) throws ModuleException {
        if (archive.size() > MOST_ENTRIES) {
            throw new ModuleException(
                    "it has " + archive.size() + " files, more than the " + MOST_ENTRIES + " allowed");
        }
        long bytes = 0;
        Set<String> names = new HashSet<>();
        for (JarEntry entry : archive.stream().toList()) {
            String name = entry.getName();
            boolean outside = name.startsWith("/")
                    || name.contains("\\")
                    || name.contains(":")
                    || List.of(name.split("/")).contains("..");
            if (outside || !names.add(name.toLowerCase(Locale.ROOT))) {
                throw new ModuleException("it has the file '" + Declaration.shown(name)
                        + (outside ? "', which is outside of it" : "' twice") + "; tell its authors");
            }
            bytes += Math.max(0, entry.getSize());
        }
        if (bytes > MOST_BYTES) {
            throw new ModuleException(
                    "it unpacks to " + (bytes >> 20) + " MB, more than the " + (MOST_BYTES >> 20) + " allowed");
        }
    }

    private static JarEntry jar(JarFile archive) throws ModuleException {
        List<JarEntry> jars = archive.stream()
                .filter(entry -> entry.getName().matches(MODULES + "[^/]+\\.jar"))
                .toList();
        if (jars.size() != 1) {
            throw new ModuleException("found " + jars.size() + " jars in " + MODULES
                    + ", wanted one; it is no module of nodes, or tell its authors");
        }
        return jars.get(0);
    }

    /**
     * Unpacks what is needed at run time.
     *
     * @param folder empty
     * @return the module's jars, its own first, relative to the folder
     */
    List<String> unpack(Path folder) throws IOException, ModuleException {
        try (JarFile archive = new JarFile(file.toFile(), true)) {
            JarEntry own = jar(archive);
            Unpacking unpacking = new Unpacking(folder);
            unpacking.add(archive, own, "modules/" + own.getName().substring(MODULES.length()));
            for (JarEntry entry : archive.stream().toList()) {
                if (entry.getName().startsWith(MODULES)
                        && !entry.isDirectory()
                        && !entry.getName().equals(own.getName())) {
                    unpacking.add(archive, entry, entry.getName().substring(CONTENT.length()));
                }
            }
            ModuleJar.unpackIndex(folder.resolve(unpacking.jars().get(0)), folder.resolve(Installed.INDEX));
            return unpacking.jars();
        }
    }
}
