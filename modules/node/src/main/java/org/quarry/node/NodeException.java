package org.quarry.node;

import java.util.Optional;

/**
 * Something is wrong that the user can mend. The message says what was found, what was wanted and what to do; where,
 * that is the node's name, is added by whoever reports it.
 */
public final class NodeException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String input;

    /** A problem of the node as a whole. */
    public NodeException(String message) {
        this("", message);
    }

    /** A problem of one input. @param input the record component's name */
    public NodeException(String input, String message) {
        super(message);
        this.input = input;
    }

    /** A problem of one input with what lies behind it. @param input the record component's name, or empty */
    public NodeException(String input, String message, Throwable cause) {
        super(message, cause);
        this.input = input;
    }

    /** The input that is at fault, if one is. */
    public Optional<String> input() {
        return input.isEmpty() ? Optional.empty() : Optional.of(input);
    }
}
