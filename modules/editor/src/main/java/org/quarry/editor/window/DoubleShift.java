package org.quarry.editor.window;

import java.awt.KeyEventDispatcher;
import java.awt.KeyboardFocusManager;
import java.awt.event.KeyEvent;
import org.openide.windows.OnShowing;

/** Shift, pressed and released twice within a moment and with nothing between, opens the search. */
@OnShowing
public final class DoubleShift implements Runnable, KeyEventDispatcher {
    private static final long MOMENT_MILLIS = 400;

    private long released;
    private boolean alone;

    @Override
    public void run() {
        KeyboardFocusManager.getCurrentKeyboardFocusManager().addKeyEventDispatcher(this);
    }

    @Override
    public boolean dispatchKeyEvent(KeyEvent e) {
        if (pressedTwice(e.getID(), e.getKeyCode(), e.getWhen())) {
            SearchEverywhere.open();
        }
        return false;
    }

    /** Follows the keys. @return whether this event completes the second press */
    boolean pressedTwice(int event, int key, long when) {
        if (event == KeyEvent.KEY_PRESSED) {
            alone = key == KeyEvent.VK_SHIFT;
            if (!alone) {
                released = 0;
            }
        } else if (event == KeyEvent.KEY_RELEASED && key == KeyEvent.VK_SHIFT && alone) {
            boolean twice = released > 0 && when - released < MOMENT_MILLIS;
            released = twice ? 0 : when;
            return twice;
        }
        return false;
    }
}
