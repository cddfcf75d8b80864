package org.quarry.application.desktop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How the test, which runs commands, and the scenario inside the desktop wait for each other. */
final class Signals {
    private static final int PATIENCE_MILLIS = 300_000;

    private Signals() {}

    static void give(Path folder, String name) {
        try {
            Files.createFile(folder.resolve(name + ".signal"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void await(Path folder, String name) {
        long end = System.nanoTime() + PATIENCE_MILLIS * 1_000_000L;
        while (Files.notExists(folder.resolve(name + ".signal"))) {
            if (System.nanoTime() > end) {
                throw new AssertionError("waited in vain for " + name);
            }
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
