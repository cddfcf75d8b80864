package org.quarry.editor.pane;

import java.awt.BorderLayout;
import java.awt.Component;
import java.awt.Dimension;
import java.awt.Rectangle;
import javax.swing.BorderFactory;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.ScrollPaneConstants;
import javax.swing.Scrollable;

/** Fills what it scrolls in, and scrolls up and down only where that is lower than its content needs. */
public final class Filling extends JPanel implements Scrollable {
    private static final long serialVersionUID = 1;
    private static final int NOTCH = 24;

    private final int least;

    private Filling(Component content, int least) {
        super(new BorderLayout());
        this.least = least;
        add(content);
    }

    /** A pane in which a component scrolls that needs so much height at least. */
    public static JScrollPane scrolling(Component content, int least) {
        JScrollPane scroll = new JScrollPane(new Filling(content, least));
        scroll.setBorder(BorderFactory.createEmptyBorder());
        scroll.setHorizontalScrollBarPolicy(ScrollPaneConstants.HORIZONTAL_SCROLLBAR_NEVER);
        return scroll;
    }

    @Override
    public Dimension getPreferredSize() {
        return new Dimension(super.getPreferredSize().width, least);
    }

    @Override
    public Dimension getPreferredScrollableViewportSize() {
        return getPreferredSize();
    }

    @Override
    public int getScrollableUnitIncrement(Rectangle visible, int orientation, int direction) {
        return NOTCH;
    }

    @Override
    public int getScrollableBlockIncrement(Rectangle visible, int orientation, int direction) {
        return Math.max(NOTCH, visible.height - NOTCH);
    }

    @Override
    public boolean getScrollableTracksViewportWidth() {
        return true;
    }

    @Override
    public boolean getScrollableTracksViewportHeight() {
        return getParent() == null || getParent().getHeight() >= least;
    }
}
