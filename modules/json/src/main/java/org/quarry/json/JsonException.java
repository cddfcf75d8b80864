package org.quarry.json;

/** A text is not the JSON it should be. The message is a sentence that names line and column where they are known. */
public final class JsonException extends Exception {
    private static final long serialVersionUID = 1;

    /** An exception with the whole sentence. */
    public JsonException(String message) {
        super(message);
    }

    /** An exception with the whole sentence and what lies behind it. */
    public JsonException(String message, Throwable cause) {
        super(message, cause);
    }
}
