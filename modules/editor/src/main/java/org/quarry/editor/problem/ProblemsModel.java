package org.quarry.editor.problem;

import java.util.List;
import javax.swing.Icon;
import javax.swing.table.AbstractTableModel;
import org.quarry.editor.pane.Icons;
import org.quarry.workflow.Problem;

/** Problems as rows: how grave, where, what, and a bulb. */
final class ProblemsModel extends AbstractTableModel {
    static final int SEVERITY = 0;
    static final int BULB = 1;
    static final int NODE = 2;
    static final int SENTENCE = 3;

    private static final long serialVersionUID = 1;

    private transient List<Problem> problems = List.of();

    void show(List<Problem> found) {
        problems = List.copyOf(found);
        fireTableDataChanged();
    }

    List<Problem> problems() {
        return problems;
    }

    @Override
    public int getRowCount() {
        return problems.size();
    }

    @Override
    public int getColumnCount() {
        return 4;
    }

    @Override
    public Class<?> getColumnClass(int column) {
        return column <= BULB ? Icon.class : String.class;
    }

    @Override
    public Object getValueAt(int row, int column) {
        Problem problem = problems.get(row);
        return switch (column) {
            case SEVERITY -> FixMenu.icon(problem);
            case BULB -> Icons.of("bulb");
            case NODE -> problem.input().isEmpty() ? problem.node() : problem.node() + "." + problem.input();
            default -> problem.sentence();
        };
    }
}
