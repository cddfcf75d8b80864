package org.quarry.editor.canvas;

import java.awt.Cursor;
import java.awt.Graphics2D;
import java.awt.event.MouseEvent;

/** One gesture of the mouse, from the button's press to its release. */
interface Gesture {
    /** The mouse was moved, far enough that it is no click. */
    void drag(MouseEvent e);

    /** The button was let go after {@link #drag}. */
    void drop(MouseEvent e);

    /** The button was let go where it was pressed. */
    default void click(MouseEvent e) {}

    /** Escape was pressed, or the canvas went away: all is as it was before. */
    default void cancel() {}

    /** Shows what goes on, on top of everything, in canvas units. */
    default void paint(Graphics2D g, View view) {}

    /** The cursor while it goes on. */
    default Cursor cursor() {
        return Cursor.getDefaultCursor();
    }
}
