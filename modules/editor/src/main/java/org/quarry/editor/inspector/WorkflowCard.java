package org.quarry.editor.inspector;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.swing.JLabel;
import javax.swing.JTextField;
import org.quarry.editor.document.Document;
import org.quarry.editor.document.Link;
import org.quarry.editor.document.NodeEdits;
import org.quarry.editor.document.Words;
import org.quarry.editor.pane.Wrapped;
import org.quarry.workflow.NodeDescriptor;
import org.quarry.workflow.Workflow;

/** Nothing is selected: the workflow as a whole. */
final class WorkflowCard extends Card {
    private static final long serialVersionUID = 1;

    private final transient Document document;
    private final JTextField title = new JTextField();
    private final WordsArea words;
    private final Wrapped counts = new Wrapped("", true);

    WorkflowCard(Document document, Tools tools) {
        this.document = document;
        title.setName("title");
        title.addActionListener(e -> {
            String wanted = title.getText().strip();
            document.edit("Title", workflow -> titled(workflow, wanted));
        });
        words = new WordsArea(
                "What this workflow does",
                () -> NodeEdits.description(document.workflow()),
                (text, settled) -> tools.editing()
                        .change("Describe", "describe", settled, workflow -> NodeEdits.described(workflow, text)));
        add(wideRow(new JLabel("Title"), title));
        add(wideRow(new JLabel("Description"), words));
        heading("What it holds");
        add(counts);
        add(new Wrapped("Select a node to see its parameters.", true));
        refresh();
    }

    private static Workflow titled(Workflow workflow, String title) {
        return new Workflow(title, workflow.nodes(), workflow.component(), workflow.layout(), workflow.extras());
    }

    @Override
    Object made() {
        return List.of("workflow", System.identityHashCode(document));
    }

    @Override
    void refresh() {
        Workflow workflow = document.workflow();
        if (!title.isFocusOwner() && !title.getText().equals(workflow.title())) {
            title.setText(workflow.title());
        }
        words.refresh();
        Map<String, Integer> byCategory = new TreeMap<>();
        workflow.nodes()
                .values()
                .forEach(node -> byCategory.merge(
                        document.desk()
                                .catalog()
                                .find(node.type().id())
                                .map(NodeDescriptor::category)
                                .orElse("Unknown"),
                        1,
                        Integer::sum));
        StringBuilder text = new StringBuilder();
        text.append(Words.count(workflow.nodes().size(), "node")).append(", ");
        text.append(Words.count(Link.of(workflow).size(), "link"));
        byCategory.forEach((category, count) ->
                text.append('\n').append(count).append(" × ").append(category));
        counts.setText(text.toString());
    }
}
