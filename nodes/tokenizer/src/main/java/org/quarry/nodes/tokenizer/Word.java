package org.quarry.nodes.tokenizer;

/**
 * A word of a prompt and its tokens.
 *
 * @param text as it was written, but in lower case where the vocabulary knows no other
 * @param from its first token
 * @param to the one after its last
 */
record Word(String text, int from, int to) {
    Word shifted(int distance) {
        return new Word(text, from + distance, to + distance);
    }
}
