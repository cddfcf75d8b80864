package org.quarry.node.model;

/**
 * A model is missing or broken, or its runtime failed. The message names the file and the provider, and says what to do
 * where something can be done.
 */
public final class ModelException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** A failure that needs no cause. */
    public ModelException(String message) {
        super(message);
    }

    /** A failure with what lies behind it. */
    public ModelException(String message, Throwable cause) {
        super(message, cause);
    }
}
