package org.quarry.editor.pane;

import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.awt.Component;
import java.awt.Container;
import java.awt.EventQueue;
import java.awt.GraphicsEnvironment;
import java.awt.Point;
import java.lang.reflect.InvocationTargetException;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.BooleanSupplier;
import javax.swing.JComponent;
import javax.swing.JFrame;

/** A pane in a window of its own, with a mouse and a keyboard. */
public final class Stage implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 15_000;

    private final Hand hand;
    private final JFrame frame;

    private Stage(Hand hand, JFrame frame) {
        this.hand = hand;
        this.frame = frame;
    }

    /** Opens a pane; the test is skipped where there is no display. */
    public static Stage of(JComponent pane, int width, int height) {
        assumeFalse(GraphicsEnvironment.isHeadless(), "there is no display");
        Hand hand = new Hand();
        JFrame frame = on(() -> {
            JFrame made = new JFrame("Stage");
            made.setUndecorated(true);
            made.setAlwaysOnTop(true);
            made.add(pane);
            made.setBounds(10, 10, width, height);
            made.setVisible(true);
            made.toFront();
            return made;
        });
        Stage stage = new Stage(hand, frame);
        stage.until(() -> pane.isShowing());
        return stage;
    }

    /** What the event thread says. */
    public static <T> T on(Callable<T> asked) {
        FutureTask<T> task = new FutureTask<>(asked);
        try {
            EventQueue.invokeAndWait(task);
            return task.get();
        } catch (InterruptedException | InvocationTargetException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    /** Waits until something holds. */
    public void until(BooleanSupplier holds) {
        long end = System.currentTimeMillis() + PATIENCE_MILLIS;
        while (!on(holds::getAsBoolean)) {
            if (System.currentTimeMillis() > end) {
                throw new AssertionError("it did not happen within " + PATIENCE_MILLIS + " ms");
            }
            hand.rest(10);
        }
    }

    /** The component of a name. */
    public <T extends Component> T find(Class<T> type, String name) {
        return on(() -> search(frame, type, name))
                .orElseThrow(() -> new AssertionError("there is no " + type.getSimpleName() + " '" + name + "'"));
    }

    private static <T extends Component> Optional<T> search(Container in, Class<T> type, String name) {
        for (Component child : in.getComponents()) {
            if (type.isInstance(child) && name.equals(child.getName())) {
                return Optional.of(type.cast(child));
            }
            if (child instanceof Container container) {
                Optional<T> found = search(container, type, name);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    /** Clicks at a point of a component. */
    public void click(Component on, Point at, int times) {
        Point screen = on(on::getLocationOnScreen);
        hand.move(new Point(screen.x + at.x, screen.y + at.y));
        hand.click(times);
    }

    /** Gives a component the keys. */
    public void focus(Component component) {
        on(component::requestFocusInWindow);
        until(component::isFocusOwner);
    }

    /** Presses and releases a key. */
    public void key(int code) {
        hand.key(code, true);
        hand.key(code, false);
    }

    /** Presses a key while another one is down. */
    public void chord(int held, int code) {
        hand.key(held, true);
        key(code);
        hand.key(held, false);
    }

    /** Types small letters, digits and spaces. */
    public void type(String text) {
        hand.type(text);
    }

    @Override
    public void close() {
        hand.close();
        on(() -> {
            frame.dispose();
            return true;
        });
    }
}
