package org.quarry.diffusion;

/** A model or schedule that a sampler cannot run with; the message says why and what to take instead. */
public final class UnfitModelException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String reason;

    UnfitModelException(String reason) {
        super(reason);
        this.reason = reason;
    }

    /** The message. */
    public String reason() {
        return reason;
    }
}
