package org.quarry.editor.pane;

import java.awt.AWTEvent;
import java.awt.AWTException;
import java.awt.EventQueue;
import java.awt.MouseInfo;
import java.awt.Point;
import java.awt.Robot;
import java.awt.Toolkit;
import java.awt.event.InputEvent;
import java.awt.event.KeyEvent;
import java.awt.event.MouseEvent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import javax.swing.KeyStroke;

/**
 * A mouse and a keyboard. Each deed returns when its event has been handled: the window system's answer is waited for, some
 * milliseconds, instead of for a robot that finds everything idle, which takes a second.
 */
public final class Hand implements AutoCloseable {
    /** What is done beside our windows is never heard of. */
    private static final int ECHO_MILLIS = 1000;

    private static final List<int[]> MODIFIERS = List.of(
            new int[] {InputEvent.CTRL_DOWN_MASK, KeyEvent.VK_CONTROL},
            new int[] {InputEvent.SHIFT_DOWN_MASK, KeyEvent.VK_SHIFT},
            new int[] {InputEvent.ALT_DOWN_MASK, KeyEvent.VK_ALT});

    private final Robot robot;
    private final Ear ear = new Ear();

    public Hand() {
        try {
            robot = new Robot();
        } catch (AWTException e) {
            throw new IllegalStateException(e);
        }
        Toolkit.getDefaultToolkit().getSystemEventQueue().push(ear);
    }

    /** Hears what has been handled. */
    private static final class Ear extends EventQueue {
        private final Map<Integer, Integer> heard = new HashMap<>();
        private Point mouse = new Point(-1, -1);

        @Override
        protected void dispatchEvent(AWTEvent event) {
            try {
                super.dispatchEvent(event);
            } finally {
                note(event);
            }
        }

        private synchronized void note(AWTEvent event) {
            heard.merge(event.getID(), 1, Integer::sum);
            if (event instanceof MouseEvent at) {
                mouse = at.getLocationOnScreen();
            }
        }

        synchronized int count(int id) {
            return heard.getOrDefault(id, 0);
        }

        synchronized boolean at(Point place) {
            return mouse.equals(place);
        }

        void end() {
            pop();
        }
    }

    /** Points at a place of the screen. */
    public void move(Point to) {
        boolean there = MouseInfo.getPointerInfo().getLocation().equals(to);
        robot.mouseMove(to.x, to.y);
        if (!there) {
            await(() -> ear.at(to));
        }
    }

    /** Presses the first button, or lets it go. */
    public void button(boolean down) {
        if (down) {
            echoed(MouseEvent.MOUSE_PRESSED, () -> robot.mousePress(InputEvent.BUTTON1_DOWN_MASK));
        } else {
            echoed(MouseEvent.MOUSE_RELEASED, () -> robot.mouseRelease(InputEvent.BUTTON1_DOWN_MASK));
        }
    }

    /** Clicks where the mouse is. Several clicks are so quick that they belong together. */
    public void click(int times) {
        int wanted = ear.count(MouseEvent.MOUSE_RELEASED) + times;
        for (int i = 0; i < times; i++) {
            robot.mousePress(InputEvent.BUTTON1_DOWN_MASK);
            robot.mouseRelease(InputEvent.BUTTON1_DOWN_MASK);
        }
        await(() -> ear.count(MouseEvent.MOUSE_RELEASED) >= wanted);
    }

    /** Drags to a place in some steps, the button being down. */
    public void drag(Point from, Point to) {
        int parts = 6;
        for (int part = 1; part <= parts; part++) {
            move(new Point(from.x + (to.x - from.x) * part / parts, from.y + (to.y - from.y) * part / parts));
        }
    }

    /** Turns the wheel by so many notches, down where positive. */
    public void wheel(int notches) {
        int wanted = ear.count(MouseEvent.MOUSE_WHEEL) + Math.abs(notches);
        robot.mouseWheel(notches);
        await(() -> ear.count(MouseEvent.MOUSE_WHEEL) >= wanted);
    }

    /** Presses a key or lets it go. */
    public void key(int code, boolean down) {
        if (down) {
            echoed(KeyEvent.KEY_PRESSED, () -> robot.keyPress(code));
        } else {
            echoed(KeyEvent.KEY_RELEASED, () -> robot.keyRelease(code));
        }
    }

    /** Presses and releases a key, with others held: {@code control Z} or {@code ENTER}. */
    public void press(String keys) {
        KeyStroke stroke = KeyStroke.getKeyStroke(keys);
        hold(stroke.getModifiers(), true);
        key(stroke.getKeyCode(), true);
        key(stroke.getKeyCode(), false);
        hold(stroke.getModifiers(), false);
    }

    private void hold(int modifiers, boolean down) {
        for (int[] modifier : MODIFIERS) {
            if ((modifiers & modifier[0]) != 0) {
                key(modifier[1], down);
            }
        }
    }

    /** Types small letters, digits and spaces. */
    public void type(String text) {
        for (char letter : text.toCharArray()) {
            int code = KeyEvent.getExtendedKeyCodeForChar(letter);
            key(code, true);
            key(code, false);
        }
    }

    /** Does nothing for a while. */
    public void rest(int millis) {
        robot.delay(millis);
    }

    private void echoed(int id, Runnable deed) {
        int before = ear.count(id);
        deed.run();
        await(() -> ear.count(id) > before);
    }

    private void await(BooleanSupplier heard) {
        long end = System.nanoTime() + ECHO_MILLIS * 1_000_000L;
        while (!heard.getAsBoolean() && System.nanoTime() < end) {
            robot.delay(2);
        }
    }

    @Override
    public void close() {
        ear.end();
    }
}
