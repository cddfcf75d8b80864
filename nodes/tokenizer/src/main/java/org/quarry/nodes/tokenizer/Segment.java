package org.quarry.nodes.tokenizer;

/**
 * A piece of a prompt.
 *
 * @param text without the brackets that gave it its weight
 * @param weight how strongly it counts; 1 is normal
 * @param startsChunk whether a new chunk begins before it
 */
record Segment(String text, double weight, boolean startsChunk) {
    Segment(String text, double weight) {
        this(text, weight, false);
    }
}
