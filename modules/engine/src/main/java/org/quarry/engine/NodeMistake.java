package org.quarry.engine;

/** A node does not do what its declaration says. The message goes on after the node's name. */
final class NodeMistake extends RuntimeException {
    private static final long serialVersionUID = 1;

    NodeMistake(String message) {
        super(message);
    }

    NodeMistake(String message, Throwable cause) {
        super(message, cause);
    }
}
