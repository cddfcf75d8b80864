package org.quarry.nodes.tokenizer;

/** How bright maps are drawn. */
public enum Brightness {
    /** The brightest place of all words is white: words can be compared. */
    TOGETHER,
    /** The brightest place of each word is white: shows where, however little it is. */
    EACH
}
