package org.quarry.json;

/**
 * How much of a text a reader takes before it refuses, so that a file from elsewhere cannot exhaust the memory.
 *
 * @param bytes largest file, in bytes
 * @param depth deepest nesting of arrays and objects
 * @param values largest number of values in all
 */
public record JsonLimits(long bytes, int depth, int values) {
    /** Enough for any workflow drawn by hand or by a program: 64 MiB, 200 deep, four million values. */
    public static final JsonLimits DEFAULT = new JsonLimits(64L << 20, 200, 4_000_000);
}
