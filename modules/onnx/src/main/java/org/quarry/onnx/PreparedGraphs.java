package org.quarry.onnx;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.logging.Logger;

/**
 * Graphs as ONNX Runtime has optimised them, kept in the cache: optimising takes longer than all the rest of loading a small
 * network. A kept graph is good for one state of one file, one version of the runtime and one kind of processor, because the
 * optimiser lays out weights as the processor likes them.
 */
final class PreparedGraphs {
    private static final Logger LOG = Logger.getLogger(PreparedGraphs.class.getName());

    /** Large networks spend their time on reading weights, and a copy of them would fill the disk. */
    private static final long LARGEST = 128L << 20;

    private static final Duration KEPT = Duration.ofDays(60);

    private final Path cache;
    private final String machine;

    PreparedGraphs(Path cache, String machine) {
        this.cache = cache.resolve("graphs");
        this.machine = machine;
    }

    /** Where the prepared form of a network is, or would be; empty if it is not worth keeping. */
    Optional<Path> place(NetworkFile file) {
        if (file.bytes() > LARGEST || Fingerprints.unsettled(file.modified().toMillis())) {
            return Optional.empty();
        }
        String key = String.join(
                "\n", file.path().toString(), "" + file.bytes(), file.modified().toString(), machine);
        return Optional.of(cache.resolve(Fingerprints.hash(key.getBytes(StandardCharsets.UTF_8)) + ".onnx"));
    }

    /** A file to write a graph to, which {@link #keep} then moves to its place; empty if the cache cannot be written. */
    Optional<Path> part() {
        try {
            Files.createDirectories(cache);
            return Optional.of(cache.resolve(UUID.randomUUID() + ".part"));
        } catch (IOException e) {
            LOG.fine(() -> "graphs cannot be kept in " + cache + ": " + e);
            return Optional.empty();
        }
    }

    /** Puts a written graph in its place, whole, and removes what nobody has prepared again for long. */
    void keep(Path part, Path place) {
        try {
            Files.move(part, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            removeOld();
        } catch (IOException e) {
            LOG.fine(() -> "a graph cannot be kept as " + place + ": " + e);
            discard(part);
        }
    }

    /** Removes a graph that turned out not to be usable. */
    void discard(Path graph) {
        try {
            Files.deleteIfExists(graph);
        } catch (IOException e) {
            LOG.fine(() -> "a graph cannot be removed: " + e);
        }
    }

    private void removeOld() throws IOException {
        Instant longAgo = Instant.now().minus(KEPT);
        try (DirectoryStream<Path> graphs = Files.newDirectoryStream(cache)) {
            for (Path graph : graphs) {
                if (Files.getLastModifiedTime(graph).toInstant().isBefore(longAgo)) {
                    discard(graph);
                }
            }
        }
    }
}
