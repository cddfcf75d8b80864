package org.quarry.editor.canvas;

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
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.function.BooleanSupplier;
import javax.swing.JFrame;
import javax.swing.KeyStroke;
import org.quarry.editor.document.Desk;
import org.quarry.editor.document.Document;
import org.quarry.json.JsonException;
import org.quarry.workflow.KnownModels;
import org.quarry.workflow.NodeCatalog;
import org.quarry.workflow.Socket;
import org.quarry.workflow.Workflow;
import org.quarry.workflow.json.WorkflowReader;

/** A canvas in a window of its own, with a mouse and a keyboard. */
final class Rig implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 10_000;

    /** Clicks that follow each other sooner count on to three and four. */
    private static final int MULTI_CLICK_MILLIS = 700;

    private final Robot robot;
    private final Document document;
    private final Canvas canvas;
    private final JFrame frame;

    private Rig(Robot robot, Document document, Canvas canvas, JFrame frame) {
        this.robot = robot;
        this.document = document;
        this.canvas = canvas;
        this.frame = frame;
    }

    /** Opens a workflow, given by its nodes and its layout as they stand in a file. */
    static Rig open(String nodes, String layout) {
        assumeFalse(GraphicsEnvironment.isHeadless(), "there is no display");
        try {
            Robot robot = new Robot();
            robot.setAutoDelay(12);
            return see(() -> {
                        Document document = Document.unsaved(desk(), read(nodes, layout), Path.of("."));
                        Canvas canvas = new Canvas(document);
                        JFrame frame = new JFrame("Canvas");
                        frame.setUndecorated(true);
                        frame.setAlwaysOnTop(true);
                        frame.add(canvas);
                        frame.setBounds(20, 20, 1000, 700);
                        frame.setVisible(true);
                        frame.toFront();
                        return new Rig(robot, document, canvas, frame);
                    })
                    .ready();
        } catch (AWTException e) {
            throw new IllegalStateException(e);
        }
    }

    static Desk desk() {
        return new Desk(
                NodeCatalog.discover(List.of(Rig.class.getClassLoader())),
                KnownModels.UNKNOWN,
                Path.of("."),
                Runnable::run,
                Runnable::run);
    }

    static Workflow read(String nodes, String layout) {
        String text = "{\"quarry\": 1, \"nodes\": {" + nodes + "}, \"layout\": {" + layout + "}}";
        try {
            return WorkflowReader.read("rig", text.getBytes(StandardCharsets.UTF_8))
                    .workflow();
        } catch (JsonException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private Rig ready() {
        await(() -> canvas.isShowing() && canvas.getWidth() > 900);
        // Without a window manager nobody gives the focus away but a click.
        click(onScreen(new Point(990, 690)));
        await(() -> canvas.isFocusOwner());
        return this;
    }

    Document document() {
        return document;
    }

    Canvas canvas() {
        return canvas;
    }

    Workflow workflow() {
        return see(document::workflow);
    }

    static <T> T see(Callable<T> question) {
        try {
            FutureTask<T> task = new FutureTask<>(question);
            EventQueue.invokeAndWait(task);
            return task.get();
        } catch (InterruptedException | InvocationTargetException | java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException(e.getCause() == null ? e : e.getCause());
        }
    }

    void await(BooleanSupplier so) {
        long end = System.nanoTime() + PATIENCE_MILLIS * 1_000_000L;
        while (!see(so::getAsBoolean)) {
            if (System.nanoTime() > end) {
                throw new AssertionError("waited in vain");
            }
            robot.delay(30);
        }
    }

    Point onScreen(Point at) {
        return see(() -> {
            Point corner = canvas.getLocationOnScreen();
            return new Point(corner.x + at.x, corner.y + at.y);
        });
    }

    Point place(double x, double y) {
        return onScreen(see(() -> canvas.viewport().toComponent(new Point2D.Double(x, y))));
    }

    Point title(String node) {
        Rectangle2D at = see(() -> canvas.place(node).orElseThrow());
        return place(at.getCenterX(), at.getY() + 12);
    }

    Point output(String socket) {
        Point2D at = see(() -> canvas.output(Socket.parse(socket)));
        return place(at.getX(), at.getY());
    }

    Point input(String socket) {
        Point2D at = see(() -> canvas.input(Socket.parse(socket)));
        return place(at.getX(), at.getY());
    }

    void point(Point at) {
        robot.mouseMove(at.x, at.y);
        robot.waitForIdle();
    }

    void click(Point at) {
        point(at);
        button(true);
        button(false);
        robot.waitForIdle();
    }

    /** Two clicks that belong together: nothing is waited for in between, as on a slow machine they would be two single ones. */
    void doubleClick(Point at) {
        point(at);
        robot.delay(MULTI_CLICK_MILLIS);
        button(true);
        button(false);
        button(true);
        button(false);
        robot.waitForIdle();
    }

    private void button(boolean down) {
        if (down) {
            robot.mousePress(InputEvent.BUTTON1_DOWN_MASK);
        } else {
            robot.mouseRelease(InputEvent.BUTTON1_DOWN_MASK);
        }
    }

    /** Drags without letting go. */
    void pull(Point from, Point to) {
        point(from);
        button(true);
        for (int part = 1; part <= 6; part++) {
            robot.mouseMove(from.x + (to.x - from.x) * part / 6, from.y + (to.y - from.y) * part / 6);
        }
        robot.waitForIdle();
    }

    void drop() {
        button(false);
        robot.waitForIdle();
    }

    void drag(Point from, Point to) {
        pull(from, to);
        drop();
    }

    /** Presses keys, written as {@code control Z} or {@code ENTER}. */
    void press(String keys) {
        KeyStroke stroke = KeyStroke.getKeyStroke(keys);
        int modifiers = stroke.getModifiers();
        hold(modifiers, true);
        robot.keyPress(stroke.getKeyCode());
        robot.keyRelease(stroke.getKeyCode());
        hold(modifiers, false);
        robot.waitForIdle();
    }

    private void hold(int modifiers, boolean down) {
        List<int[]> keys = List.of(
                new int[] {InputEvent.CTRL_DOWN_MASK, KeyEvent.VK_CONTROL},
                new int[] {InputEvent.SHIFT_DOWN_MASK, KeyEvent.VK_SHIFT},
                new int[] {InputEvent.ALT_DOWN_MASK, KeyEvent.VK_ALT});
        for (int[] key : keys) {
            if ((modifiers & key[0]) != 0) {
                key(key[1], down);
            }
        }
    }

    void key(int code, boolean down) {
        if (down) {
            robot.keyPress(code);
        } else {
            robot.keyRelease(code);
        }
    }

    void type(String text) {
        for (char letter : text.toCharArray()) {
            int code = KeyEvent.getExtendedKeyCodeForChar(letter);
            key(code, true);
            key(code, false);
        }
        robot.waitForIdle();
    }

    /** The component of a name in the window. */
    Optional<Component> find(String name) {
        return see(() -> Optional.ofNullable(find(frame.getRootPane(), name)));
    }

    private static @org.jspecify.annotations.Nullable Component find(Container at, String name) {
        for (Component child : at.getComponents()) {
            if (name.equals(child.getName())) {
                return child;
            }
            Component within = child instanceof Container container ? find(container, name) : null;
            if (within != null) {
                return within;
            }
        }
        return null;
    }

    void awaitComponent(String name) {
        await(() -> {
            Component found = find(frame.getRootPane(), name);
            return found != null && found.isFocusOwner();
        });
    }

    @Override
    public void close() {
        see(() -> {
            frame.dispose();
            return true;
        });
    }
}
