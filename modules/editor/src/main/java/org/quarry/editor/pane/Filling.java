package org.quarry.editor.pane;

import java.awt.BorderLayout;
import java.awt.Component;
import java.awt.Dimension;
import javax.swing.JScrollPane;

/** Fills what it scrolls in, and scrolls up and down only where that is lower than its content needs. */
public final class Filling extends Scrolled {
    private static final long serialVersionUID = 1;

    private final int least;

    private Filling(Component content, int least) {
        super(new BorderLayout());
        this.least = least;
        add(content);
    }

    /** A pane in which a component scrolls that needs so much height at least. */
    public static JScrollPane scrolling(Component content, int least) {
        return pane(new Filling(content, least));
    }

    @Override
    public Dimension getPreferredSize() {
        return new Dimension(super.getPreferredSize().width, least);
    }

    @Override
    public boolean getScrollableTracksViewportHeight() {
        return getParent() == null || getParent().getHeight() >= least;
    }
}
