package org.quarry.onnx;

import ai.onnxruntime.OrtEnvironment;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Logger;
import org.quarry.node.model.ModelException;

/**
 * Where ONNX Runtime's native libraries are. The runtime by itself unpacks them into a new temporary folder at every start;
 * here they are unpacked once into the cache, and the runtime is told by its system property.
 *
 * <p>The first of these decides: the system property, the environment variable (both name a folder, for instance with the
 * libraries of the CUDA build), the cache.
 */
final class Natives {
    /** The system property that ONNX Runtime reads. */
    static final String PROPERTY = "onnxruntime.native.path";

    /** The environment variable that names a folder of other native libraries of the same version. */
    static final String VARIABLE = "QUARRY_ONNXRUNTIME";

    private static final Logger LOG = Logger.getLogger(Natives.class.getName());
    private static final Duration ABANDONED = Duration.ofHours(1);
    private static final List<String> LIBRARIES =
            List.of(System.mapLibraryName("onnxruntime"), System.mapLibraryName("onnxruntime4j_jni"));

    private final Path cache;
    private final Map<String, String> environment;

    Natives(Path cache, Map<String, String> environment) {
        this.cache = cache;
        this.environment = environment;
    }

    /** The version of ONNX Runtime's Java classes, which native libraries must have too. */
    static String version() {
        String version = OrtEnvironment.class.getPackage().getImplementationVersion();
        return version == null ? "unversioned" : version;
    }

    /**
     * Sets the system property if it is not set. If the cache cannot be written the runtime unpacks for itself.
     *
     * @throws ModelException if the environment variable names a folder without the libraries
     */
    void announce() {
        if (System.getProperty(PROPERTY) != null) {
            return;
        }
        try {
            Optional<Path> chosen = chosen();
            Path folder = chosen.isPresent() ? chosen.get() : unpack();
            System.setProperty(PROPERTY, folder.toString());
        } catch (IOException e) {
            LOG.warning(() -> "native libraries cannot be kept in " + cache + ", so each start unpacks them: " + e);
        }
    }

    /** The folder that the environment variable names, if it is set. @throws ModelException if it lacks the libraries */
    Optional<Path> chosen() {
        String named = environment.getOrDefault(VARIABLE, "");
        if (named.isBlank()) {
            return Optional.empty();
        }
        Path folder = Path.of(named).toAbsolutePath();
        for (String library : LIBRARIES) {
            if (!Files.isRegularFile(folder.resolve(library))) {
                throw new ModelException(VARIABLE + " names " + folder + ", which has no " + library
                        + "; unpack the native libraries of ONNX Runtime " + version()
                        + " there, or unset the variable");
            }
        }
        return Optional.of(folder);
    }

    /**
     * The folder with this platform's libraries, unpacked now if they were not yet. A library appears under its name only
     * when it is complete, so several processes may do this at once.
     */
    Path unpack() throws IOException {
        Path folder =
                cache.resolve("onnxruntime-" + version() + "-" + platform()).toAbsolutePath();
        for (String library : LIBRARIES) {
            unpack(library, folder);
        }
        return folder;
    }

    private static void unpack(String library, Path folder) throws IOException {
        URL packed = OrtEnvironment.class.getResource("/ai/onnxruntime/native/" + platform() + "/" + library);
        if (packed == null) {
            throw new IOException("ONNX Runtime " + version() + " has no " + library + " for " + platform());
        }
        URLConnection connection = packed.openConnection();
        Path target = folder.resolve(library);
        if (complete(target, connection.getContentLengthLong())) {
            return;
        }
        Files.createDirectories(folder);
        removeAbandoned(folder);
        Path part = Files.createTempFile(folder, library, ".part");
        try (InputStream bytes = connection.getInputStream()) {
            Files.copy(bytes, part, StandardCopyOption.REPLACE_EXISTING);
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AccessDeniedException e) {
            // Windows does not replace a library that another process has just put there and loaded.
            if (!complete(target, connection.getContentLengthLong())) {
                throw e;
            }
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static boolean complete(Path library, long size) throws IOException {
        return Files.isRegularFile(library) && Files.size(library) == size;
    }

    /** A process that was killed while unpacking leaves a part behind. */
    private static void removeAbandoned(Path folder) throws IOException {
        Instant longAgo = Instant.now().minus(ABANDONED);
        try (DirectoryStream<Path> parts = Files.newDirectoryStream(folder, "*.part")) {
            for (Path part : parts) {
                if (Files.exists(part)
                        && Files.getLastModifiedTime(part).toInstant().isBefore(longAgo)) {
                    Files.deleteIfExists(part);
                }
            }
        }
    }

    /** The platform in ONNX Runtime's spelling, as in {@code linux-x64}. */
    static String platform() {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String processor = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        String family = system.startsWith("windows") ? "win" : system.startsWith("mac") ? "osx" : "linux";
        return switch (processor) {
            case "amd64", "x86_64" -> family + "-x64";
            case "aarch64", "arm64" -> family + "-aarch64";
            default -> family + "-" + processor;
        };
    }
}
