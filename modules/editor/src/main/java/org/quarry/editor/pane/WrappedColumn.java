package org.quarry.editor.pane;

import java.awt.Component;
import java.awt.FontMetrics;
import javax.swing.BorderFactory;
import javax.swing.JTable;
import javax.swing.event.ChangeEvent;
import javax.swing.event.ListSelectionEvent;
import javax.swing.event.TableColumnModelEvent;
import javax.swing.event.TableColumnModelListener;
import javax.swing.table.TableCellRenderer;

/** A column of sentences that wrap at its width; each row is as high as its sentence. */
public final class WrappedColumn extends Wrapped implements TableCellRenderer {
    private static final long serialVersionUID = 1;
    private static final int ABOVE = 3;
    private static final int BESIDE = 4;

    private final JTable table;
    private final int column;

    private WrappedColumn(JTable table, int column) {
        super("", false);
        this.table = table;
        this.column = column;
    }

    /** Lets a column of a table wrap. */
    public static WrappedColumn of(JTable table, int column) {
        WrappedColumn wrapped = new WrappedColumn(table, column);
        table.getColumnModel().getColumn(column).setCellRenderer(wrapped);
        table.getColumnModel().addColumnModelListener(wrapped.new Widths());
        return wrapped;
    }

    /** Gives the rows their heights, as after others came. */
    public void fit() {
        int width = table.getColumnModel().getColumn(column).getWidth();
        FontMetrics metrics = table.getFontMetrics(table.getFont());
        for (int row = 0; row < table.getRowCount(); row++) {
            String sentence = String.valueOf(table.getValueAt(row, column));
            int height = table.getRowHeight();
            if (metrics.stringWidth(sentence) + 2 * BESIDE >= width) {
                show(sentence);
                setSize(width, Short.MAX_VALUE);
                height = Math.max(height, getPreferredSize().height);
            }
            if (height != table.getRowHeight(row)) {
                table.setRowHeight(row, height);
            }
        }
    }

    private void show(String sentence) {
        setText(sentence);
        setFont(table.getFont());
        setBorder(BorderFactory.createEmptyBorder(ABOVE, BESIDE, ABOVE, BESIDE));
    }

    @Override
    public Component getTableCellRendererComponent(
            JTable shown, Object value, boolean selected, boolean focus, int row, int at) {
        show(String.valueOf(value));
        setOpaque(selected);
        setForeground(selected ? shown.getSelectionForeground() : shown.getForeground());
        setBackground(selected ? shown.getSelectionBackground() : shown.getBackground());
        return this;
    }

    private final class Widths implements TableColumnModelListener {
        @Override
        public void columnMarginChanged(ChangeEvent e) {
            fit();
        }

        @Override
        public void columnAdded(TableColumnModelEvent e) {}

        @Override
        public void columnRemoved(TableColumnModelEvent e) {}

        @Override
        public void columnMoved(TableColumnModelEvent e) {}

        @Override
        public void columnSelectionChanged(ListSelectionEvent e) {}
    }
}
