package org.quarry.engine;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.quarry.json.Json;
import org.quarry.json.JsonException;
import org.quarry.json.JsonLimits;
import org.quarry.json.JsonReader;
import org.quarry.json.JsonWriter;

/**
 * Content hashes of files that were hashed before, kept on disk, so that what has not changed is not read
 * again. What tells a change is a stamp: size and time of writing.
 */
final class FileHashes {
    private static final Logger LOG = Logger.getLogger(FileHashes.class.getName());
    private static final int MOST = 4000;

    /** A file this young may be written to again without its time being seen to change. */
    private static final long SETTLED_MILLIS = 2000;

    private record Known(String stamp, String hash) {}

    private final Path store;
    private final Map<String, Known> known = new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
            return size() > MOST;
        }
    };
    private boolean loaded;

    /** @param cache the folder to keep them in; made when something is to be kept */
    FileHashes(Path cache) {
        store = cache.resolve("content-hashes.json");
    }

    /**
     * The hash of a file's bytes.
     *
     * @throws IOException if it cannot be read
     */
    String of(Path file) throws IOException {
        Path path = file.toAbsolutePath().normalize();
        BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
        String stamp = attributes.size() + "@" + attributes.lastModifiedTime();
        Optional<String> hash = find(path, stamp);
        if (hash.isPresent()) {
            return hash.get();
        }
        String fresh = hash(path);
        if (System.currentTimeMillis() - attributes.lastModifiedTime().toMillis() > SETTLED_MILLIS) {
            keep(path, stamp, fresh);
        }
        return fresh;
    }

    private synchronized Optional<String> find(Path path, String stamp) {
        load();
        Known entry = known.get(path.toString());
        return entry == null || !entry.stamp.equals(stamp) ? Optional.empty() : Optional.of(entry.hash);
    }

    private synchronized void keep(Path path, String stamp, String hash) {
        load();
        known.put(path.toString(), new Known(stamp, hash));
        save();
    }

    private static String hash(Path file) throws IOException {
        MessageDigest digest = Key.sha256();
        byte[] buffer = new byte[1 << 18];
        try (InputStream in = Files.newInputStream(file)) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                digest.update(buffer, 0, count);
            }
        }
        return "sha256:" + HexFormat.of().formatHex(digest.digest());
    }

    private void load() {
        if (loaded) {
            return;
        }
        loaded = true;
        try {
            if (JsonReader.read(store, JsonLimits.DEFAULT).root() instanceof Json.Members files) {
                files.members().forEach(this::load);
            }
        } catch (NoSuchFileException e) {
            LOG.log(Level.FINE, e, () -> "no hashes kept yet in " + store);
        } catch (IOException | JsonException e) {
            LOG.log(Level.WARNING, e, () -> store + " cannot be read; files will be hashed again");
        }
    }

    private void load(String path, Json entry) {
        if (entry instanceof Json.Members members
                && members.members().get("stamp") instanceof Json.Text stamp
                && members.members().get("hash") instanceof Json.Text hash) {
            known.put(path, new Known(stamp.text(), hash.text()));
        }
    }

    private void save() {
        Map<String, Json> files = new LinkedHashMap<>();
        known.forEach((path, entry) -> files.put(
                path, Json.object().with("stamp", Json.of(entry.stamp)).with("hash", Json.of(entry.hash))));
        try {
            Files.createDirectories(store.getParent());
            Path fresh = Files.createTempFile(store.getParent(), "content-hashes", ".json");
            Files.writeString(fresh, JsonWriter.pretty(new Json.Members(files), 1));
            Files.move(fresh, store, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            LOG.log(Level.WARNING, e, () -> store + " cannot be written; files will be hashed again next time");
        }
    }
}
