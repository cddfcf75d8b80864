package org.quarry.extension;

/** A module cannot be installed, changed or found. The message is a sentence for the user. */
public final class ModuleException extends Exception {
    private static final long serialVersionUID = 1;

    /** An exception with the whole sentence. */
    public ModuleException(String message) {
        super(message);
    }

    /** An exception with the whole sentence and what lies behind it. */
    public ModuleException(String message, Throwable cause) {
        super(message, cause);
    }
}
