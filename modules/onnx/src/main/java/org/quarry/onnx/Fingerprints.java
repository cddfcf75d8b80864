package org.quarry.onnx;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.quarry.node.model.ModelException;
import org.quarry.onnx.FolderState.Stamp;

/**
 * Hashes of model folders: SHA-256 over a line {@code <hash of the content>  <path>} for each file in the order of the paths,
 * as {@code sha256sum} prints them. The hash of each file is kept in the cache together with the file's size and time, so that
 * gigabytes are read once.
 */
final class Fingerprints {
    private static final Logger LOG = Logger.getLogger(Fingerprints.class.getName());
    private static final int BLOCK = 1 << 20;
    static final String PREFIX = "sha256:";

    /** A file this young may still be written to within the same tick of the file system's clock. */
    private static final long SETTLED_MILLIS = TimeUnit.SECONDS.toMillis(2);

    private final Path cache;

    Fingerprints(Path cache) {
        this.cache = cache.resolve("fingerprints");
    }

    /** The hash of a folder in a state. @throws ModelException if a file cannot be read */
    String of(ModelFolder folder, FolderState state) {
        return sum(state, computed(folder, state));
    }

    /** What users compare models by: of one file its own hash, as model sites show it; else that of the folder. */
    String hash(ModelFolder folder, FolderState state) {
        return hash(folder, state, computed(folder, state)).orElseThrow();
    }

    /** The same if all of it was computed before; empty if a file would have to be read. */
    Optional<String> known(ModelFolder folder, FolderState state) {
        try {
            return hash(folder, state, read(kept(folder)));
        } catch (IOException e) {
            LOG.fine(() -> "the hashes of " + folder.name() + " cannot be read: " + e);
            return Optional.empty();
        }
    }

    private static Optional<String> hash(ModelFolder folder, FolderState state, Map<Stamp, String> hashes) {
        if (folder.checkpoints().isEmpty()) {
            return hashes.keySet().containsAll(state.files()) ? Optional.of(sum(state, hashes)) : Optional.empty();
        }
        return state.files().stream()
                .filter(stamp -> stamp.name().equals(ModelFolder.CHECKPOINT))
                .map(stamp -> Optional.ofNullable(hashes.get(stamp)))
                .findFirst()
                .flatMap(hash -> hash.map(digits -> PREFIX + digits));
    }

    private Path kept(ModelFolder folder) throws IOException {
        return cache.resolve(hash(folder.origin().toRealPath().toString()) + ".txt");
    }

    private Map<Stamp, String> computed(ModelFolder folder, FolderState state) {
        try {
            Path kept = kept(folder);
            Map<Stamp, String> known = read(kept);
            Map<Stamp, String> hashes = hashes(folder, state.files(), known);
            if (!known.equals(hashes)) {
                write(kept, hashes);
            }
            return hashes;
        } catch (IOException | UncheckedIOException e) {
            throw new ModelException("model '" + folder.name() + "': a file cannot be read: " + e.getMessage(), e);
        }
    }

    private static String sum(FolderState state, Map<Stamp, String> hashes) {
        return PREFIX
                + hash(state.files().stream()
                        .map(stamp -> hashes.get(stamp) + "  " + stamp.name() + "\n")
                        .collect(Collectors.joining()));
    }

    private static Map<Stamp, String> hashes(ModelFolder folder, List<Stamp> files, Map<Stamp, String> known) {
        Map<Stamp, String> hashes = new HashMap<>(known);
        hashes.keySet().retainAll(files);
        List<Stamp> unread =
                files.stream().filter(stamp -> !hashes.containsKey(stamp)).toList();
        if (!unread.isEmpty()) {
            hashes.putAll(unread.parallelStream()
                    .collect(Collectors.toConcurrentMap(stamp -> stamp, stamp -> content(folder.file(stamp.name())))));
        }
        return hashes;
    }

    private static String content(Path file) {
        MessageDigest digest = sha256();
        byte[] block = new byte[BLOCK];
        try (InputStream bytes = Files.newInputStream(file)) {
            for (int read = bytes.read(block); read >= 0; read = bytes.read(block)) {
                digest.update(block, 0, read);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static String hash(String text) {
        return hash(text.getBytes(StandardCharsets.UTF_8));
    }

    static String hash(byte[] content) {
        return HexFormat.of().formatHex(sha256().digest(content));
    }

    /** Whether a file of this time may still change without another time. */
    static boolean unsettled(long modifiedMillis) {
        return modifiedMillis >= System.currentTimeMillis() - SETTLED_MILLIS;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Lines that are not as {@link #write} makes them count for nothing: their files are hashed again. */
    private static Map<Stamp, String> read(Path kept) throws IOException {
        Map<Stamp, String> hashes = new HashMap<>();
        if (Files.isRegularFile(kept)) {
            for (String line : Files.readAllLines(kept)) {
                String[] parts = line.split(" ", 4);
                if (parts.length == 4
                        && parts[0].matches("[0-9a-f]{64}")
                        && (parts[1] + parts[2]).matches("\\d{2,36}")) {
                    hashes.put(new Stamp(parts[3], Long.parseLong(parts[1]), Long.parseLong(parts[2])), parts[0]);
                }
            }
        }
        return hashes;
    }

    private static String line(Stamp stamp, String hash) {
        return hash + " " + stamp.size() + " " + stamp.modifiedMillis() + " " + stamp.name();
    }

    /** Written aside and moved, so that another process reads the old lines or the new ones. */
    private void write(Path kept, Map<Stamp, String> hashes) {
        List<String> lines = hashes.entrySet().stream()
                .filter(entry -> !unsettled(entry.getKey().modifiedMillis()))
                .map(entry -> line(entry.getKey(), entry.getValue()))
                .sorted()
                .toList();
        try {
            Files.createDirectories(cache);
            Path part = Files.createTempFile(cache, "", ".part");
            try {
                Files.write(part, lines);
                Files.move(part, kept, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            LOG.warning(() -> "hashes cannot be kept in " + cache + ", so the next run reads the models again: " + e);
        }
    }
}
