package org.quarry.editor.canvas;

import java.awt.Color;
import java.awt.Insets;
import java.awt.event.ActionEvent;
import java.awt.event.FocusAdapter;
import java.awt.event.FocusEvent;
import java.awt.event.InputEvent;
import java.awt.event.KeyEvent;
import java.awt.event.MouseWheelEvent;
import java.awt.geom.Rectangle2D;
import java.math.BigDecimal;
import java.util.List;
import javax.swing.AbstractAction;
import javax.swing.BorderFactory;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JScrollPane;
import javax.swing.JTextArea;
import javax.swing.JTextField;
import javax.swing.KeyStroke;
import javax.swing.text.JTextComponent;
import org.quarry.editor.canvas.Hits.FieldSpot;
import org.quarry.editor.document.Edits;
import org.quarry.editor.document.Parameters;
import org.quarry.editor.document.Scrub;
import org.quarry.editor.document.Words;
import org.quarry.json.Json;
import org.quarry.node.NodeException;
import org.quarry.workflow.InputPort;
import org.quarry.workflow.Socket;

/**
 * A text over a field: Enter keeps what was typed (with Ctrl in a text of several lines), Esc does not, Tab goes on to the
 * next field. What does not fit stays where it was typed, with a sentence that says what would.
 */
final class FieldEditor {
    private static final int LONG_HEIGHT = 130;
    private static final int LONG_WIDTH = 280;

    private final Canvas canvas;
    private final Fields fields;
    private final Socket parameter;
    private final InputPort port;
    private final boolean several;
    private final JTextComponent text;
    private final JComponent shown;
    private final JLabel refusal = new JLabel();
    private final Json before;

    FieldEditor(Canvas canvas, Fields fields, FieldSpot spot) {
        this.canvas = canvas;
        this.fields = fields;
        parameter = spot.socket();
        port = spot.row().port();
        several = FieldKind.of(port) == FieldKind.LONG_TEXT;
        before = Edits.value(canvas.document().workflow(), parameter.node(), port);
        text = several ? new JTextArea(written(before)) : new JTextField(written(before));
        text.setName("field " + parameter);
        shown = several ? new JScrollPane(text) : text;
    }

    /** As it is typed: a file with its folders, a choice as in files. */
    private static String written(Json value) {
        if (value instanceof Json.Text plain) {
            return plain.text();
        }
        return value instanceof Json.Numeral number ? Words.number(number.value()) : value.toString();
    }

    Socket parameter() {
        return parameter;
    }

    void show() {
        CanvasTheme theme = CanvasTheme.current();
        for (JComponent part : List.of(text, shown)) {
            part.setBackground(theme.field());
            part.setForeground(theme.text());
        }
        text.setCaretColor(theme.text());
        shown.setBorder(BorderFactory.createLineBorder(CanvasTheme.SELECTED, 1));
        if (text instanceof JTextArea area) {
            area.setLineWrap(true);
            area.setWrapStyleWord(true);
            area.setMargin(new Insets(4, 6, 4, 6));
        } else {
            text.setBorder(BorderFactory.createCompoundBorder(
                    BorderFactory.createLineBorder(CanvasTheme.SELECTED, 1),
                    BorderFactory.createEmptyBorder(0, 5, 0, 5)));
        }
        keys();
        refusal.setOpaque(true);
        refusal.setVisible(false);
        refusal.setName("refusal");
        refusal.setBackground(new Color(0x7A2A26));
        refusal.setForeground(Color.WHITE);
        refusal.setBorder(BorderFactory.createEmptyBorder(3, 6, 3, 6));
        canvas.add(refusal);
        canvas.add(shown);
        canvas.hits().field(parameter).ifPresent(this::place);
        text.selectAll();
        text.requestFocusInWindow();
        text.addFocusListener(new FocusAdapter() {
            @Override
            public void focusLost(FocusEvent e) {
                if (!e.isTemporary()) {
                    commit();
                }
            }
        });
    }

