package org.quarry.editor.sweep;

import java.awt.BorderLayout;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.FlowLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.swing.BorderFactory;
import javax.swing.BoxLayout;
import javax.swing.JButton;
import javax.swing.JComboBox;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JTextArea;
import javax.swing.UIManager;
import org.quarry.editor.document.Document;
import org.quarry.editor.pane.Typing;

/** Parameters and their values, with the number of pictures they make. */
final class SweepPane extends JPanel {
    private static final long serialVersionUID = 1;

    private final transient Document document;
    private final transient List<Variable> variables;
    private final transient Consumer<SweepPlan> listener;
    private final transient List<Line> lines = new ArrayList<>();
    private final JPanel rows = new JPanel();
    private final JLabel verdict = new JLabel(" ");
    private transient SweepPlan plan;

    /** @param listener hears of each change */
    SweepPane(Document document, Consumer<SweepPlan> listener) {
        super(new BorderLayout(0, 8));
        this.document = document;
        this.listener = listener;
        variables = Variable.of(document);
        plan = SweepPlan.of(document, List.of());
        setBorder(BorderFactory.createEmptyBorder(12, 12, 8, 12));
        add(
                new JLabel("<html>One picture for each combination, on one labelled sheet; the last row gives the"
                        + " columns.<br>Values as <b>1,3,7</b> or <b>1..9</b> or <b>0..1:0.25</b>; texts one in"
                        + " each line.</html>"),
                BorderLayout.NORTH);
        rows.setLayout(new BoxLayout(rows, BoxLayout.Y_AXIS));
        JPanel top = new JPanel(new BorderLayout());
        top.add(rows, BorderLayout.NORTH);
        JScrollPane scroll = new JScrollPane(top);
        scroll.setBorder(BorderFactory.createEmptyBorder());
        scroll.setPreferredSize(new Dimension(660, 240));
        add(scroll, BorderLayout.CENTER);
        JPanel bottom = new JPanel(new BorderLayout());
        JButton more = new JButton("Vary another parameter");
        more.addActionListener(e -> add());
        bottom.add(more, BorderLayout.WEST);
        bottom.add(verdict, BorderLayout.SOUTH);
        verdict.setBorder(BorderFactory.createEmptyBorder(8, 0, 0, 0));
        add(bottom, BorderLayout.SOUTH);
        add();
    }

    private void add() {
        if (lines.size() < variables.size()) {
            Line line = new Line(variables.get(lines.size()));
            lines.add(line);
            rows.add(line);
            changed();
        }
    }

    private void remove(Line line) {
        lines.remove(line);
        rows.remove(line);
        changed();
    }

    private void changed() {
        rows.revalidate();
        rows.repaint();
        plan = SweepPlan.of(document, lines.stream().map(Line::row).toList());
        verdict.setText("<html>" + plan.sentence().replace("<", "&lt;") + "</html>");
        verdict.setForeground(plan.possible() ? UIManager.getColor("Label.foreground") : new Color(0xD6584F));
        listener.accept(plan);
    }

    /** What comes of it as it is. */
    SweepPlan plan() {
        return plan;
    }

    /** Types values of a row, as a user would. */
    void type(int row, String values) {
        lines.get(row).values.setText(values);
    }

    private final class Line extends JPanel {
        private static final long serialVersionUID = 1;

        private final JComboBox<Variable> variable = new JComboBox<>(variables.toArray(Variable[]::new));
        private final JTextArea values = new JTextArea(1, 20);

        Line(Variable first) {
            super(new FlowLayout(FlowLayout.LEFT, 6, 4));
            variable.setPreferredSize(new Dimension(220, variable.getPreferredSize().height));
            variable.setSelectedItem(first);
            values.setText(first.suggestion());
            values.setRows(first.lines() ? 3 : 1);
            variable.addActionListener(e -> chosen());
            Typing.listen(values, SweepPane.this::changed);
            JButton remove = new JButton("Remove");
            remove.addActionListener(e -> remove(this));
            add(variable);
            add(new JScrollPane(values));
            add(remove);
            setToolTipText(first.doc());
        }

        private void chosen() {
            Variable now = row().variable();
            values.setRows(now.lines() ? 3 : 1);
            setToolTipText(now.doc());
            values.setText(now.suggestion());
        }

        SweepPlan.Row row() {
            int index = Math.max(0, variable.getSelectedIndex());
            return new SweepPlan.Row(variable.getItemAt(index), values.getText().strip());
        }
    }
}
