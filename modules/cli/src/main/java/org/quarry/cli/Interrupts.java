package org.quarry.cli;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.quarry.engine.Run;

/**
 * Hears Ctrl-C and termination signals: cancels the run that is under way and waits until its nodes have cleaned up behind
 * them and what became of it is told. The process then ends with the code that its signal has by custom, 130 for Ctrl-C.
 */
final class Interrupts {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final Interrupts HERE = new Interrupts();

    private final AtomicReference<@Nullable Run> current = new AtomicReference<>();

    private Interrupts() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::cancel, "quarry-interrupt"));
    }

    /** From now on an interrupt cancels this run; one that is over is left alone. */
    static void cancel(Run run) {
        HERE.current.set(run);
    }

    /** What became of the run has been told; nothing needs to be waited for any more. */
    static void told() {
        HERE.current.set(null);
    }

    private void cancel() {
        Run run = current.get();
        if (run == null || run.over()) {
            return;
        }
        run.cancel();
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (System.nanoTime() < end && !(run.over() && current.get() != run)) {
            try {
                TimeUnit.MILLISECONDS.sleep(5);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
