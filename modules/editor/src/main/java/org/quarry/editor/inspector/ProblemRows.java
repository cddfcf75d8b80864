package org.quarry.editor.inspector;

import java.awt.BorderLayout;
import java.util.List;
import java.util.Map;
import javax.swing.BorderFactory;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.SwingConstants;
import org.quarry.editor.document.Document;
import org.quarry.editor.pane.Buttons;
import org.quarry.editor.pane.ColumnLayout;
import org.quarry.editor.pane.Icons;
import org.quarry.editor.pane.Wrapped;
import org.quarry.editor.problem.FixFinder;
import org.quarry.editor.problem.QuickFix;
import org.quarry.workflow.Problem;

/** The problems of a node, and what mends them. */
final class ProblemRows extends JPanel {
    private static final long serialVersionUID = 1;
    private static final int MOST_FIXES = 3;

    private final transient Document document;
    private final String node;
    private final transient FixFinder finder;
    private transient List<Problem> shown = List.of();

    ProblemRows(Document document, String node, FixFinder finder) {
        super(new ColumnLayout(4));
        this.document = document;
        this.node = node;
        this.finder = finder;
        setOpaque(false);
        refresh();
    }

    void refresh() {
        List<Problem> problems = document.findings().of(node);
        shown = problems;
        if (problems.isEmpty()) {
            fill(Map.of());
        } else {
            finder.find(document, problems, found -> {
                if (shown == problems) {
                    fill(found);
                }
            });
        }
    }

    private void fill(Map<Problem, List<QuickFix>> found) {
        removeAll();
        found.forEach((problem, fixes) -> {
            JPanel row = new JPanel(new BorderLayout(6, 0));
            row.setOpaque(false);
            boolean error = problem.severity() == Problem.Severity.ERROR;
            JLabel icon = new JLabel(Icons.of(error ? "error" : "warning"));
            icon.setVerticalAlignment(SwingConstants.TOP);
            row.add(icon, BorderLayout.WEST);
            String where = problem.input().isEmpty() ? "" : problem.input() + ": ";
            row.add(new Wrapped(where + problem.sentence(), false));
            add(row);
            fixes.stream().limit(MOST_FIXES).forEach(fix -> {
                JPanel link = new JPanel(new BorderLayout());
                link.setOpaque(false);
                link.setBorder(BorderFactory.createEmptyBorder(0, 20, 0, 0));
                link.add(Buttons.link(fix.name(), () -> fix.apply(document)));
                add(link);
            });
        });
        setVisible(!found.isEmpty());
        revalidate();
        repaint();
    }
}
