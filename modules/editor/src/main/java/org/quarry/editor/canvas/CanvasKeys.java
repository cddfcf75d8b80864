package org.quarry.editor.canvas;

import java.awt.Point;
import java.awt.event.ActionEvent;
import java.awt.geom.Rectangle2D;
import javax.swing.AbstractAction;
import javax.swing.KeyStroke;
import org.quarry.editor.document.LayoutEdits;

/** The keys of a canvas while it has the focus. */
final class CanvasKeys {
    private final Canvas canvas;

    CanvasKeys(Canvas canvas) {
        this.canvas = canvas;
    }

    void install() {
        // Tab asks for a node; it does not lead to the next component.
        canvas.setFocusTraversalKeysEnabled(false);
        for (Command command : Command.values()) {
            if (!command.key().isEmpty()) {
                on(command.key(), () -> command.run(canvas));
            }
        }
        on("ctrl EQUALS", () -> Command.ZOOM_IN.run(canvas));
        on("ctrl ADD", () -> Command.ZOOM_IN.run(canvas));
        on("ctrl SUBTRACT", () -> Command.ZOOM_OUT.run(canvas));
        on("BACK_SPACE", () -> Command.DELETE.run(canvas));
        on("CONTEXT_MENU", this::menu);
        on("shift F10", this::menu);
        arrows("LEFT", -1, 0, Neighbours.Way.LEFT);
        arrows("RIGHT", 1, 0, Neighbours.Way.RIGHT);
        arrows("UP", 0, -1, Neighbours.Way.UP);
        arrows("DOWN", 0, 1, Neighbours.Way.DOWN);
    }

    private void arrows(String key, int x, int y, Neighbours.Way way) {
        double step = LayoutEdits.GRID;
        on(key, () -> canvas.commands().nudge(x * step, y * step));
        on("shift " + key, () -> canvas.commands().nudge(x, y));
        on("alt " + key, () -> canvas.commands().go(way));
    }

    private void menu() {
        Rectangle2D chosen = canvas.hits().bounds(canvas.document().selection());
        canvas.menu(
                chosen.isEmpty()
                        ? canvas.viewport().middle()
                        : canvas.viewport().toComponent(new Point.Double(chosen.getCenterX(), chosen.getCenterY())));
    }

    private void on(String key, Runnable work) {
        KeyStroke stroke = KeyStroke.getKeyStroke(key);
        if (stroke == null) {
            throw new IllegalArgumentException("'" + key + "' is no key");
        }
        canvas.getInputMap().put(stroke, key);
        canvas.getActionMap().put(key, new AbstractAction() {
            private static final long serialVersionUID = 1;

            @Override
            public void actionPerformed(ActionEvent e) {
                work.run();
            }
        });
    }
}
