package org.quarry.editor.canvas;

import java.awt.Font;
import java.awt.Point;
import java.awt.event.ActionEvent;
import java.awt.event.FocusAdapter;
import java.awt.event.FocusEvent;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javax.swing.AbstractAction;
import javax.swing.BorderFactory;
import javax.swing.JComponent;
import javax.swing.JTextArea;
import javax.swing.JTextField;
import javax.swing.KeyStroke;
import javax.swing.text.JTextComponent;
import org.quarry.editor.document.Document;
import org.quarry.editor.document.FrameEdits;
import org.quarry.editor.document.Names;
import org.quarry.editor.document.NodeEdits;
import org.quarry.editor.document.Selection;
import org.quarry.workflow.Layout;

/** Names, titles and notes, written where they stand. Enter and a click elsewhere keep what is written, Escape does not. */
final class Texts {
    private static final double LINE = 24;

    private final Canvas canvas;
    private final Document document;

    Texts(Canvas canvas) {
        this.canvas = canvas;
        document = canvas.document();
    }

    /** Another name for a node. */
    void node(String name) {
        Rectangle2D at = canvas.scene().bounds(name);
        JTextField field = new JTextField(name);
        field.setName("node-name");
        open(field, new Rectangle2D.Double(at.getX(), at.getY(), at.getWidth(), LINE), wanted -> {
            Optional<String> refusal = Names.refusal(document.workflow(), name, wanted.strip());
            if (refusal.isPresent()) {
                canvas.tell(refusal.get());
            } else {
                document.edit("Rename", workflow -> NodeEdits.rename(workflow, name, wanted.strip()));
                document.select(Selection.ofNodes(Set.of(wanted.strip())));
            }
        });
    }

    /** Another title for a frame. */
    void frame(int index) {
        Layout.Frame frame = document.workflow().layout().frames().get(index);
        JTextField field = new JTextField(frame.title());
        field.setName("frame-title");
        open(
                field,
                new Rectangle2D.Double(frame.x(), frame.y(), Math.min(300, frame.width()), LINE),
                title -> document.edit(
                        "Frame title",
                        workflow -> FrameEdits.changed(workflow, index, old -> FrameEdits.titled(old, title))));
    }

    /** Another text in a note. */
    void note(int index) {
        Layout.Note note = document.workflow().layout().notes().get(index);
        JTextArea area = new JTextArea(note.text());
        area.setName("note-text");
        area.setLineWrap(true);
        area.setWrapStyleWord(true);
        Rectangle2D at = NotePainter.bounds(note);
        open(
                area,
                new Rectangle2D.Double(at.getX(), at.getY(), at.getWidth(), Math.max(80, at.getHeight() + LINE)),
                text -> document.edit("Note", workflow -> FrameEdits.written(workflow, index, text)));
    }

    private void open(JTextComponent field, Rectangle2D area, Consumer<String> done) {
        double scale = Math.max(0.6, Math.min(2, canvas.viewport().zoom()));
        Point corner = canvas.viewport().toComponent(new Point2D.Double(area.getX(), area.getY()));
        field.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, (int) Math.round(13 * scale)));
        field.setBorder(BorderFactory.createCompoundBorder(
                BorderFactory.createLineBorder(CanvasTheme.SELECTED), BorderFactory.createEmptyBorder(1, 5, 1, 5)));
        field.setBounds(
                corner.x,
                corner.y,
                (int) Math.max(120, area.getWidth() * canvas.viewport().zoom()),
                (int) Math.max(
                        LINE * scale, area.getHeight() * canvas.viewport().zoom()));
        Ending ending = new Ending(field, done);
        boolean lines = field instanceof JTextArea;
        ending.on(lines ? "ctrl ENTER" : "ENTER", true);
        ending.on("ESCAPE", false);
        field.addFocusListener(ending);
        canvas.add(field);
        field.selectAll();
        field.requestFocusInWindow();
        canvas.repaint();
    }

    /** Closes a field once, whatever ends it. */
    private final class Ending extends FocusAdapter {
        private final JTextComponent field;
        private final Consumer<String> done;
        private boolean ended;

        Ending(JTextComponent field, Consumer<String> done) {
            this.field = field;
            this.done = done;
        }

        void on(String key, boolean keep) {
            field.getInputMap(JComponent.WHEN_FOCUSED).put(KeyStroke.getKeyStroke(key), key);
            field.getActionMap().put(key, new AbstractAction() {
                private static final long serialVersionUID = 1;

                @Override
                public void actionPerformed(ActionEvent e) {
                    end(keep);
                    canvas.requestFocusInWindow();
                }
            });
        }

        @Override
        public void focusLost(FocusEvent e) {
            if (!e.isTemporary()) {
                end(true);
            }
        }

        private void end(boolean keep) {
            if (!ended) {
                ended = true;
                String text = field.getText();
                canvas.remove(field);
                canvas.repaint();
                if (keep) {
                    done.accept(text);
                }
            }
        }
    }
}
