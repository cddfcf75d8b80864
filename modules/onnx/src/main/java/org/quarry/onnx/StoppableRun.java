package org.quarry.onnx;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession.RunOptions;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.quarry.node.model.Network.Cancellation;

/** The options of one run, which a cancellation turns into a request to stop after the operator at hand. */
final class StoppableRun implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(StoppableRun.class.getName());

    private final RunOptions options;
    private final Cancellation cancellation;
    private final Cancellation.Registration registration;

    // Guarded by this: a cancellation may come while the run ends, and must not touch freed memory.
    private boolean closed;

    StoppableRun(Cancellation cancellation) throws OrtException {
        this.options = new RunOptions();
        this.cancellation = cancellation;
        this.registration = cancellation.onCancel(this::stop);
    }

    RunOptions options() {
        return options;
    }

    boolean stopped() {
        return cancellation.cancelled();
    }

    private synchronized void stop() {
        if (closed) {
            return;
        }
        try {
            options.setTerminate(true);
        } catch (OrtException e) {
            LOG.log(Level.WARNING, e, () -> "a run could not be told to stop; it goes on to its end");
        }
    }

    @Override
    public void close() {
        registration.close();
        synchronized (this) {
            closed = true;
            options.close();
        }
    }
}
