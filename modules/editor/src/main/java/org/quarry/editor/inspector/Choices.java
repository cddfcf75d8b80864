package org.quarry.editor.inspector;

import java.awt.event.ActionListener;
import java.util.Map;
import javax.swing.DefaultListCellRenderer;
import javax.swing.JComboBox;
import javax.swing.ListCellRenderer;

/** Combo boxes of a few constants. */
final class Choices {
    private Choices() {}

    /** Shows constants in words. */
    static <T> ListCellRenderer<? super T> renderer(Map<T, String> words) {
        DefaultListCellRenderer renderer = new DefaultListCellRenderer();
        return (list, value, index, selected, focus) ->
                renderer.getListCellRendererComponent(list, words.get(value), index, selected, focus);
    }

    /** Shows a choice without doing what a user's choice would do. */
    static <T> void show(JComboBox<T> box, T choice) {
        ActionListener[] listeners = box.getActionListeners();
        for (ActionListener listener : listeners) {
            box.removeActionListener(listener);
        }
        box.setSelectedItem(choice);
        for (ActionListener listener : listeners) {
            box.addActionListener(listener);
        }
    }
}
