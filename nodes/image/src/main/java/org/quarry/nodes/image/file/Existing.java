package org.quarry.nodes.image.file;

/** What saving does where a file of the same name is. */
public enum Existing {
    /** Keeps it and takes the next free number: name-2.png. */
    NUMBER,
    /** Keeps it and stops with a message. */
    REFUSE,
    /** Replaces it. */
    OVERWRITE
}
