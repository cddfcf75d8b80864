package org.quarry.editor.canvas;

import java.awt.geom.Rectangle2D;

/**
 * What painters must know of the canvas.
 *
 * @param scale pixels per canvas unit
 * @param area that is to be painted, in canvas units
 * @param hover what the mouse is over
 * @param heat whether nodes are coloured by the time they took
 */
record View(CanvasTheme theme, double scale, Rectangle2D area, Hover hover, boolean heat) {
    /** Below this scale nothing on a node can be read, and it is painted as a block. */
    private static final double READABLE = 0.38;
    /** Below this scale wires are straight and thin. */
    private static final double CURVED = 0.22;

    boolean readable() {
        return readable(scale);
    }

    static boolean readable(double scale) {
        return scale >= READABLE;
    }

    boolean curved() {
        return scale >= CURVED;
    }
}
