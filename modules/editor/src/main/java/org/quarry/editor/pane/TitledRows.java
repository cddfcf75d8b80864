package org.quarry.editor.pane;

import javax.swing.table.AbstractTableModel;

/** The rows of a table whose columns are known by their titles. */
public abstract class TitledRows extends AbstractTableModel {
    private static final long serialVersionUID = 1;

    private final String[] titles;

    /** @param titles of the columns, from left to right */
    protected TitledRows(String... titles) {
        this.titles = titles.clone();
    }

    @Override
    public final int getColumnCount() {
        return titles.length;
    }

    @Override
    public final String getColumnName(int column) {
        return titles[column];
    }
}
