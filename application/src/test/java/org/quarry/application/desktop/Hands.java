package org.quarry.application.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.AWTException;
import java.awt.EventQueue;
import java.awt.Point;
import java.awt.Toolkit;
import java.awt.datatransfer.StringSelection;
import java.awt.event.InputEvent;
import java.awt.event.KeyEvent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import javax.swing.JButton;
import javax.swing.JDialog;
import javax.swing.JFileChooser;
import javax.swing.JMenu;
import javax.swing.JMenuItem;
import javax.swing.JTextField;
import javax.swing.KeyStroke;
import javax.swing.SwingUtilities;
import javax.swing.Timer;
import org.openide.LifecycleManager;
import org.quarry.editor.Workbench;
import org.quarry.editor.document.Document;
import org.quarry.editor.run.QueuedRun;

/** Mouse, keyboard and eyes of a user at the desktop. */
public final class Hands extends Eyes {
    private static final int CARRY_MILLIS = 700;
    private static final int LATER_MILLIS = 1000;

    /** Clicks that follow each other sooner count on to three and four. */
    private static final int MULTI_CLICK_MILLIS = 700;

    Hands(Path folder) throws AWTException {
        super(folder);
    }

    /** Does something on the event thread without waiting for it, as it may open a dialog. */
    public void begin(Runnable action) {
        EventQueue.invokeLater(action);
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

    /** Chooses an entry of a menu, or of one within it, by mouse. */
    public void menu(String menu, String... entries) {
        Predicate<JMenu> bar = item -> menu.equals(item.getText()) && item.isTopLevelMenu();
        click(middle(find(JMenu.class, bar).orElseThrow()));
        for (String entry : entries) {
            Predicate<JMenuItem> wanted = item -> entry.equals(item.getText());
            await(
                    "the menu offers " + entry,
                    () -> find(JMenuItem.class, wanted).isPresent());
            click(middle(find(JMenuItem.class, wanted).orElseThrow()));
        }
    }

    /** The button of a dialog, as soon as it is there. */
    public JButton button(String text) {
        Predicate<JButton> wanted =
                button -> text.equals(button.getText()) && SwingUtilities.getWindowAncestor(button) instanceof JDialog;
        await("a dialog offers " + text, () -> find(JButton.class, wanted).isPresent());
        return find(JButton.class, wanted).orElseThrow();
    }

    /** Runs the document in front with the key for it, and waits until that is over. */
    public QueuedRun run() {
        Document document = document();
        Optional<QueuedRun> before = see(() -> Workbench.here().runs().last(document));
        press("F5");
        await(
                "another run is over",
                () -> see(() -> Workbench.here()
                        .runs()
                        .last(document)
                        .filter(run -> run.state().over())
                        .filter(run -> !before.equals(Optional.of(run)))
                        .isPresent()));
        QueuedRun run = lastRun(document);
        assertThat(run.state()).as(run.sentence()).isEqualTo(QueuedRun.State.FINISHED);
        return run;
    }
}
