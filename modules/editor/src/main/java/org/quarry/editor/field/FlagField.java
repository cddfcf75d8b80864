package org.quarry.editor.field;

import javax.swing.JCheckBox;
import org.quarry.json.Json;

/** True or false. */
final class FlagField extends ValueField {
    private static final long serialVersionUID = 1;

    private final JCheckBox box = new JCheckBox();

    FlagField() {
        box.addActionListener(e -> tell(Json.of(box.isSelected()), true));
        add(box);
    }

    @Override
    void display(Json value) {
        if (value instanceof Json.Flag flag) {
            box.setSelected(flag.value());
        }
    }

    @Override
    public void focus() {
        box.requestFocusInWindow();
    }
}
