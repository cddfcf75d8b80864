package org.quarry.editor.field;

import javax.swing.JTextField;
import org.quarry.json.Json;
import org.quarry.json.JsonWriter;

/** A text of one line. */
final class LineField extends ValueField {
    private static final long serialVersionUID = 1;

    private final JTextField text = new JTextField(6);

    LineField() {
        TypedText.listen(text, settled -> tell(Json.of(text.getText()), settled));
        add(text);
    }

    @Override
    void display(Json value) {
        TypedText.show(text, value instanceof Json.Text plain ? plain.text() : JsonWriter.line(value));
    }

    @Override
    public void focus() {
        text.requestFocusInWindow();
    }
}
