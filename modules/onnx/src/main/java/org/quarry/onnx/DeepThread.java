package org.quarry.onnx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/**
 * A thread on which ONNX Runtime can start. On Linux it then reads the command line of the process, by a recursion as deep
 * as that is long: on an ordinary thread four thousand characters, of a prompt or a class path, end the process without
 * a word.
 */
final class DeepThread {
    private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");
    private static final long ORDINARY = 1 << 20;

    /** Measured 270, with the optimisation that the runtime is published with. */
    private static final long BYTES_PER_CHARACTER = 1 << 10;

    private DeepThread() {}

    /** Does something there and waits for it. What it throws comes through. */
    static <T> T run(Supplier<T> work) {
        FutureTask<T> task = new FutureTask<>(work::get);
        new Thread(null, task, "quarry starts ONNX Runtime", stack()).start();
        try {
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            CancellationException cancelled = new CancellationException("the start of ONNX Runtime was not waited for");
            cancelled.initCause(e);
            throw cancelled;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e.getCause() instanceof RuntimeException thrown ? thrown : new IllegalStateException(e.getCause());
        }
    }

    /** Of a large stack only what is used takes memory. */
    private static long stack() {
        try {
            int characters = Files.isReadable(COMMAND_LINE) ? Files.readAllBytes(COMMAND_LINE).length : 0;
            return ORDINARY + BYTES_PER_CHARACTER * characters;
        } catch (IOException e) {
            // Where we cannot read it the runtime cannot either.
            return ORDINARY;
        }
    }
}
