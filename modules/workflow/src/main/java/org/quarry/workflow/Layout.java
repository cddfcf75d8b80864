package org.quarry.workflow;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.quarry.json.Json;

/**
 * Where things stand on the canvas, in canvas units (pixels at 100 %). Changes no result.
 *
 * @param places of the nodes, by name
 * @param frames titled rectangles behind nodes
 * @param notes texts on the canvas
 */
public record Layout(Map<String, Place> places, List<Frame> frames, List<Note> notes) {
    /** Nothing placed. */
    public static final Layout EMPTY = new Layout(Map.of(), List.of(), List.of());

    /** Copies the collections, keeping their order. */
    public Layout {
        places = Collections.unmodifiableMap(new LinkedHashMap<>(places));
        frames = List.copyOf(frames);
        notes = List.copyOf(notes);
    }

    /**
     * Where a node stands.
     *
     * @param x of its left edge
     * @param y of its top edge
     * @param extras more that an editor keeps of a node: size, colour, collapsed, bends of wires
     */
    public record Place(double x, double y, Map<String, Json> extras) {
        /** Copies the map, keeping its order. */
        public Place {
            extras = Collections.unmodifiableMap(new LinkedHashMap<>(extras));
        }
    }

    /**
     * A titled rectangle.
     *
     * @param title above it
     * @param x left edge
     * @param y top edge
     * @param width of the rectangle
     * @param height of the rectangle
     * @param colour as {@code #rrggbb}, or empty for the theme's own
     * @param extras more that an editor keeps of a frame
     */
    public record Frame(
            String title, double x, double y, double width, double height, String colour, Map<String, Json> extras) {
        /** Copies the map, keeping its order. */
        public Frame {
            extras = Collections.unmodifiableMap(new LinkedHashMap<>(extras));
        }
    }

    /**
     * A text on the canvas.
     *
     * @param text in plain words
     * @param x left edge
     * @param y top edge
     * @param width at which lines wrap
     * @param extras more that an editor keeps of a note
     */
    public record Note(String text, double x, double y, double width, Map<String, Json> extras) {
        /** Copies the map, keeping its order. */
        public Note {
            extras = Collections.unmodifiableMap(new LinkedHashMap<>(extras));
        }
    }
}
