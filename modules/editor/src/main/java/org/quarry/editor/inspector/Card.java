package org.quarry.editor.inspector;

import java.awt.BorderLayout;
import java.awt.Component;
import java.awt.Dimension;
import java.awt.Font;
import javax.swing.BorderFactory;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JPanel;
import org.quarry.editor.pane.ColumnLayout;

/** What the inspector shows of one selection. */
abstract class Card extends JPanel {
    private static final long serialVersionUID = 1;
    private static final int LABEL_WIDTH = 96;
    private static final int GAP = 5;

    Card() {
        super(new ColumnLayout(GAP));
        setBorder(BorderFactory.createEmptyBorder(8, 10, 12, 8));
    }

    /** What this card was made for: while it stays equal, {@link #refresh} is enough. */
    abstract Object made();

    /** The values changed. */
    abstract void refresh();

    /** A check is done. */
    void checked() {}

    /** A heading above a group of rows. */
    final void heading(String text) {
        JLabel label = new JLabel(text);
        label.setFont(label.getFont().deriveFont(Font.BOLD));
        label.setBorder(BorderFactory.createEmptyBorder(10, 0, 1, 0));
        add(label);
    }

    /** A field beside its label. @param trailing at the right end */
    static JPanel row(JLabel label, JComponent field, Component... trailing) {
        JPanel row = new JPanel(new BorderLayout(6, 0));
        row.setOpaque(false);
        label.setPreferredSize(new Dimension(LABEL_WIDTH, label.getPreferredSize().height));
        row.add(label, BorderLayout.WEST);
        row.add(field);
        if (trailing.length > 0) {
            row.add(trailing(trailing), BorderLayout.EAST);
        }
        return row;
    }

    /** A field below its label. @param trailing at the right end of the label */
    static JPanel wideRow(JLabel label, JComponent field, Component... trailing) {
        JPanel top = new JPanel(new BorderLayout());
        top.setOpaque(false);
        top.add(label);
        if (trailing.length > 0) {
            top.add(trailing(trailing), BorderLayout.EAST);
        }
        JPanel row = new JPanel(new BorderLayout(0, 2));
        row.setOpaque(false);
        row.add(top, BorderLayout.NORTH);
        row.add(field);
        return row;
    }

    private static JPanel trailing(Component... components) {
        JPanel panel = new JPanel(new BorderLayout());
        panel.setOpaque(false);
        panel.add(components[0]);
        for (int i = 1; i < components.length; i++) {
            panel.add(components[i], BorderLayout.EAST);
        }
        return panel;
    }
}
