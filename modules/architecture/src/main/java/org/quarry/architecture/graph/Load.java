package org.quarry.architecture.graph;

/**
 * What a step brings into memory.
 *
 * @param bytes of its weights in 32 bits
 * @param twice those of them that are there twice while they are loaded
 */
record Load(long bytes, long twice) {
    static final Load NONE = new Load(0, 0);

    Load plus(Load other) {
        return new Load(bytes + other.bytes, twice + other.twice);
    }
}
