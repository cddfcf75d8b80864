package org.quarry.editor.run;

import java.awt.BorderLayout;
import java.awt.FlowLayout;
import java.awt.Toolkit;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javax.swing.BoxLayout;
import javax.swing.JButton;
import javax.swing.JMenuItem;
import javax.swing.JPanel;
import javax.swing.JPopupMenu;
import javax.swing.JScrollPane;
import javax.swing.JTable;
import javax.swing.ListSelectionModel;
import javax.swing.SwingUtilities;
import org.openide.util.ImageUtilities;
import org.quarry.editor.pane.ListTable;

/** The queue and the history, with what can be done with a run. */
public final class RunsPane extends JPanel {
    private static final long serialVersionUID = 1;
    private static final int ROW = 34;
    private static final int[] WIDTHS = {190, 240, 200, 80, 220};

    private final transient Runs runs;
    private final transient Deeds deeds;
    private final RunsModel model;
    private final JTable table;
    private final transient List<Entry> entries = new ArrayList<>();

    /** What a run can be asked for that needs other windows. */
    public interface Deeds {
        /** Shows the results large. */
        void preview(QueuedRun run);

        /** Opens the workflow of a run in a tab of its own. */
        void restore(QueuedRun run);

        /** Shows the files of a run in the system's file browser. */
        void showFolder(QueuedRun run);

        /** Tells where two runs part. */
        void compare(QueuedRun one, QueuedRun other);

        /** Tells all that is known of a failure. */
        void details(QueuedRun run);
    }

    private record Entry(String name, Consumer<QueuedRun> deed, Predicate<QueuedRun> possible) {}

    /** All runs of this desktop. */
    public RunsPane(Runs runs, Deeds deeds) {
        super(new BorderLayout());
        this.runs = runs;
        this.deeds = deeds;
        model = new RunsModel(runs);
        table = new ListTable(model, () -> "Nothing has run yet");
        table.setRowHeight(ROW);
        table.setShowGrid(false);
        table.getSelectionModel().setSelectionMode(ListSelectionModel.MULTIPLE_INTERVAL_SELECTION);
        table.getTableHeader().setReorderingAllowed(false);
        for (int column = 0; column < WIDTHS.length; column++) {
            table.getColumnModel().getColumn(column).setPreferredWidth(WIDTHS[column]);
        }
        table.setDefaultRenderer(Object.class, new RunCells());
        table.addMouseListener(new TableMouse());
        fill();
        add(new JScrollPane(table), BorderLayout.CENTER);
        add(tools(), BorderLayout.WEST);
        runs.listen(new RunsListener() {
            @Override
            public void changed() {
                model.follow();
            }
        });
        model.follow();
    }

    private void fill() {
        entries.add(new Entry(
                "Show in Preview", deeds::preview, run -> !run.results().isEmpty()));
        entries.add(new Entry(
                "Show in Folder", deeds::showFolder, run -> !run.files().isEmpty()));
        entries.add(new Entry("Cancel", runs::cancel, run -> !run.state().over()));
        entries.add(new Entry("Run Again", run -> runs.queue(run.order()), run -> true));
        entries.add(new Entry("Open Its Workflow as a New Tab", deeds::restore, run -> true));
        entries.add(new Entry("Details…", deeds::details, run -> !run.sentence().isEmpty()));
    }

    private JPanel tools() {
        JPanel tools = new JPanel();
        tools.setLayout(new BoxLayout(tools, BoxLayout.Y_AXIS));
        tools.add(tool("cancel", "Cancel the selected runs, or else the one that goes on", this::cancel));
        tools.add(tool(
                "run-again",
                "Run the selected runs again as they were",
                () -> selected().forEach(run -> runs.queue(run.order()))));
        tools.add(tool(
                "compare", "Compare the receipts of two selected runs: the first node that differs", this::compare));
        JPanel top = new JPanel(new FlowLayout(FlowLayout.LEFT, 2, 2));
        top.add(tools);
        return top;
    }

    private static JButton tool(String icon, String tip, Runnable deed) {
        JButton button = new JButton(ImageUtilities.loadImageIcon("org/quarry/editor/icons/" + icon + ".svg", false));
        button.setToolTipText(tip);
        button.putClientProperty("JButton.buttonType", "toolBarButton");
        button.setFocusable(false);
        button.addActionListener(e -> deed.run());
        return button;
    }

    /** The runs that are selected, the oldest first. */
    List<QueuedRun> selected() {
        List<QueuedRun> selected = new ArrayList<>();
        Arrays.stream(table.getSelectedRows()).forEach(row -> selected.add(0, model.run(row)));
        return selected;
    }

    private void cancel() {
        List<QueuedRun> chosen = selected();
        if (chosen.isEmpty()) {
            runs.running().ifPresent(runs::cancel);
        }
        chosen.forEach(runs::cancel);
    }

    private void compare() {
        List<QueuedRun> chosen = selected();
        if (chosen.size() == 2) {
            deeds.compare(chosen.get(0), chosen.get(1));
        } else {
            Toolkit.getDefaultToolkit().beep();
        }
    }

    private JPopupMenu menu() {
        JPopupMenu menu = new JPopupMenu();
        List<QueuedRun> chosen = selected();
        Optional<QueuedRun> one = chosen.size() == 1 ? Optional.of(chosen.get(0)) : Optional.empty();
        for (Entry entry : entries) {
            JMenuItem item = menu.add(entry.name());
            item.setEnabled(one.filter(entry.possible()).isPresent());
            item.addActionListener(e -> one.ifPresent(entry.deed()));
        }
        menu.addSeparator();
        JMenuItem compare = menu.add("Compare Receipts");
        compare.setEnabled(chosen.size() == 2);
        compare.addActionListener(e -> compare());
        menu.add("Clear Queue").addActionListener(e -> runs.clear());
        return menu;
    }

    private final class TableMouse extends MouseAdapter {
        @Override
        public void mousePressed(MouseEvent e) {
            popup(e);
        }

        @Override
        public void mouseReleased(MouseEvent e) {
            popup(e);
        }

        @Override
        public void mouseClicked(MouseEvent e) {
            int row = table.rowAtPoint(e.getPoint());
            if (e.getClickCount() == 2 && SwingUtilities.isLeftMouseButton(e) && row >= 0) {
                QueuedRun run = model.run(row);
                if (run.results().isEmpty()) {
                    deeds.details(run);
                } else {
                    deeds.preview(run);
                }
            }
        }

        private void popup(MouseEvent e) {
            if (!e.isPopupTrigger()) {
                return;
            }
            int row = table.rowAtPoint(e.getPoint());
            if (row >= 0 && !table.isRowSelected(row)) {
                table.setRowSelectionInterval(row, row);
            }
            menu().show(table, e.getX(), e.getY());
        }
    }
}
