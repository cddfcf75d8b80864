package org.quarry.application.desktop;

import java.awt.AWTException;
import java.awt.Component;
import java.awt.Container;
import java.awt.EventQueue;
import java.awt.GraphicsEnvironment;
import java.awt.Point;
import java.awt.Rectangle;
import java.awt.Robot;
import java.awt.Toolkit;
import java.awt.Window;
import java.awt.datatransfer.StringSelection;
import java.awt.event.InputEvent;
import java.awt.event.KeyEvent;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import javax.imageio.ImageIO;
import javax.swing.JButton;
import javax.swing.JDialog;
import javax.swing.JFileChooser;
import javax.swing.JTextField;
import javax.swing.KeyStroke;
import javax.swing.SwingUtilities;
import javax.swing.Timer;
import org.openide.LifecycleManager;
import org.quarry.editor.Workbench;
import org.quarry.editor.canvas.Canvas;
import org.quarry.editor.document.Document;
import org.quarry.workflow.Socket;

/** Mouse, keyboard and eyes of a user at the desktop. */
public final class Hands {
    private static final int PATIENCE_MILLIS = 60_000;
    private static final int CARRY_MILLIS = 700;
    private static final int LATER_MILLIS = 1000;

    private final Path folder;
    /** Clicks that follow each other sooner count on to three and four. */
    private static final int MULTI_CLICK_MILLIS = 700;

    private final Robot robot;

    Hands(Path folder) throws AWTException {
        this.folder = folder;
        robot = new Robot(GraphicsEnvironment.getLocalGraphicsEnvironment().getDefaultScreenDevice());
        robot.setAutoDelay(15);
    }

    /** Where files of the test may be written. */
    public Path folder() {
        return folder;
    }

    /** The document in front. */
    public Document document() {
        await("a document is open", () -> see(() -> Workbench.here().current().isPresent()));
        return see(() -> Workbench.here().current().orElseThrow());
    }

    /** The canvas in front. */
    public Canvas canvas() {
        Document front = document();
        await(
                "its canvas is shown",
                () -> find(Canvas.class, canvas -> canvas.document() == front).isPresent());
        return find(Canvas.class, canvas -> canvas.document() == front).orElseThrow();
    }

    /** The canvas in front, asked for on the event thread. */
    public Canvas canvasNow() {
        Document front = Workbench.here().current().orElseThrow();
        List<Canvas> found = new ArrayList<>();
        for (Window window : Window.getWindows()) {
            collect(window, Canvas.class, canvas -> canvas.document() == front, found);
        }
        return found.get(0);
    }

    /** Waits until the canvas has its size and its place, as after the start. */
    public Canvas settled() {
        Canvas canvas = canvas();
        String[] last = {""};
        await("the canvas stands still", () -> {
            rest(300);
            String now = see(() -> canvas.getLocationOnScreen() + " " + canvas.getSize() + " "
                    + canvas.viewport().zoom());
            boolean same = now.equals(last[0]);
            last[0] = now;
            return same;
        });
        return canvas;
    }

    /** Asks on the event thread. */
    public <T> T see(Callable<T> question) {
        try {
            FutureTask<T> task = new FutureTask<>(question);
            EventQueue.invokeAndWait(task);
            return task.get();
        } catch (Exception e) {
            throw new IllegalStateException(e.getCause() == null ? e : e.getCause());
        }
    }

    /** Does something on the event thread without waiting for it, as it may open a dialog. */
    public void begin(Runnable action) {
        EventQueue.invokeLater(action);
    }

    /** Waits until something is so. */
    public void await(String what, BooleanSupplier so) {
        long end = System.nanoTime() + PATIENCE_MILLIS * 1_000_000L;
        while (!so.getAsBoolean()) {
            if (System.nanoTime() > end) {
                picture("gave-up");
                throw new AssertionError("waited in vain until " + what);
            }
            robot.delay(50);
        }
    }

    /** The first showing component of a type in any window that fits. */
    public <T extends Component> Optional<T> find(Class<T> type, Predicate<T> fits) {
        return see(() -> {
            List<T> found = new ArrayList<>();
            for (Window window : Window.getWindows()) {
                collect(window, type, fits, found);
            }
            return found.stream().findFirst();
        });
    }

    private static <T extends Component> void collect(Component at, Class<T> type, Predicate<T> fits, List<T> found) {
        if (at.isShowing() && type.isInstance(at) && fits.test(type.cast(at))) {
            found.add(type.cast(at));
        }
        if (at instanceof Container container) {
            for (Component child : container.getComponents()) {
                collect(child, type, fits, found);
            }
        }
    }

    /** A component's middle on the screen. */
    public Point middle(Component component) {
        return see(() -> {
            Point corner = component.getLocationOnScreen();
            return new Point(corner.x + component.getWidth() / 2, corner.y + component.getHeight() / 2);
        });
    }

    /** The middle of a node's title on the screen. */
    public Point title(String node) {
        Canvas canvas = canvas();
        return see(() -> {
            Rectangle2D at = canvas.place(node).orElseThrow();
            return onScreen(
                    canvas,
                    canvas.viewport().toComponent(new java.awt.geom.Point2D.Double(at.getCenterX(), at.getY() + 12)));
        });
    }

    /** An output, as in {@code prompt.tokens}, on the screen. */
    public Point output(String socket) {
        Canvas canvas = canvas();
        return see(() -> onScreen(canvas, canvas.viewport().toComponent(canvas.output(Socket.parse(socket)))));
    }

    /** An input on the screen. */
    public Point input(String socket) {
        Canvas canvas = canvas();
        return see(() -> onScreen(canvas, canvas.viewport().toComponent(canvas.input(Socket.parse(socket)))));
    }

