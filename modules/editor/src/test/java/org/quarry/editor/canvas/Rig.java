package org.quarry.editor.canvas;

import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.awt.Component;
import java.awt.Container;
import java.awt.EventQueue;
import java.awt.GraphicsEnvironment;
import java.awt.Point;
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
import org.quarry.editor.document.Desk;
import org.quarry.editor.document.Document;
import org.quarry.editor.pane.Hand;
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

    private final Hand hand;
    private final Document document;
    private final Canvas canvas;
    private final JFrame frame;

    private Rig(Hand hand, Document document, Canvas canvas, JFrame frame) {
        this.hand = hand;
        this.document = document;
        this.canvas = canvas;
        this.frame = frame;
    }

    /** Opens a workflow, given by its nodes and its layout as they stand in a file. */
    static Rig open(String nodes, String layout) {
        assumeFalse(GraphicsEnvironment.isHeadless(), "there is no display");
        Hand hand = new Hand();
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
                    return new Rig(hand, document, canvas, frame);
                })
                .ready();
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
            hand.rest(10);
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
        hand.move(at);
    }

    void click(Point at) {
        point(at);
        hand.click(1);
    }

    /** Two clicks that belong together. */
    void doubleClick(Point at) {
        point(at);
        hand.rest(MULTI_CLICK_MILLIS);
        hand.click(2);
    }

    /** Drags without letting go. */
    void pull(Point from, Point to) {
        point(from);
        hand.button(true);
        hand.drag(from, to);
    }

    void drop() {
        hand.button(false);
    }

    void drag(Point from, Point to) {
        pull(from, to);
        drop();
    }

    /** Presses keys, written as {@code control Z} or {@code ENTER}. */
    void press(String keys) {
        hand.press(keys);
    }

    void key(int code, boolean down) {
        hand.key(code, down);
    }

    void type(String text) {
        hand.type(text);
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
        hand.close();
        see(() -> {
            frame.dispose();
            return true;
        });
    }
}
