package org.quarry.application.desktop;

import java.awt.AWTException;
import java.awt.Component;
import java.awt.Container;
import java.awt.EventQueue;
import java.awt.Frame;
import java.awt.GraphicsEnvironment;
import java.awt.Point;
import java.awt.Rectangle;
import java.awt.Robot;
import java.awt.Toolkit;
import java.awt.Window;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import javax.imageio.ImageIO;
import javax.swing.JFrame;
import javax.swing.JRootPane;
import javax.swing.JTree;
import javax.swing.tree.DefaultMutableTreeNode;
import org.openide.windows.WindowManager;
import org.quarry.editor.Workbench;
import org.quarry.editor.canvas.Canvas;
import org.quarry.editor.document.Document;
import org.quarry.editor.run.QueuedRun;
import org.quarry.editor.search.NodeChoice;
import org.quarry.workflow.Socket;

/** What a user at the desktop sees: documents, windows, and where things are on the screen. */
class Eyes {
    private static final int PATIENCE_MILLIS = 60_000;

    /** So many times in a row it must stand where it stood. */
    private static final int STILL = 3;

    /** A window manager may draw a border around a maximized window. */
    private static final int FRAME = 20;

    private final Path folder;
    final Robot robot;

    Eyes(Path folder) throws AWTException {
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
        await("the window is as large as it wants to be", () -> see(Eyes::maximizedOrNot));
        String[] last = {""};
        int[] times = {0};
        // More than once: between asking to be maximized and becoming it a window stands still for a moment.
        await("the canvas stands still", () -> {
            rest(300);
            String now = see(() -> canvas.getLocationOnScreen() + " " + canvas.getSize() + " "
                    + canvas.viewport().zoom() + " "
                    + WindowManager.getDefault().getMainWindow().getBounds());
            times[0] = now.equals(last[0]) ? times[0] + 1 : 0;
            last[0] = now;
            return times[0] == STILL;
        });
        return canvas;
    }

    /** A window that asks to be maximized becomes it some time later, and all that is in it moves. */
    private static boolean maximizedOrNot() {
        Frame window = WindowManager.getDefault().getMainWindow();
        int screen = window.getGraphicsConfiguration().getBounds().width;
        return (window.getExtendedState() & Frame.MAXIMIZED_HORIZ) == 0 || window.getWidth() >= screen - FRAME;
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

    /** The ids of the nodes that the Nodes window shows. */
    public List<String> palette() {
        JTree tree = find(JTree.class, nodes -> "nodes".equals(nodes.getName())).orElseThrow();
        return see(() ->
                Collections.list(((DefaultMutableTreeNode) tree.getModel().getRoot()).depthFirstEnumeration()).stream()
                        .map(at -> ((DefaultMutableTreeNode) at).getUserObject())
                        .filter(NodeChoice.class::isInstance)
                        .map(choice -> ((NodeChoice) choice).type().id())
                        .toList());
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

    /** Saves a picture of the screen for people to look at. */
    public void picture(String name) {
        picture(name, new Rectangle(Toolkit.getDefaultToolkit().getScreenSize()));
    }

    /** The same of what is within the main window alone. */
    public void windowPicture(String name) {
        picture(name, see(() -> {
            JRootPane content = ((JFrame) WindowManager.getDefault().getMainWindow()).getRootPane();
            return new Rectangle(content.getLocationOnScreen(), content.getSize());
        }));
    }

    private void picture(String name, Rectangle part) {
        try {
            ImageIO.write(
                    robot.createScreenCapture(part),
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

    /** Where the last run of a document stands; waiting if there is none. */
    public QueuedRun.State state(Document document) {
        return see(() ->
                Workbench.here().runs().last(document).map(QueuedRun::state).orElse(QueuedRun.State.WAITING));
    }

    /** Waits until the last run of a document stands so. */
    public void awaitRun(Document document, QueuedRun.State wanted) {
        await("the run is " + wanted, () -> state(document) == wanted);
    }

    /** The last run of a document. */
    public QueuedRun lastRun(Document document) {
        return see(() -> Workbench.here().runs().last(document).orElseThrow());
    }
}
