package org.quarry.engine;

/**
 * Why a node could not give its outputs.
 *
 * @param node its name in the flow
 * @param input the input at fault; empty if it is the node as a whole
 * @param sentence what was found, what was wanted and what to do, without the place
 * @param kind whose mistake it is
 * @param cause what was thrown, for "details"
 */
public record Failure(String node, String input, String sentence, Kind kind, Throwable cause) {
    /** Whose mistake a failure is. */
    public enum Kind {
        /** The user can mend it: a value does not fit. */
        USER,
        /** A model or its runtime failed, or the memory is full. */
        MACHINE,
        /** The node is wrong; its authors should know. */
        NODE
    }

    /** The whole message, with the place first. */
    public String message() {
        return input.isEmpty()
                ? "node '" + node + "': " + sentence
                : "node '" + node + "', input '" + input + "': " + sentence;
    }
}
