package org.quarry.editor.inspector;

import java.awt.Dimension;
import java.util.Optional;
import java.util.Set;
import javax.swing.JLabel;
import javax.swing.JScrollPane;
import javax.swing.SwingConstants;
import org.jspecify.annotations.Nullable;
import org.quarry.editor.document.Document;
import org.quarry.editor.field.Fields;
import org.quarry.editor.pane.Column;
import org.quarry.editor.pane.DocumentPane;
import org.quarry.editor.pane.Zoomed;
import org.quarry.editor.problem.FixFinder;

/** Parameters, ports, problems and doc of what is selected. */
public final class InspectorPane extends DocumentPane {
    private static final long serialVersionUID = 1;
    private static final int LEAST_WIDTH = 325;

    private final transient FixFinder finder;
    private final transient Places places;
    private final Column column = new Column(0);
    private final JScrollPane scroll = Column.scrolling(column);
    private final JLabel nothing = new JLabel("No workflow is open", SwingConstants.CENTER);
    private transient @Nullable Tools tools;
    private @Nullable Card card;

    /** A pane. @param places where clicks lead to */
    public InspectorPane(FixFinder finder, Places places) {
        this.finder = finder;
        this.places = places;
        nothing.setEnabled(false);
        setName("inspector");
        // Room for sliders.
        setMinimumSize(new Dimension(Zoomed.side(LEAST_WIDTH), 0));
        shown();
    }

    @Override
    protected void shown() {
        card = null;
        tools = document().map(this::tools).orElse(null);
        removeAll();
        add(document().isPresent() ? scroll : nothing);
        showSelection();
        revalidate();
        repaint();
    }

    private Tools tools(Document document) {
        Fields fields = new Fields(() -> document.desk().models().names(), document::folder);
        return new Tools(new Editing(document), fields, finder, places);
    }

    @Override
    protected void edited() {
        showSelection();
    }

    @Override
    protected void selected() {
        showSelection();
    }

    @Override
    protected void checked() {
        Card now = card;
        if (now != null) {
            now.checked();
        }
    }

    private void showSelection() {
        Optional<Document> document = document();
        Tools with = tools;
        if (document.isEmpty() || with == null) {
            return;
        }
        Card before = card;
        if (before != null && before.made().equals(wanted(document.get()))) {
            before.refresh();
            return;
        }
        Card now = card(document.get(), with);
        card = now;
        column.removeAll();
        column.add(now);
        column.revalidate();
        column.repaint();
        if (before == null || !before.made().equals(now.made())) {
            scroll.getVerticalScrollBar().setValue(0);
        }
    }

    private static Object wanted(Document document) {
        Set<String> nodes = document.selection().nodes();
        if (nodes.isEmpty()) {
            return WorkflowCard.made(document);
        }
        return nodes.size() == 1 ? NodeCard.made(document, nodes.iterator().next()) : ManyCard.made(document, nodes);
    }

    private static Card card(Document document, Tools tools) {
        Set<String> nodes = document.selection().nodes();
        if (nodes.isEmpty()) {
            return new WorkflowCard(document, tools);
        }
        return nodes.size() == 1
                ? new NodeCard(document, nodes.iterator().next(), tools)
                : new ManyCard(document, nodes, tools);
    }
}
