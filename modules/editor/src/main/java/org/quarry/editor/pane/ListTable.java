package org.quarry.editor.pane;

import java.awt.FontMetrics;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.util.function.Supplier;
import javax.swing.JTable;
import javax.swing.UIManager;
import javax.swing.event.TableModelEvent;
import javax.swing.table.TableModel;

/** A table that says a sentence where it has no rows. */
public final class ListTable extends JTable {
    private static final long serialVersionUID = 1;

    private final transient Supplier<String> whenEmpty;

    /** @param whenEmpty the sentence; it may change, and be empty */
    public ListTable(TableModel model, Supplier<String> whenEmpty) {
        super(model);
        this.whenEmpty = whenEmpty;
        setFillsViewportHeight(true);
    }

    @Override
    public void tableChanged(TableModelEvent event) {
        super.tableChanged(event);
        // A first row paints no more than itself, and would leave the sentence standing below.
        repaint();
    }

    @Override
    protected void paintComponent(Graphics graphics) {
        super.paintComponent(graphics);
        String sentence = getRowCount() == 0 ? whenEmpty.get() : "";
        if (sentence.isEmpty()) {
            return;
        }
        Graphics2D g = (Graphics2D) graphics.create();
        try {
            g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            g.setColor(UIManager.getColor("Label.disabledForeground"));
            FontMetrics metrics = g.getFontMetrics();
            Rectangle seen = getVisibleRect();
            int x = seen.x + (seen.width - metrics.stringWidth(sentence)) / 2;
            g.drawString(sentence, x, seen.y + seen.height / 2 + metrics.getAscent() / 2);
        } finally {
            g.dispose();
        }
    }
}
