package org.quarry.onnx;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.quarry.node.model.Models;
import org.quarry.node.model.Network;

/** Where tests find models, and how they open them. */
final class ModelsOnDisk {
    static final long PLENTY = 4L << 30;

    /** One cache for all tests, so that the native libraries are unpacked once. */
    static final Path CACHE = Path.of("target", "onnx-cache").toAbsolutePath();

    private ModelsOnDisk() {}

    /** Where the reference models are, if they are there. */
    static final Path GOLDENS = Path.of(System.getProperty("quarry.goldens", ""), "models")
            .toAbsolutePath()
            .normalize();

    /** The folder of reference models; tests without it are skipped. */
    static Path goldens() {
        assumeTrue(Files.isDirectory(GOLDENS), "the reference models are not here: " + GOLDENS);
        return GOLDENS;
    }

    /** The bundled model's folder. */
    static Path pocket() {
        Path bundled = Path.of("..", "pocket", "src", "main", "model", "pocket")
                .toAbsolutePath()
                .normalize();
        assumeTrue(Files.isDirectory(bundled), "the bundled model is not here: " + bundled);
        return bundled;
    }

    static Models.Options options(Path folder) {
        return new Models.Options(List.of(folder), CACHE, "cpu", 0, PLENTY);
    }

    static Models open(Models.Options options) {
        return ServiceLoader.load(Models.Factory.class)
                .findFirst()
                .orElseThrow()
                .open(options);
    }

    static OnnxModels openHere(Models.Options options) {
        return openHere(options, Dividing.LARGE);
    }

    static OnnxModels openHere(Models.Options options, Dividing dividing) {
        return new OnnxModels(options, new OnnxRuntime(new Natives(options.cache(), Map.of())), dividing);
    }

    static Models open(Path folder) {
        return open(options(folder));
    }

    /** A copy of a folder that a test may damage. */
    static Path copy(Path folder, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.toList()) {
                Path copy = to.resolve(folder.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.write(copy, Files.readAllBytes(file));
                }
            }
        }
        return to;
    }

    /** A run that nobody stops. */
    static final Network.Cancellation NEVER = new Network.Cancellation() {
        @Override
        public boolean cancelled() {
            return false;
        }

        @Override
        public Registration onCancel(Runnable action) {
            return () -> {};
        }
    };
}
