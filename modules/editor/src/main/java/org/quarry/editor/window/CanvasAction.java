package org.quarry.editor.window;

import java.awt.event.ActionEvent;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javax.swing.AbstractAction;
import org.jspecify.annotations.Nullable;
import org.quarry.editor.Workbench;
import org.quarry.editor.canvas.Canvas;
import org.quarry.editor.canvas.Command;
import org.quarry.editor.document.Document;
import org.quarry.editor.document.DocumentListener;
import org.quarry.workflow.Workflow;

/** A command of the canvas in a menu: it acts on the document in front, and is grey where it cannot. */
public class CanvasAction extends AbstractAction {
    private static final long serialVersionUID = 1;

    private final transient Predicate<Document> able;
    private final transient Consumer<Canvas> work;
    private transient @Nullable Document followed;

    private final transient DocumentListener follower = new DocumentListener() {
        @Override
        public void edited(Workflow before) {
            look();
        }

        @Override
        public void selected() {
            look();
        }
    };

    /** The action of a command. */
    public CanvasAction(Command command) {
        this(name(command), command::enabled, command::run);
    }

    /** An action that is no command of the canvas itself. @param able whether it can act on a document */
    CanvasAction(String name, Predicate<Document> able, Consumer<Canvas> work) {
        this.able = able;
        this.work = work;
        putValue(NAME, name);
        Workbench.here().whenShown(this::follow);
        follow();
    }

    /** Keys without Ctrl work on the canvas only, so menus cannot show them as shortcuts of their own. */
    private static String name(Command command) {
        boolean single = !command.key().isEmpty() && !command.key().startsWith("ctrl");
        return single ? command.words() + " (" + key(command.key()) + ")" : command.words();
    }

    private static String key(String written) {
        String[] parts = written.split(" ");
        StringBuilder key = new StringBuilder();
        for (String part : parts) {
            key.append(key.isEmpty() ? "" : "+")
                    .append(
                            part.charAt(0) >= 'a' || part.length() > 1
                                    ? part.substring(0, 1).toUpperCase(java.util.Locale.ROOT)
                                            + part.substring(1).toLowerCase(java.util.Locale.ROOT)
                                    : part);
        }
        return key.toString();
    }

    private void follow() {
        Document before = followed;
        if (before != null) {
            before.ignore(follower);
        }
        followed = Workbench.here().current().orElse(null);
        Workbench.here().current().ifPresent(document -> document.listen(follower));
        look();
    }

    /** Looks whether it can act now. */
    void look() {
        Document document = followed;
        setEnabled(document != null && able.test(document));
    }

    @Override
    public void actionPerformed(ActionEvent e) {
        front().ifPresent(work);
    }

    /** The canvas in front. */
    static Optional<Canvas> front() {
        return Workbench.here().current().flatMap(OpenDocuments.here()::window).map(WorkflowWindow::canvas);
    }
}
