package org.quarry.editor.canvas;

import java.awt.Cursor;
import java.awt.Point;
import java.awt.event.MouseEvent;

/** Draws the canvas along under the mouse. */
final class Pan implements Gesture {
    private final Canvas canvas;
    private Point last;

    Pan(Canvas canvas, Point from) {
        this.canvas = canvas;
        last = from;
    }

    @Override
    public void drag(MouseEvent e) {
        canvas.viewport().scroll(last.x - e.getX(), last.y - e.getY());
        last = e.getPoint();
    }

    @Override
    public void drop(MouseEvent e) {
        drag(e);
    }

    @Override
    public Cursor cursor() {
        return Cursor.getPredefinedCursor(Cursor.MOVE_CURSOR);
    }
}
