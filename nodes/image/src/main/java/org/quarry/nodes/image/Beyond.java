package org.quarry.nodes.image;

/** What lies beyond the edge of a picture. */
public enum Beyond {
    /** One colour. */
    COLOUR {
        @Override
        int within(int place, int size) {
            return place >= 0 && place < size ? place : -1;
        }
    },
    /** The pixels of the edge, drawn out. */
    EDGE {
        @Override
        int within(int place, int size) {
            return Math.max(0, Math.min(size - 1, place));
        }
    },
    /** The picture in a mirror; the pixels of the edge stand once. */
    REFLECT {
        @Override
        int within(int place, int size) {
            int period = Math.max(1, 2 * (size - 1));
            int folded = Math.floorMod(place, period);
            return size == 1 ? 0 : Math.min(folded, period - folded);
        }
    };

    /** The pixel of an axis that stands at a place on or beyond it; negative for none. */
    abstract int within(int place, int size);
}
