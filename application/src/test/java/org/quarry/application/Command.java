package org.quarry.application;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs {@code bin/quarry} of the assembled application as a user would, in a folder of its own. */
public final class Command {
    private static final Path APP = Path.of(System.getProperty("quarry.app")).toAbsolutePath();
    private static final long LONGEST_SECONDS = 120;

    private final Path folder;
    private final Path modules;

    /** Commands in a folder, with nothing installed. */
    Command(Path folder) {
        this(folder, folder.resolveSibling(folder.getFileName() + "-modules"));
    }

    /** Commands in a folder. @param modules that are installed */
    public Command(Path folder, Path modules) {
        this.folder = folder;
        this.modules = modules;
    }

    /** How a command ended. */
    public record Ended(int code, String out, String err) {}

    /** A command that may still be running. */
    record Running(Process process, Path out, Path err) {
        Ended await() {
            try {
                if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                    throw new IllegalStateException("the command did not end: " + text(out) + text(err));
                }
                return new Ended(process.exitValue(), text(out), text(err));
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        private static String text(Path file) {
            try {
                return Files.readString(file, StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Runs to the end. */
    public Ended run(String... arguments) {
        return start(arguments).await();
    }

    /** Begins to run. */
    Running start(String... arguments) {
        List<String> line = new ArrayList<>(List.of(APP.resolve("bin/quarry").toString()));
        line.addAll(List.of(arguments));
        try {
            Path logs = Files.createDirectories(folder.resolveSibling(folder.getFileName() + "-logs"));
            Path out = Files.createTempFile(logs, "out", ".txt");
            Path err = Files.createTempFile(logs, "err", ".txt");
            ProcessBuilder builder = new ProcessBuilder(line)
                    .directory(folder.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            // The tests' own cache, and no options that Java tells about on standard error.
            builder.environment()
                    .putAll(Map.of(
                            "JAVA_HOME", System.getProperty("java.home"),
                            "XDG_CACHE_HOME", APP.resolveSibling("test-cache").toString(),
                            "QUARRY_MODULES", modules.toString()));
            builder.environment().keySet().removeAll(List.of("QUARRY_MODELS", "QUARRY_DEVICE", "JAVA_TOOL_OPTIONS"));
            return new Running(builder.start(), out, err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A workflow that ships. */
    static Path workflow(String name) {
        Path root = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(root.resolve("workflows"))) {
            root = root.getParent();
        }
        return root.resolve("workflows").resolve(name + ".json");
    }

    /** The pocket model as it ships. */
    static Path pocket() {
        return APP.resolve("quarry/models/pocket");
    }
}
