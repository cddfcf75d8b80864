package org.quarry.editor.canvas;

import java.awt.Cursor;
import java.awt.Graphics2D;
import java.awt.Point;
import java.awt.event.FocusAdapter;
import java.awt.event.FocusEvent;
import java.awt.event.KeyAdapter;
import java.awt.event.KeyEvent;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.awt.event.MouseWheelEvent;
import javax.swing.SwingUtilities;
import org.jspecify.annotations.Nullable;

/**
 * Leads the mouse to one gesture after the other:
 *
 * <pre>{@code
 *          press            farther than a click
 *   idle ────────► pressed ──────────────────────► going
 *    ▲                │ release: click               │ release: drop
 *    └────────────────┴──────────────────────────────┘ Escape, focus lost: cancel
 * }</pre>
 */
final class Gestures extends MouseAdapter {
    /** A hand shakes so far while it clicks, in pixels. */
    private static final double CLICK = 4;

    private static final double NOTCH = 1.15;
    private static final int SCROLLED = 60;

    private final Canvas canvas;
    private final Presses presses;
    private @Nullable Gesture gesture;
    private @Nullable Point pressed;
    private boolean going;
    private boolean space;

    Gestures(Canvas canvas) {
        this.canvas = canvas;
        presses = new Presses(canvas);
    }

    void install() {
        canvas.addMouseListener(this);
        canvas.addMouseMotionListener(this);
        canvas.addMouseWheelListener(this);
        canvas.addKeyListener(new Keys());
        canvas.addFocusListener(new FocusAdapter() {
            @Override
            public void focusLost(FocusEvent e) {
                space = false;
            }
        });
    }

    private final class Keys extends KeyAdapter {
        @Override
        public void keyPressed(KeyEvent e) {
            if (e.getKeyCode() == KeyEvent.VK_ESCAPE && gesture != null) {
                cancel();
                e.consume();
            } else if (e.getKeyCode() == KeyEvent.VK_SPACE) {
                space = true;
                canvas.setCursor(Cursor.getPredefinedCursor(Cursor.MOVE_CURSOR));
            }
        }

        @Override
        public void keyReleased(KeyEvent e) {
            if (e.getKeyCode() == KeyEvent.VK_SPACE) {
                space = false;
                canvas.setCursor(Cursor.getDefaultCursor());
            }
        }
    }

    /** Whether a button is held for something. */
    boolean going() {
        return gesture != null && going;
    }

    /** Ends what goes on as if it had never begun. */
    void cancel() {
        Gesture ended = gesture;
        gesture = null;
        if (ended != null && going) {
            ended.cancel();
        }
        rest();
    }

    @Override
    public void mousePressed(MouseEvent e) {
        if (e.isConsumed()) {
            return;
        }
        canvas.requestFocusInWindow();
        if (gesture != null) {
            // Another button in the middle of a gesture ends it, as in other editors.
            cancel();
            return;
        }
        if (e.isPopupTrigger()) {
            presses.menu(e);
            return;
        }
        pressed = e.getPoint();
        going = false;
        boolean pan = SwingUtilities.isMiddleMouseButton(e) || space && SwingUtilities.isLeftMouseButton(e);
        if (pan) {
            gesture = new Pan(canvas, e.getPoint());
        } else if (SwingUtilities.isLeftMouseButton(e)) {
            gesture = presses.left(e);
        }
    }

    @Override
    public void mouseDragged(MouseEvent e) {
        canvas.mouseAt(e.getPoint());
        Gesture now = gesture;
        Point from = pressed;
        if (now == null || from == null || !going && from.distance(e.getPoint()) < CLICK) {
            return;
        }
        if (!going) {
            going = true;
            canvas.surface().hover(Hover.NOTHING);
            canvas.setCursor(now.cursor());
        }
        now.drag(e);
        canvas.repaint();
    }

    @Override
    public void mouseReleased(MouseEvent e) {
        Gesture ended = gesture;
        gesture = null;
        if (ended != null && going) {
            ended.drop(e);
        } else if (ended != null) {
            ended.click(e);
        } else if (e.isPopupTrigger()) {
            presses.menu(e);
        }
        rest();
    }

    private void rest() {
        going = false;
        pressed = null;
        canvas.setCursor(Cursor.getDefaultCursor());
        canvas.repaint();
    }

    @Override
    public void mouseMoved(MouseEvent e) {
        canvas.mouseAt(e.getPoint());
    }

    /** A wheel zooms; with Shift, and by the fine steps of a touchpad, it scrolls; with Ctrl it always zooms. */
    @Override
    public void mouseWheelMoved(MouseWheelEvent e) {
        double turned = e.getPreciseWheelRotation();
        boolean fine = turned != Math.rint(turned);
        if (e.isShiftDown()) {
            canvas.viewport().scroll(turned * SCROLLED, 0);
        } else if (fine && !e.isControlDown()) {
            canvas.viewport().scroll(0, turned * SCROLLED);
        } else {
            canvas.viewport().zoom(canvas.viewport().zoom() * Math.pow(NOTCH, -turned), e.getPoint());
        }
    }

    void paint(Graphics2D g, View view) {
        Gesture now = gesture;
        if (now != null && going) {
            now.paint(g, view);
        }
    }
}
