package org.quarry.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder for files that nobody keeps; gone with everything in it when closed. */
final class Scratch implements AutoCloseable {
    private final Path folder;

    Scratch() {
        try {
            folder = Files.createTempDirectory("quarry");
        } catch (IOException e) {
            throw new CommandException(ExitCode.FAILED, "no temporary folder can be made: " + e, e);
        }
    }

    Path folder() {
        return folder;
    }

    @Override
    public void close() {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new CommandException(ExitCode.FAILED, folder + " cannot be removed: " + e, e);
        }
    }
}
