package org.quarry.editor.pane;

import javax.swing.event.DocumentEvent;
import javax.swing.event.DocumentListener;
import javax.swing.text.JTextComponent;

/** Tells of every change of a text. */
public final class Typing implements DocumentListener {
    private final Runnable typed;

    private Typing(Runnable typed) {
        this.typed = typed;
    }

    /** @param typed is called after each change, by keys or by the program */
    public static void listen(JTextComponent text, Runnable typed) {
        text.getDocument().addDocumentListener(new Typing(typed));
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
