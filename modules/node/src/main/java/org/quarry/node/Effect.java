package org.quarry.node;

/** What a node does to the world besides computing its outputs. Decides what may be cached and what a run is for. */
public enum Effect {
    /** Nothing: equal inputs give equal outputs, so the result is cached. */
    NONE,
    /**
     * Reads files named by its {@link java.nio.file.Path} parameters. Their content becomes part of the cache key, so
     * the result is cached until a file changes.
     */
    READS,
    /** Shows its inputs to the user. Never cached; a run is made for such nodes. */
    SHOWS,
    /** Writes files. Never cached; a run is made for such nodes. They refuse per-step wires. */
    WRITES
}
