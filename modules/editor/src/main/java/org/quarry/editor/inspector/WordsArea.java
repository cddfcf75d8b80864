package org.quarry.editor.inspector;

import java.awt.BorderLayout;
import java.awt.KeyboardFocusManager;
import java.awt.event.FocusAdapter;
import java.awt.event.FocusEvent;
import java.util.function.Supplier;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JTextArea;
import org.quarry.editor.pane.Typing;

/** A text of several lines that says something about a node or a workflow. */
final class WordsArea extends JPanel {
    private static final long serialVersionUID = 1;

    private final JTextArea text = new JTextArea(3, 10);
    private final transient Supplier<String> source;
    private boolean showing;

    /** Hears of edits. */
    interface Listener {
        void edited(String text, boolean settled);
    }

    WordsArea(String hint, Supplier<String> source, Listener listener) {
        super(new BorderLayout());
        this.source = source;
        setOpaque(false);
        text.setLineWrap(true);
        text.setWrapStyleWord(true);
        text.setToolTipText(hint);
        text.setFocusTraversalKeys(KeyboardFocusManager.FORWARD_TRAVERSAL_KEYS, null);
        text.setFocusTraversalKeys(KeyboardFocusManager.BACKWARD_TRAVERSAL_KEYS, null);
        Typing.listen(text, () -> tell(listener));
        text.addFocusListener(new FocusAdapter() {
            @Override
            public void focusLost(FocusEvent e) {
                if (!e.isTemporary()) {
                    listener.edited(text.getText(), true);
                }
            }
        });
        add(new JScrollPane(text));
    }

    /** Shows what there is now, unless it is there already but for spaces at its ends. */
    void refresh() {
        String wanted = source.get();
        if (!text.getText().strip().equals(wanted.strip())) {
            showing = true;
            text.setText(wanted);
            showing = false;
        }
    }

    private void tell(Listener listener) {
        if (!showing) {
            listener.edited(text.getText(), false);
        }
    }
}
