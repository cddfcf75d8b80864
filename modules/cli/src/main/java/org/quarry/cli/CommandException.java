package org.quarry.cli;

/** Ends a command with a sentence on standard error and an exit code. */
final class CommandException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int exitCode;

    CommandException(int exitCode, String sentence) {
        super(sentence);
        this.exitCode = exitCode;
    }

    CommandException(int exitCode, String sentence, Throwable cause) {
        super(sentence, cause);
        this.exitCode = exitCode;
    }

    /** Ends the command with the sentence of what was thrown. */
    static CommandException of(int exitCode, Exception cause) {
        return new CommandException(exitCode, String.valueOf(cause.getMessage()), cause);
    }

    int exitCode() {
        return exitCode;
    }
}
