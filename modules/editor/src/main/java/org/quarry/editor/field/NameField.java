package org.quarry.editor.field;

import java.awt.Dimension;
import java.util.List;
import java.util.function.Supplier;
import javax.swing.DefaultComboBoxModel;
import javax.swing.JComboBox;
import javax.swing.event.PopupMenuEvent;
import javax.swing.event.PopupMenuListener;
import org.quarry.json.Json;

/** One of several names, or another that is typed. */
final class NameField extends ValueField {
    private static final long serialVersionUID = 1;

    private final JComboBox<String> box = new JComboBox<>();

    /** @param names asked for whenever the list opens */
    NameField(Supplier<List<String>> names) {
        box.setEditable(true);
        box.setMinimumSize(new Dimension(60, 24));
        box.setPreferredSize(new Dimension(120, box.getPreferredSize().height));
        box.addActionListener(e -> {
            if (box.getSelectedItem() instanceof String name) {
                tell(Json.of(name), true);
            }
        });
        box.addPopupMenuListener(new PopupMenuListener() {
            @Override
            public void popupMenuWillBecomeVisible(PopupMenuEvent e) {
                fill(names.get());
            }

            @Override
            public void popupMenuWillBecomeInvisible(PopupMenuEvent e) {}

            @Override
            public void popupMenuCanceled(PopupMenuEvent e) {}
        });
        add(box);
    }

    private void fill(List<String> names) {
        Object chosen = box.getSelectedItem();
        DefaultComboBoxModel<String> model = new DefaultComboBoxModel<>(names.toArray(String[]::new));
        model.setSelectedItem(chosen);
        box.setModel(model);
    }

    @Override
    void display(Json value) {
        if (value instanceof Json.Text text && !text.text().equals(box.getSelectedItem())) {
            box.setSelectedItem(text.text());
        }
    }

    @Override
    public void focus() {
        box.requestFocusInWindow();
    }
}
