package org.quarry.editor.pane;

import java.awt.Component;
import java.awt.event.ComponentAdapter;
import java.awt.event.ComponentEvent;
import javax.swing.JScrollPane;

/** A column of components that scrolls up and down and is never wider than what it scrolls in. */
public final class Column extends Scrolled {
    private static final long serialVersionUID = 1;

    /** A column. @param gap between two components */
    public Column(int gap) {
        super(new ColumnLayout(gap));
        addComponentListener(new ComponentAdapter() {
            @Override
            public void componentResized(ComponentEvent e) {
                revalidate();
            }
        });
    }

    /** A pane in which it scrolls. */
    public static JScrollPane scrolling(Component column) {
        return pane(column);
    }

    @Override
    public boolean getScrollableTracksViewportHeight() {
        return false;
    }
}
