package org.quarry.engine;

import java.util.concurrent.CancellationException;
import java.util.concurrent.ForkJoinPool;
import java.util.function.BooleanSupplier;

/** Waits on a monitor in a way that lets the pool put another thread to work meanwhile. */
final class Blocking implements ForkJoinPool.ManagedBlocker {
    private final Object monitor;
    private final BooleanSupplier done;

    private Blocking(Object monitor, BooleanSupplier done) {
        this.monitor = monitor;
        this.done = done;
    }

    /**
     * Waits until a condition holds.
     *
     * @param monitor notified whenever the condition may have changed; held while it is asked
     * @throws CancellationException if the thread was interrupted
     */
    static void until(Object monitor, BooleanSupplier done) {
        try {
            ForkJoinPool.managedBlock(new Blocking(monitor, done));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            CancellationException cancelled = new CancellationException("the thread of the run was interrupted");
            cancelled.initCause(e);
            throw cancelled;
        }
    }

    @Override
    public boolean block() throws InterruptedException {
        synchronized (monitor) {
            while (!done.getAsBoolean()) {
                monitor.wait();
            }
        }
        return true;
    }

    @Override
    public boolean isReleasable() {
        synchronized (monitor) {
            return done.getAsBoolean();
        }
    }
}
