package org.quarry.onnx;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.logging.Logger;
import org.quarry.node.model.ModelException;

/**
 * The files of a model folder in one state of their content, as far as a listing tells it. Links are followed, and files
 * and folders whose names start with a dot are left out: downloaders and version control keep notes of their own there.
 *
 * @param files in the order of their names
 */
record FolderState(List<Stamp> files) {
    private static final Logger LOG = Logger.getLogger(FolderState.class.getName());
    private static final int DEPTH = 16;

    FolderState {
        files = List.copyOf(files);
    }

    /** A file in one state of its content. @param name its path within the folder, with slashes */
    record Stamp(String name, long size, long modifiedMillis) {}

    /** The state of a folder now. @throws ModelException if it cannot be listed */
    static FolderState of(ModelFolder folder) {
        List<Stamp> files = new ArrayList<>();
        try {
            Files.walkFileTree(
                    folder.path(), EnumSet.of(FileVisitOption.FOLLOW_LINKS), DEPTH, new Listing(folder.path(), files));
        } catch (IOException e) {
            throw new ModelException(
                    "model '" + folder.name() + "': " + folder.path() + " cannot be listed: " + e.getMessage(), e);
        }
        for (Path checkpoint : folder.checkpoints()) {
            files.add(stamp(folder, checkpoint));
        }
        files.sort(Comparator.comparing(Stamp::name));
        return new FolderState(files);
    }

    private static Stamp stamp(ModelFolder folder, Path checkpoint) {
        try {
            long modified = Files.getLastModifiedTime(checkpoint).toMillis();
            return new Stamp(ModelFolder.CHECKPOINT, Files.size(checkpoint), modified);
        } catch (IOException e) {
            throw new ModelException(
                    "model '" + folder.name() + "': " + checkpoint + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** The size of all files. */
    long bytes() {
        return files.stream().mapToLong(Stamp::size).sum();
    }

    /** Whether there is a file of this path within the folder. */
    boolean has(String name) {
        return files.stream().anyMatch(file -> file.name().equals(name));
    }

    /** The components that are networks of ONNX, in alphabetical order. */
    List<String> networks() {
        String end = "/" + ModelFolder.NETWORK;
        return files.stream()
                .map(Stamp::name)
                .filter(name -> name.endsWith(end) && name.indexOf('/') == name.length() - end.length())
                .map(name -> name.substring(0, name.length() - end.length()))
                .toList();
    }

    /** When a file of a folder was written last. @param within the folder's name within this one */
    FileTime modified(String within) {
        String start = within + "/";
        return FileTime.fromMillis(files.stream()
                .filter(file -> file.name().startsWith(start) || file.name().equals(ModelFolder.CHECKPOINT))
                .mapToLong(Stamp::modifiedMillis)
                .max()
                .orElse(0));
    }

    private static final class Listing extends SimpleFileVisitor<Path> {
        private final Path folder;
        private final List<Stamp> files;

        Listing(Path folder, List<Stamp> files) {
            this.folder = folder;
            this.files = files;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            return hidden(directory) && !directory.equals(folder)
                    ? FileVisitResult.SKIP_SUBTREE
                    : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile() && !hidden(file)) {
                String name = folder.relativize(file).toString().replace('\\', '/');
                files.add(new Stamp(
                        name, attributes.size(), attributes.lastModifiedTime().toMillis()));
            }
            return FileVisitResult.CONTINUE;
        }

        /** What cannot be read is as good as absent; whoever needs it will say so. */
        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) {
            LOG.fine(() -> "passed over in " + folder + ": " + failure);
            return FileVisitResult.CONTINUE;
        }

        private static boolean hidden(Path file) {
            return file.getFileName().toString().startsWith(".");
        }
    }
}
