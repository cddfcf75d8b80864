package org.quarry.onnx;

import java.io.IOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.logging.Logger;
import org.quarry.architecture.naming.Components;

/**
 * What was found out of files, kept between runs for as long as neither the files nor this program change: a listing of many
 * checkpoints then opens none of them.
 */
final class Remembered {
    private static final Logger LOG = Logger.getLogger(Remembered.class.getName());
    private static final String PROGRAM = written(Remembered.class) + " " + written(Components.class);

    private final Path cache;

    /** @param cache a folder of its own */
    Remembered(Path cache) {
        this.cache = cache;
    }

    /** What was kept of a place while its files were in this state. */
    Optional<String> of(Path place, String state) {
        try {
            Path kept = kept(place);
            if (Files.isRegularFile(kept)) {
                String[] parts = Files.readString(kept).split("\n", 2);
                if (parts.length == 2 && parts[0].equals(stamp(state))) {
                    return Optional.of(parts[1]);
                }
            }
        } catch (IOException e) {
            LOG.fine(() -> "what was found out of " + place + " is found out again: " + e);
        }
        return Optional.empty();
    }

    /** Keeps what was found out. Written aside and moved, so that another process reads the old text or the new one. */
    void keep(Path place, String state, String found) {
        try {
            Files.createDirectories(cache);
            Path part = Files.createTempFile(cache, "", ".part");
            try {
                Files.writeString(part, stamp(state) + "\n" + found);
                Files.move(part, kept(place), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            LOG.fine(() -> "what was found out of " + place + " cannot be kept in " + cache + ": " + e);
        }
    }

    private Path kept(Path place) {
        return cache.resolve(hash(place.toString()) + ".txt");
    }

    private static String stamp(String state) {
        return hash(PROGRAM + "\n" + state);
    }

    private static String hash(String text) {
        return Fingerprints.hash(text.getBytes(StandardCharsets.UTF_8));
    }

    /** When a class was compiled or packed: other rules may then find out something else. */
    private static long written(Class<?> type) {
        URL place = type.getResource(type.getSimpleName() + ".class");
        try {
            return place == null ? 0 : place.openConnection().getLastModified();
        } catch (IOException e) {
            LOG.fine(() -> "the age of " + place + " is not known: " + e);
            return 0;
        }
    }
}
