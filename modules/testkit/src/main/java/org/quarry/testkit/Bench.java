package org.quarry.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.quarry.engine.Engine;

/** The engine that all tests of one class loader share, and the folder of its model and of what they write. */
final class Bench implements AutoCloseable {
    private final Path folder;
    private final Engine engine;

    private Bench(Path folder, Engine engine) {
        this.folder = folder;
        this.engine = engine;
    }

    /** @param loader sees the nodes */
    static Bench open(ClassLoader loader) {
        try {
            Path folder = Files.createTempDirectory("quarry-workflow-test");
            return new Bench(
                    folder,
                    TinyModel.setup(folder.resolve("models"))
                            .withLoaders(List.of(loader))
                            .open());
        } catch (IOException e) {
            throw new UncheckedIOException("there is no folder for what the test writes", e);
        }
    }

    Engine engine() {
        return engine;
    }

    /** Where nodes write. */
    Path output() {
        return folder.resolve("output");
    }

    @Override
    public void close() throws IOException {
        engine.close();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
