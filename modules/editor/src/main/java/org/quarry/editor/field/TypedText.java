package org.quarry.editor.field;

import java.awt.event.FocusAdapter;
import java.awt.event.FocusEvent;
import java.util.function.Consumer;
import javax.swing.event.DocumentEvent;
import javax.swing.event.DocumentListener;
import javax.swing.text.JTextComponent;

/** Tells of every change of a text, and when the caret leaves it. */
final class TypedText implements DocumentListener {
    private final Runnable typed;

    private TypedText(Runnable typed) {
        this.typed = typed;
    }

    /** @param edited is told whether the text is settled */
    static void listen(JTextComponent text, Consumer<Boolean> edited) {
        text.getDocument().addDocumentListener(new TypedText(() -> edited.accept(false)));
        text.addFocusListener(new FocusAdapter() {
            @Override
            public void focusLost(FocusEvent e) {
                if (!e.isTemporary()) {
                    edited.accept(true);
                }
            }
        });
    }

    /** Shows another text, unless it is there already: the caret stays where it is. */
    static void show(JTextComponent component, String text) {
        if (!component.getText().equals(text)) {
            component.setText(text);
            component.setCaretPosition(0);
        }
    }

    @Override
    public void insertUpdate(DocumentEvent e) {
        typed.run();
    }

    @Override
    public void removeUpdate(DocumentEvent e) {
        typed.run();
    }

    @Override
    public void changedUpdate(DocumentEvent e) {
        typed.run();
    }
}