    private void keys() {
        text.setFocusTraversalKeysEnabled(false);
        bind(KeyEvent.VK_ESCAPE, 0, fields::close, true);
        bind(KeyEvent.VK_ENTER, several ? InputEvent.CTRL_DOWN_MASK : 0, this::commit, true);
        bind(KeyEvent.VK_TAB, 0, () -> next(1), false);
        bind(KeyEvent.VK_TAB, InputEvent.SHIFT_DOWN_MASK, () -> next(-1), false);
        if (FieldKind.of(port) == FieldKind.TOGGLE) {
            text.setEditable(false);
            bind(KeyEvent.VK_SPACE, 0, () -> text.setText(text.getText().equals("true") ? "false" : "true"), false);
        } else if (FieldKind.of(port) == FieldKind.NUMBER) {
            bind(KeyEvent.VK_UP, 0, () -> turn(1, 0), false);
            bind(KeyEvent.VK_DOWN, 0, () -> turn(-1, 0), false);
            text.addMouseWheelListener(this::wheel);
        }
    }

    private void bind(int key, int modifiers, Runnable work, boolean focusCanvas) {
        String name = "field " + key + " " + modifiers;
        text.getInputMap().put(KeyStroke.getKeyStroke(key, modifiers), name);
        text.getActionMap().put(name, new AbstractAction() {
            private static final long serialVersionUID = 1;

            @Override
            public void actionPerformed(ActionEvent e) {
                work.run();
                if (focusCanvas && fields.editing().isEmpty()) {
                    canvas.requestFocusInWindow();
                }
            }
        });
    }

    private void wheel(MouseWheelEvent e) {
        turn(-(int) Math.signum(e.getPreciseWheelRotation()), e.getModifiersEx());
        e.consume();
    }

    /** One notch up or down from what is typed; a text that is no number stays. */
    private void turn(int notches, int modifiers) {
        try {
            Scrub.Speed speed = (modifiers & InputEvent.SHIFT_DOWN_MASK) != 0
                    ? Scrub.Speed.FINE
                    : (modifiers & InputEvent.CTRL_DOWN_MASK) != 0 ? Scrub.Speed.COARSE : Scrub.Speed.NORMAL;
            BigDecimal now = new BigDecimal(text.getText().strip());
            text.setText(written(new Scrub(port, now).notched(notches, speed)));
        } catch (NumberFormatException e) {
            refuse("found '" + text.getText() + "', wanted a number");
        }
    }

    private void next(int by) {
        if (commit()) {
            fields.step(parameter, by);
        }
    }

    /** Keeps what was typed, unless it does not fit. */
    private boolean commit() {
        if (!fields.editing().filter(parameter::equals).isPresent()) {
            return true;
        }
        String typed = FieldKind.of(port) == FieldKind.NUMBER || FieldKind.of(port) == FieldKind.SEED
                ? text.getText().strip()
                : text.getText();
        try {
            Json value = Parameters.read(canvas.document(), parameter, typed);
            fields.close();
            if (!value.equals(before)) {
                canvas.document()
                        .edit(
                                "Set " + Words.label(port.name()),
                                workflow -> Parameters.set(workflow, parameter, value));
            }
            return true;
        } catch (NodeException e) {
            refuse(String.valueOf(e.getMessage()));
            return false;
        }
    }

    private void refuse(String sentence) {
        refusal.setText("<html>" + sentence.replace("<", "&lt;") + "</html>");
        refusal.setVisible(true);
        canvas.hits().field(parameter).ifPresent(this::place);
        text.requestFocusInWindow();
    }

    /** Puts it over its field, as large as that is now. */
    void place(FieldSpot spot) {
        Rectangle2D at = canvas.viewport().toComponent(spot.area());
        text.setFont(CanvasTheme.LABEL.deriveFont((float)
                Math.max(11, CanvasTheme.LABEL.getSize2D() * canvas.viewport().zoom())));
        int width = (int) Math.ceil(several ? Math.max(at.getWidth(), LONG_WIDTH) : Math.max(at.getWidth(), 90));
        int height = (int) Math.ceil(several ? Math.max(at.getHeight(), LONG_HEIGHT) : Math.max(at.getHeight(), 20));
        shown.setBounds((int) at.getX(), (int) at.getY(), width, height);
        shown.validate();
        int wide = Math.max(width, 260);
        refusal.setSize(wide, 1000);
        int high = (int) refusal.getUI().getPreferredSize(refusal).getHeight();
        int lines = (int) Math.ceil(refusal.getPreferredSize().getWidth() / wide);
        refusal.setBounds((int) at.getX(), (int) at.getY() + height + 2, wide, high * Math.max(1, lines));
        canvas.repaint();
    }

    void dispose() {
        canvas.remove(shown);
        canvas.remove(refusal);
        canvas.repaint();
    }
}
