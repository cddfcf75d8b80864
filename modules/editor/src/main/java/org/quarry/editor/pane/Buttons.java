package org.quarry.editor.pane;

import java.awt.Color;
import java.awt.Cursor;
import java.awt.Dimension;
import javax.swing.AbstractButton;
import javax.swing.BorderFactory;
import javax.swing.JButton;
import javax.swing.JToggleButton;
import javax.swing.SwingConstants;
import javax.swing.UIManager;
import org.jspecify.annotations.Nullable;

/** Small buttons. */
public final class Buttons {
    private static final int SIDE = 24;

    private Buttons() {}

    /** A button with nothing but an icon. @param what it does, as its tooltip */
    public static JButton icon(String icon, String what, Runnable work) {
        return small(new JButton(Icons.of(icon)), what, work);
    }

    /** A button with nothing but an icon that stays down. @param what it does, as its tooltip */
    public static JToggleButton toggle(String icon, String what, Runnable work) {
        return small(new JToggleButton(Icons.of(icon)), what, work);
    }

    private static <B extends AbstractButton> B small(B button, String what, Runnable work) {
        button.setToolTipText(what);
        button.getAccessibleContext().setAccessibleName(what);
        button.putClientProperty("JButton.buttonType", "toolBarButton");
        button.setPreferredSize(new Dimension(Zoomed.length(SIDE), Zoomed.length(SIDE)));
        button.addActionListener(e -> work.run());
        return button;
    }

    /** A button that looks like a link. */
    public static JButton link(String text, Runnable work) {
        JButton button = new JButton(text) {
            private static final long serialVersionUID = 1;

            @Override
            public void updateUI() {
                super.updateUI();
                @Nullable Color colour = UIManager.getColor("Component.linkColor");
                setForeground(colour == null ? Color.BLUE : colour);
            }
        };
        button.setBorder(BorderFactory.createEmptyBorder(1, 1, 1, 1));
        button.setContentAreaFilled(false);
        button.setBorderPainted(false);
        button.setHorizontalAlignment(SwingConstants.LEADING);
        button.setCursor(Cursor.getPredefinedCursor(Cursor.HAND_CURSOR));
        button.setToolTipText(text);
        button.addActionListener(e -> work.run());
        return button;
    }
}
