package org.quarry.editor.search;

import java.awt.Component;
import javax.swing.BorderFactory;
import javax.swing.DefaultListCellRenderer;
import javax.swing.JLabel;
import javax.swing.JList;

/** A node in a list: its name, and its category in a fainter tone. */
final class ChoiceRenderer extends DefaultListCellRenderer {
    private static final long serialVersionUID = 1;

    @Override
    public Component getListCellRendererComponent(
            JList<?> list, Object value, int index, boolean selected, boolean focused) {
        JLabel label = (JLabel) super.getListCellRendererComponent(list, value, index, selected, false);
        NodeChoice choice = (NodeChoice) value;
        String tone = selected ? "" : " style='color:#808890'";
        label.setText("<html>" + escaped(choice.name()) + " &nbsp;<span" + tone + ">" + escaped(choice.category())
                + "</span></html>");
        label.setBorder(BorderFactory.createEmptyBorder(3, 6, 3, 6));
        return label;
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
