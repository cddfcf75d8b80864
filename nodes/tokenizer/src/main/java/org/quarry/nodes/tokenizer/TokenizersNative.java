package org.quarry.nodes.tokenizer;

import ai.djl.huggingface.tokenizers.jni.TokenizersLibrary;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.quarry.node.model.ModelException;

/**
 * The native library of Hugging Face's tokenizers, as the Deep Java Library builds it. Only its native interface is used:
 * the Java classes above it would look for graphics cards, keep files in the home folder, and report their use over the
 * network.
 */
final class TokenizersNative {
    /** Where Quarry keeps what can be made again. */
    private static final String CACHE = "quarry.cache";

    private static final String RESOURCES = "/native/lib/";

    private static boolean loaded;

    private TokenizersNative() {}

    /**
     * The library, unpacked into the cache and loaded when the first model needs it.
     *
     * @throws ModelException if there is none for this system, or it cannot be unpacked
     */
    static synchronized TokenizersLibrary library() {
        if (!loaded) {
            load();
            loaded = true;
        }
        return TokenizersLibrary.LIB;
    }

    private static void load() {
        String cache = System.getProperty(CACHE, "");
        try {
            Path folder = cache.isEmpty() ? Files.createTempDirectory("quarry") : Path.of(cache);
            for (Path file : unpack(folder)) {
                System.load(file.toString());
            }
        } catch (IOException | UnsatisfiedLinkError e) {
            throw new ModelException(
                    "the tokenizer library cannot be loaded: " + e.getMessage()
                            + "; see that Quarry's cache folder can be written to and has 20 MB left",
                    e);
        }
    }

    /** The libraries of this system, in the order in which they are to be loaded; unpacked now if they were not yet. */
    static List<Path> unpack(Path cache) throws IOException {
        Properties properties = new Properties();
        try (InputStream stream = resource("tokenizers.properties").openStream()) {
            properties.load(stream);
        }
        String name = "tokenizers-" + properties.getProperty("version") + "-" + platform();
        Path folder = Files.createDirectories(cache.resolve(name).toAbsolutePath());
        List<Path> libraries = new ArrayList<>();
        for (String file : files()) {
            libraries.add(unpacked(file, folder));
        }
        return libraries;
    }

    /** A file gets its name only when it is complete, so several processes may do this at once. */
    private static Path unpacked(String file, Path folder) throws IOException {
        Path target = folder.resolve(file);
        URLConnection packed = resource(platform() + "/cpu/" + file).openConnection();
        if (Files.isRegularFile(target) && Files.size(target) == packed.getContentLengthLong()) {
            return target;
        }
        Path part = Files.createTempFile(folder, file, ".part");
        try (InputStream bytes = packed.getInputStream()) {
            Files.copy(bytes, part, StandardCopyOption.REPLACE_EXISTING);
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
        return target;
    }

    private static URL resource(String name) throws IOException {
        URL resource = TokenizersLibrary.class.getResource(RESOURCES + name);
        if (resource == null) {
            throw new IOException("it has no " + name + " for this system");
        }
        return resource;
    }

    private static List<String> files() {
        String library = System.mapLibraryName("tokenizers");
        return platform().startsWith("win")
                ? List.of("libwinpthread-1.dll", "libgcc_s_seh-1.dll", "libstdc++-6.dll", library)
                : List.of(library);
    }

    /** In the library's spelling, as in {@code linux-x86_64}. */
    private static String platform() {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String processor = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        String family = system.startsWith("windows") ? "win" : system.startsWith("mac") ? "osx" : "linux";
        return switch (processor) {
            case "amd64", "x86_64" -> family + "-x86_64";
            case "aarch64", "arm64" -> family + "-aarch64";
            default -> family + "-" + processor;
        };
    }
}
