package org.quarry.onnx;

import ai.onnxruntime.OrtException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.logging.Logger;

/**
 * Keeps the process from ending under native code: a network that is being loaded or run while the libraries are torn down
 * crashes the process. Work goes on side by side; the end of the process waits for what is under way, and from then on
 * nothing new starts.
 */
final class NativeWork {
    private static final Logger LOG = Logger.getLogger(NativeWork.class.getName());

    /** A cancelled run ends within milliseconds, and loading a small network too; a large one may take longer than users wait. */
    private static final long PATIENCE_SECONDS = 5;

    private static final ReentrantReadWriteLock PROCESS = new ReentrantReadWriteLock();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(NativeWork::end, "quarry waits for networks"));
    }

    private NativeWork() {}

    /** Has the end of the process wait from now on. */
    static void guard() {
        LOG.finest("the end of the process waits for networks");
    }

    /** A call into native code. */
    interface Work<T> {
        T run() throws OrtException;
    }

    /** Does the work. @throws CancellationException if the process is ending */
    static <T> T run(Work<T> work) throws OrtException {
        if (!PROCESS.readLock().tryLock()) {
            throw new CancellationException("the process is ending");
        }
        try {
            return work.run();
        } finally {
            PROCESS.readLock().unlock();
        }
    }

    /** Takes the lock and keeps it to the end of the process. */
    private static void end() {
        try {
            if (!PROCESS.writeLock().tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warning("the process ends while a network is still being loaded or run");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
