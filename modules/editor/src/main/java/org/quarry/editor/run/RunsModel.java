package org.quarry.editor.run;

import org.quarry.editor.pane.TitledRows;

/** The queue and the history as a table, the newest run first. */
final class RunsModel extends TitledRows {
    static final int NAME = 0;
    static final int STATE = 1;
    static final int PROGRESS = 2;
    static final int TIME = 3;
    static final int RESULTS = 4;

    private static final long serialVersionUID = 1;

    private final transient Runs runs;
    private int known;

    RunsModel(Runs runs) {
        super("Run", "State", "Progress", "Time", "Results");
        this.runs = runs;
    }

    /** Something changed. */
    void follow() {
        int now = runs.all().size();
        if (now == known) {
            fireTableRowsUpdated(0, Math.max(0, now - 1));
        } else if (now == known + 1) {
            known = now;
            fireTableRowsInserted(0, 0);
        } else {
            known = now;
            fireTableDataChanged();
        }
    }

    QueuedRun run(int row) {
        return runs.all().get(known - 1 - row);
    }

    @Override
    public int getRowCount() {
        return known;
    }

    /** Its state and what there is to say of it. */
    static String state(QueuedRun run) {
        String between = run.sentence().isEmpty() ? "" : run.state() == QueuedRun.State.HELD ? " " : ": ";
        return run.state().word() + between + run.sentence();
    }

    @Override
    public Object getValueAt(int row, int column) {
        QueuedRun run = run(row);
        return switch (column) {
            case NAME -> run.name();
            case STATE -> state(run);
            case TIME -> run.state().over() ? Times.of(run.millis()) : "";
            default -> run;
        };
    }
}
