package org.quarry.nodes.tokenizer;

import java.util.List;

/** Turns text into token ids. Safe for use by many threads. */
interface Vocabulary {
    /** The ids of a text, without start, end and padding. */
    List<Integer> encode(String text);

    /** What stands around them. */
    Frame frame();

    /** The words that ids of a text stand for. @param ids without start, end and padding */
    List<Word> words(List<Integer> ids);
}
