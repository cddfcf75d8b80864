package org.quarry.editor.pane;

import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.awt.AWTException;
import java.awt.Component;
import java.awt.Container;
import java.awt.EventQueue;
import java.awt.GraphicsEnvironment;
import java.awt.Point;
import java.awt.Robot;
import java.awt.event.InputEvent;
import java.awt.event.KeyEvent;
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

    private final Robot robot;
    private final JFrame frame;

    private Stage(Robot robot, JFrame frame) {
        this.robot = robot;
        this.frame = frame;
    }

    /** Opens a pane; the test is skipped where there is no display. */
    public static Stage of(JComponent pane, int width, int height) {
        assumeFalse(GraphicsEnvironment.isHeadless(), "there is no display");
        try {
            Robot robot = new Robot();
            robot.setAutoDelay(15);
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
            Stage stage = new Stage(robot, frame);
            stage.until(() -> pane.isShowing());
            return stage;
        } catch (AWTException e) {
            throw new IllegalStateException(e);
        }
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
            robot.delay(20);
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
        robot.mouseMove(screen.x + at.x, screen.y + at.y);
        for (int i = 0; i < times; i++) {
            robot.mousePress(InputEvent.BUTTON1_DOWN_MASK);
            robot.mouseRelease(InputEvent.BUTTON1_DOWN_MASK);
        }
        robot.waitForIdle();
    }

    /** Gives a component the keys. */
    public void focus(Component component) {
        on(component::requestFocusInWindow);
        until(component::isFocusOwner);
    }

    /** Presses and releases a key. */
    public void key(int code) {
        robot.keyPress(code);
        robot.keyRelease(code);
        robot.waitForIdle();
    }

    /** Presses a key while another one is down. */
    public void chord(int held, int code) {
        robot.keyPress(held);
        key(code);
        robot.keyRelease(held);
        robot.waitForIdle();
    }

    /** Types small letters, digits and spaces. */
    public void type(String text) {
        for (char letter : text.toCharArray()) {
            key(KeyEvent.getExtendedKeyCodeForChar(letter));
        }
    }

    @Override
    public void close() {
        on(() -> {
            frame.dispose();
            return true;
        });
    }
}
