package org.quarry.editor.inspector;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.swing.JLabel;
import javax.swing.JTextField;
import org.quarry.editor.document.DeclaredPorts;
import org.quarry.editor.document.DeclaredPorts.Side;
import org.quarry.editor.document.Document;
import org.quarry.editor.document.Link;
import org.quarry.editor.document.NodeEdits;
import org.quarry.editor.document.Words;
import org.quarry.editor.pane.Wrapped;
import org.quarry.workflow.ComponentInterface;
import org.quarry.workflow.NodeDescriptor;
import org.quarry.workflow.Workflow;

/** Nothing is selected: the workflow as a whole. */
final class WorkflowCard extends Card {
    private static final long serialVersionUID = 1;

    private final transient Document document;
    private final transient Object made;
    private final transient List<Runnable> refreshers = new ArrayList<>();
    private final JTextField title = new JTextField();
    private final WordsArea words;
    private final Wrapped counts = new Wrapped("", true);

    WorkflowCard(Document document, Tools tools) {
        this.document = document;
        made = made(document);
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
        if (document.workflow().component().isPresent()) {
            component(tools);
        }
        heading("What it holds");
        add(counts);
        add(new Wrapped("Select a node to see its parameters.", true));
        refresh();
    }

    private void component(Tools tools) {
        ComponentInterface ports = document.workflow().component().orElseThrow();
        heading("Component " + ports.type());
        add(wideRow(new JLabel("For those who use it"), uses(tools)));
        heading("Inputs and parameters");
        add(new DeclaredRows(document, Side.INPUTS, tools.places()));
        heading("Outputs");
        add(new DeclaredRows(document, Side.OUTPUTS, tools.places()));
    }

    private WordsArea uses(Tools tools) {
        WordsArea uses = new WordsArea(
                "What instances of this component do",
                () -> document.workflow()
                        .component()
                        .map(ComponentInterface::doc)
                        .orElse(""),
                (text, settled) -> tools.editing()
                        .change(
                                "Describe component",
                                "describe component",
                                settled,
                                workflow -> DeclaredPorts.described(workflow, text)));
        refreshers.add(uses::refresh);
        return uses;
    }

    private static Workflow titled(Workflow workflow, String title) {
        return new Workflow(title, workflow.nodes(), workflow.component(), workflow.layout(), workflow.extras());
    }

    /** As long as a workflow shows the same ports, its card stays. */
    static Object made(Document document) {
        return List.of(
                "workflow",
                document.workflow().component().isPresent(),
                DeclaredPorts.inputs(document.workflow()).all(),
                DeclaredPorts.outputs(document.workflow()).all(),
                System.identityHashCode(document));
    }

    @Override
    Object made() {
        return made;
    }

    @Override
    void refresh() {
        Workflow workflow = document.workflow();
        if (!title.isFocusOwner() && !title.getText().equals(workflow.title())) {
            title.setText(workflow.title());
        }
        words.refresh();
        refreshers.forEach(Runnable::run);
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
