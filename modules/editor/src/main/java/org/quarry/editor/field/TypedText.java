package org.quarry.editor.field;

import java.awt.event.FocusAdapter;
import java.awt.event.FocusEvent;
import java.util.function.Consumer;
import javax.swing.text.JTextComponent;
import org.quarry.editor.pane.Typing;

/** Tells of every change of a text, and when the caret leaves it. */
final class TypedText {
    private TypedText() {}

    /** @param edited is told whether the text is settled */
    static void listen(JTextComponent text, Consumer<Boolean> edited) {
        Typing.listen(text, () -> edited.accept(false));
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
}
