package org.quarry.editor.pane;

import java.awt.Component;
import java.awt.Dimension;
import java.awt.LayoutManager;
import java.awt.Rectangle;
import javax.swing.BorderFactory;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.ScrollPaneConstants;
import javax.swing.Scrollable;

/** A panel that is as wide as what it scrolls in, and scrolls up and down by notches and pages. */
abstract class Scrolled extends JPanel implements Scrollable {
    private static final long serialVersionUID = 1;
    private static final int NOTCH = 24;

    Scrolled(LayoutManager layout) {
        super(layout);
    }

    /** A pane without a border in which a component scrolls up and down. */
    static JScrollPane pane(Component component) {
        JScrollPane scroll = new JScrollPane(component);
        scroll.setBorder(BorderFactory.createEmptyBorder());
        scroll.setHorizontalScrollBarPolicy(ScrollPaneConstants.HORIZONTAL_SCROLLBAR_NEVER);
        return scroll;
    }

    @Override
    public final Dimension getPreferredScrollableViewportSize() {
        return getPreferredSize();
    }

    @Override
    public final int getScrollableUnitIncrement(Rectangle visible, int orientation, int direction) {
        return NOTCH;
    }

    @Override
    public final int getScrollableBlockIncrement(Rectangle visible, int orientation, int direction) {
        return Math.max(NOTCH, visible.height - NOTCH);
    }

    @Override
    public final boolean getScrollableTracksViewportWidth() {
        return true;
    }
}
