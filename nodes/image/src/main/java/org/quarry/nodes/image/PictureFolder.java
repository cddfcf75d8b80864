package org.quarry.nodes.image;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.quarry.node.Call;
import org.quarry.node.NodeException;
import org.quarry.tensor.Picture;

/**
 * Puts pictures into a folder so that a file is there whole or not at all: each is written under a name of its own beside
 * the target, and moved when it is complete. The target's name is claimed first by creating it, which only one of several
 * runs can do.
 */
final class PictureFolder {
    private final Path folder;
    private final String stem;
    private final Existing existing;

    PictureFolder(Path file, Existing existing) {
        Path name = file.getFileName();
        if (name == null
                || !name.toString().toLowerCase(Locale.ROOT).endsWith(".png")
                || name.toString().length() < 5) {
            throw new NodeException(
                    "file", "found '" + file + "'; pictures are saved as PNG: choose a name that ends in .png");
        }
        Path parent = file.toAbsolutePath().getParent();
        this.folder = parent == null ? file.toAbsolutePath() : parent;
        this.stem = name.toString().substring(0, name.toString().length() - 4);
        this.existing = existing;
    }

    /** Writes each picture. @return their files, in order */
    List<Path> save(List<Picture> pictures, Call call) {
        // Compressed first: the hashes that go into the texts are computed beside it.
        List<Png> compressed = new ArrayList<>();
        for (Picture picture : pictures) {
            call.checkCancelled();
            compressed.add(Png.of(picture));
        }
        Map<String, String> texts = call.provenance();
        List<Path> files = new ArrayList<>();
        int number = pictures.size() > 1 ? 1 : 0;
        for (Png picture : compressed) {
            call.checkCancelled();
            byte[] png = picture.file(texts);
            try {
                Files.createDirectories(folder);
                while (!put(png, target(number), files, call)) {
                    number = next(number);
                }
            } catch (IOException e) {
                throw new NodeException("file", sentence(e, png.length), e);
            }
            number = next(number);
        }
        return files;
    }

    /** Writes a picture to a file. @return false if the name is taken, and another is wanted */
    private boolean put(byte[] png, Path target, List<Path> files, Call call) throws IOException {
        Path part = folder.resolve(
                "." + stem + "-" + ProcessHandle.current().pid() + "-" + Long.toHexString(System.nanoTime()) + ".part");
        if (existing != Existing.OVERWRITE && Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            return refused(target);
        }
        try {
            Files.write(part, png, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
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
        files.add(target);
        return true;
    }

    private Path target(int number) {
        return folder.resolve(number == 0 ? stem + ".png" : stem + "-" + number + ".png");
    }

    /** A single picture is name.png, and the second one beside it name-2.png. */
    private static int next(int number) {
        return number == 0 ? 2 : number + 1;
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
            throw new NodeException(
                    "file",
                    target + " is there already; choose another name, or set 'existing' to number or overwrite");
        }
        return false;
    }

    private String sentence(IOException e, int bytes) {
        String what = "cannot write " + stem + ".png into " + folder + ": ";
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
