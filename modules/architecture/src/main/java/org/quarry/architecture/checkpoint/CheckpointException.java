package org.quarry.architecture.checkpoint;

import java.io.Serial;

/** A checkpoint that cannot be used: the message says which file, what was found, what was wanted and what to do. */
public final class CheckpointException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    /** A checkpoint that is broken or lacks something. */
    public CheckpointException(String message) {
        super(message);
    }

    /** A checkpoint that could not be read. */
    public CheckpointException(String message, Throwable cause) {
        super(message, cause);
    }
}
