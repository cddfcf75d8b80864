package org.quarry.editor.problem;

import java.awt.Component;
import java.awt.Point;
import java.awt.Rectangle;
import java.awt.event.ActionEvent;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import javax.swing.AbstractAction;
import javax.swing.BorderFactory;
import javax.swing.Icon;
import javax.swing.JLabel;
import javax.swing.JScrollPane;
import javax.swing.JTable;
import javax.swing.KeyStroke;
import javax.swing.ListSelectionModel;
import javax.swing.SwingConstants;
import javax.swing.table.DefaultTableCellRenderer;
import org.quarry.editor.document.Document;
import org.quarry.editor.pane.DocumentPane;
import org.quarry.editor.pane.ListTable;
import org.quarry.editor.pane.WrappedColumn;
import org.quarry.workflow.Checked;
import org.quarry.workflow.Problem;

/** The problems of the document in front. A click goes to the node, Alt+Enter or the bulb offers what mends it. */
public final class ProblemsPane extends DocumentPane {
    private static final long serialVersionUID = 1;

    private final ProblemsModel model = new ProblemsModel();
    private final JTable table = new ListTable(model, this::nothing);
    private final transient FixFinder finder;
    private final transient BiConsumer<Document, Problem> visitor;
    private final WrappedColumn sentences;
    private transient List<Problem> found = List.of();
    private transient RunFailures failed = RunFailures.NONE;
    private boolean filling;

    /** A pane. @param visitor goes to where a problem is */
    public ProblemsPane(FixFinder finder, BiConsumer<Document, Problem> visitor) {
        this.finder = finder;
        this.visitor = visitor;
        table.setName("problems");
        table.setTableHeader(null);
        table.setShowGrid(false);
        table.setAutoResizeMode(JTable.AUTO_RESIZE_LAST_COLUMN);
        table.setSelectionMode(ListSelectionModel.SINGLE_SELECTION);
        table.setDefaultRenderer(Icon.class, new IconCell());
        table.setDefaultRenderer(String.class, new TextCell());
        table.setRowHeight(Math.max(22, table.getRowHeight() + 4));
        fix(ProblemsModel.SEVERITY, 26);
        fix(ProblemsModel.BULB, 26);
        table.getColumnModel().getColumn(ProblemsModel.NODE).setMaxWidth(260);
        table.getColumnModel().getColumn(ProblemsModel.NODE).setPreferredWidth(150);
        sentences = WrappedColumn.of(table, ProblemsModel.SENTENCE);
        JScrollPane scroll = new JScrollPane(table);
        scroll.setBorder(BorderFactory.createEmptyBorder());
        add(scroll);
        install();
    }

    private String nothing() {
        return document().flatMap(Document::checked).isPresent() ? "No problems: this workflow can run" : "";
    }

    private void fix(int column, int width) {
        table.getColumnModel().getColumn(column).setMinWidth(width);
        table.getColumnModel().getColumn(column).setMaxWidth(width);
    }

    private void install() {
        table.getSelectionModel().addListSelectionListener(e -> {
            if (!e.getValueIsAdjusting() && !filling) {
                visit();
            }
        });
        table.addMouseListener(new MouseAdapter() {
            @Override
            public void mousePressed(MouseEvent e) {
                int row = table.rowAtPoint(e.getPoint());
                if (row >= 0 && (e.isPopupTrigger() || table.columnAtPoint(e.getPoint()) == ProblemsModel.BULB)) {
                    table.setRowSelectionInterval(row, row);
                    offer(e.getPoint());
                } else if (row >= 0 && row == table.getSelectedRow()) {
                    visit();
                }
            }
        });
        bind("ENTER", this::visit);
        bind("alt ENTER", () -> {
            Rectangle cell = table.getCellRect(table.getSelectedRow(), ProblemsModel.SENTENCE, true);
            offer(new Point(cell.x, cell.y + cell.height));
        });
    }

    private void bind(String key, Runnable work) {
        table.getInputMap(WHEN_ANCESTOR_OF_FOCUSED_COMPONENT).put(KeyStroke.getKeyStroke(key), key);
        table.getActionMap().put(key, new AbstractAction() {
            private static final long serialVersionUID = 1;

            @Override
            public void actionPerformed(ActionEvent e) {
                work.run();
            }
        });
    }

    private Optional<Problem> chosen() {
        int row = table.getSelectedRow();
        return row < 0 ? Optional.empty() : Optional.of(model.problems().get(row));
    }

    /** Marks a problem in the list without going there. */
    public void mark(Problem problem) {
        int row = model.problems().indexOf(problem);
        if (row >= 0) {
            filling = true;
            table.setRowSelectionInterval(row, row);
            table.scrollRectToVisible(table.getCellRect(row, 0, true));
            filling = false;
        }
    }

    private void visit() {
        document().ifPresent(document -> chosen().ifPresent(problem -> visitor.accept(document, problem)));
    }

    private void offer(Point at) {
        document()
                .ifPresent(document ->
                        chosen().ifPresent(problem -> FixMenu.show(document, List.of(problem), finder, table, at)));
    }

    @Override
    public boolean requestFocusInWindow() {
        return table.requestFocusInWindow();
    }

    @Override
    protected void shown() {
        found = document().flatMap(Document::checked).map(Checked::problems).orElse(List.of());
        ran();
    }

    @Override
    protected void checked() {
        document().flatMap(Document::checked).map(Checked::problems).ifPresent(now -> {
            found = now;
            fill();
        });
        table.repaint();
    }

    @Override
    protected void ran() {
        failed = document().map(RunFailures::of).orElse(RunFailures.NONE);
        fill();
    }

    @Override
    protected void edited() {
        if (document().filter(failed::outdated).isPresent()) {
            failed = RunFailures.NONE;
            fill();
        }
    }

    private void fill() {
        List<Problem> all = new ArrayList<>(failed.problems());
        all.addAll(found);
        List<Problem> sorted = new ProblemList(all).all();
        if (!sorted.equals(model.problems())) {
            Optional<Problem> before = chosen();
            filling = true;
            model.show(sorted);
            sentences.fit();
            filling = false;
            before.ifPresent(this::mark);
        }
    }

    private static final class IconCell extends DefaultTableCellRenderer {
        private static final long serialVersionUID = 1;

        @Override
        public Component getTableCellRendererComponent(
                JTable table, Object value, boolean selected, boolean focus, int row, int column) {
            super.getTableCellRendererComponent(table, "", selected, false, row, column);
            setIcon(column == ProblemsModel.BULB && !selected ? null : (Icon) value);
            setHorizontalAlignment(CENTER);
            top(this);
            return this;
        }
    }

    private static final class TextCell extends DefaultTableCellRenderer {
        private static final long serialVersionUID = 1;

        @Override
        public Component getTableCellRendererComponent(
                JTable table, Object value, boolean selected, boolean focus, int row, int column) {
            super.getTableCellRendererComponent(table, value, selected, false, row, column);
            setToolTipText(String.valueOf(value));
            top(this);
            return this;
        }
    }

    /** Beside a sentence of several lines a cell keeps to the first. */
    private static void top(JLabel cell) {
        cell.setVerticalAlignment(SwingConstants.TOP);
        cell.setBorder(BorderFactory.createEmptyBorder(3, 0, 0, 0));
    }
}
