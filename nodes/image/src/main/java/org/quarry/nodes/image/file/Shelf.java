package org.quarry.nodes.image.file;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.function.IntFunction;
import org.quarry.node.Call;
import org.quarry.node.NodeException;

/**
 * Puts files into a folder so that a file is there whole or not at all: each is written under a name of its own beside
 * the target, and moved when it is complete. The target's name is claimed first by creating it, which only one of several
 * runs can do.
 */
final class Shelf {
    private final Path folder;
    private final Existing existing;

    Shelf(Path folder, Existing existing) {
        this.folder = folder;
        this.existing = existing;
    }

    /** A file that was put, and the number in its name. */
    record Put(Path file, int number) {}

    /**
     * Writes a file under the first name that may be taken.
     *
     * @param names by number
     * @param number the first to try; 0 means none, and the number after it is 2
     */
    Put put(byte[] file, IntFunction<String> names, int number, Call call) {
        int tried = number;
        try {
            Files.createDirectories(folder);
            while (!written(file, folder.resolve(names.apply(tried)), call)) {
                tried = next(tried);
            }
        } catch (IOException e) {
            throw new NodeException("file", sentence(e, names.apply(tried), file.length), e);
        }
        return new Put(folder.resolve(names.apply(tried)), tried);
    }

    /** A single picture is name.png, and the second one beside it name-2.png. */
    static int next(int number) {
        return number == 0 ? 2 : number + 1;
    }

    /** @return false if the name is taken, and another is wanted */
    private boolean written(byte[] file, Path target, Call call) throws IOException {
        Path part = folder.resolve("." + target.getFileName() + "-"
                + ProcessHandle.current().pid() + "-" + Long.toHexString(System.nanoTime()) + ".part");
        if (existing != Existing.OVERWRITE && Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            return refused(target);
        }
        try {
            Files.write(part, file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            call.checkCancelled();
            if (existing == Existing.OVERWRITE) {
                Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
            } else if (claimed(target)) {
                moveToClaimed(part, target);
            } else {
                return refused(target);
            }
        } finally {
            Files.deleteIfExists(part);
        }
        return true;
    }

    private static boolean claimed(Path target) throws IOException {
        try {
            Files.createFile(target);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        }
    }

    private static void moveToClaimed(Path part, Path target) throws IOException {
        try {
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            Files.deleteIfExists(target);
            throw e;
        }
    }

    private boolean refused(Path target) {
        if (existing == Existing.REFUSE) {
            throw Existing.taken(target);
        }
        return false;
    }

    private String sentence(IOException e, String name, int bytes) {
        String what = "cannot write " + name + " into " + folder + ": ";
        if (e instanceof AccessDeniedException) {
            return what + "writing is not permitted there; choose another folder, or change its permissions";
        } else if (e instanceof FileAlreadyExistsException || e instanceof NotDirectoryException) {
            return what + "a part of that path is a file and not a folder; choose another folder";
        } else if (e instanceof NoSuchFileException) {
            return what + "the folder was removed meanwhile; make it again, or choose another";
        }
        return what + (e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage()) + "; " + bytes
                + " bytes are needed: make room, or choose another folder";
    }
}