    /** A point of the canvas on the screen. @param x from its left edge, in pixels */
    public Point onCanvas(int x, int y) {
        Canvas canvas = canvas();
        return see(() -> onScreen(canvas, new Point(x, y)));
    }

    private static Point onScreen(Component component, Point at) {
        Point corner = component.getLocationOnScreen();
        return new Point(corner.x + at.x, corner.y + at.y);
    }

    /**
     * Lets the desktop hear what was done. What the robot does arrives in order, and who needs a result waits for it;
     * the robot's own waiting takes a second each time on an idle machine.
     */
    private void settle() {
        robot.delay(40);
        see(() -> true);
    }

    /** Moves the mouse there. */
    public void point(Point at) {
        robot.mouseMove(at.x, at.y);
        settle();
    }

    /** Clicks. */
    public void click(Point at) {
        point(at);
        robot.mousePress(InputEvent.BUTTON1_DOWN_MASK);
        robot.mouseRelease(InputEvent.BUTTON1_DOWN_MASK);
        settle();
    }

    /** Clicks twice; nothing is waited for in between, as on a slow machine they would be two single clicks. */
    public void doubleClick(Point at) {
        point(at);
        robot.delay(MULTI_CLICK_MILLIS);
        for (int click = 0; click < 2; click++) {
            robot.mousePress(InputEvent.BUTTON1_DOWN_MASK);
            robot.mouseRelease(InputEvent.BUTTON1_DOWN_MASK);
        }
        settle();
    }

    /** Drags as people do: some points on the way, a short rest at the end. */
    public void drag(Point from, Point to) {
        grab(from);
        pull(from, to);
        drop();
    }

    /** Drags something out of a component: the window system takes its time to carry it, and people rest before they drop. */
    public void carry(Point from, Point to) {
        grab(from);
        pull(from, to);
        robot.delay(CARRY_MILLIS);
        pull(to, new Point(to.x + 1, to.y));
        pull(new Point(to.x + 1, to.y), to);
        drop();
    }

    /** Presses the button. */
    public void grab(Point from) {
        point(from);
        robot.mousePress(InputEvent.BUTTON1_DOWN_MASK);
    }

    /** Moves with the button down. */
    public void pull(Point from, Point to) {
        for (int part = 1; part <= 8; part++) {
            robot.mouseMove(from.x + (to.x - from.x) * part / 8, from.y + (to.y - from.y) * part / 8);
            robot.delay(15);
        }
        settle();
    }

    /** Lets the button go. */
    public void drop() {
        robot.mouseRelease(InputEvent.BUTTON1_DOWN_MASK);
        settle();
    }

    /** Presses keys, written as {@code control Z} or {@code ENTER}. */
    public void press(String keys) {
        KeyStroke stroke = KeyStroke.getKeyStroke(keys);
        List<Integer> codes = new ArrayList<>();
        if ((stroke.getModifiers() & InputEvent.CTRL_DOWN_MASK) != 0) {
            codes.add(KeyEvent.VK_CONTROL);
        }
        if ((stroke.getModifiers() & InputEvent.SHIFT_DOWN_MASK) != 0) {
            codes.add(KeyEvent.VK_SHIFT);
        }
        if ((stroke.getModifiers() & InputEvent.ALT_DOWN_MASK) != 0) {
            codes.add(KeyEvent.VK_ALT);
        }
        codes.add(stroke.getKeyCode());
        codes.forEach(robot::keyPress);
        for (int i = codes.size() - 1; i >= 0; i--) {
            robot.keyRelease(codes.get(i));
        }
        settle();
    }

    /** Types lower-case letters, digits, blanks, dashes and dots. */
    public void type(String text) {
        for (char letter : text.toCharArray()) {
            int code = KeyEvent.getExtendedKeyCodeForChar(letter);
            robot.keyPress(code);
            robot.keyRelease(code);
        }
        settle();
    }

    /** Puts a text into the clipboard, as another program does. */
    public void copy(String text) {
        Toolkit.getDefaultToolkit().getSystemClipboard().setContents(new StringSelection(text), null);
    }

    /** Answers the dialog that asks for a file. */
    public void choose(Path file) {
        Predicate<JTextField> name = field -> SwingUtilities.getAncestorOfClass(JFileChooser.class, field) != null;
        await("a dialog asks for a file", () -> find(JTextField.class, name).isPresent());
        rest(300);
        click(middle(find(JTextField.class, name).orElseThrow()));
        press("control A");
        type(file.toString().toLowerCase(Locale.ROOT));
        press("ENTER");
    }

    /** Closes the desktop as File > Exit does, a little later, so that a scenario can come to its end first. */
    public void quit() {
        later(() -> LifecycleManager.getDefault().exit());
    }

    /** Does something a little later, so that a scenario can come to its end first. */
    public void later(Runnable action) {
        Timer later = new Timer(LATER_MILLIS, tick -> action.run());
        later.setRepeats(false);
        later.start();
    }

    /** The button of a dialog, as soon as it is there. */
    public JButton button(String text) {
        Predicate<JButton> wanted =
                button -> text.equals(button.getText()) && SwingUtilities.getWindowAncestor(button) instanceof JDialog;
        await("a dialog offers " + text, () -> find(JButton.class, wanted).isPresent());
        return find(JButton.class, wanted).orElseThrow();
    }

    /** Saves a picture of the screen for people to look at. */
    public void picture(String name) {
        try {
            Rectangle screen = new Rectangle(Toolkit.getDefaultToolkit().getScreenSize());
            ImageIO.write(
                    robot.createScreenCapture(screen),
                    "png",
                    folder.resolve(name + ".png").toFile());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Rests. Only for what can be seen in no other way, as that something does not happen. */
    public void rest(int millis) {
        robot.delay(millis);
    }
}
