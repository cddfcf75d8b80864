package org.quarry.editor.field;

import java.awt.KeyboardFocusManager;
import javax.swing.JScrollPane;
import javax.swing.JTextArea;
import org.quarry.json.Json;

/** A text of several lines, as of a prompt. Tab leaves it. */
final class LongTextField extends ValueField {
    private static final long serialVersionUID = 1;

    private final JTextArea text = new JTextArea(4, 10);

    LongTextField() {
        text.setLineWrap(true);
        text.setWrapStyleWord(true);
        text.setFocusTraversalKeys(KeyboardFocusManager.FORWARD_TRAVERSAL_KEYS, null);
        text.setFocusTraversalKeys(KeyboardFocusManager.BACKWARD_TRAVERSAL_KEYS, null);
        TypedText.listen(text, settled -> tell(Json.of(text.getText()), settled));
        add(new JScrollPane(text));
    }

    @Override
    void display(Json value) {
        if (value instanceof Json.Text plain) {
            TypedText.show(text, plain.text());
        }
    }

    @Override
    public void focus() {
        text.requestFocusInWindow();
    }
}
