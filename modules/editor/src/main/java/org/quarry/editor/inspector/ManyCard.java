package org.quarry.editor.inspector;

import java.awt.Font;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.swing.JLabel;
import org.quarry.editor.document.Document;
import org.quarry.editor.pane.Wrapped;
import org.quarry.workflow.InputPort;
import org.quarry.workflow.Socket;

/** Several nodes: the parameters that they all have, edited together as one command. */
final class ManyCard extends Card {
    private static final long serialVersionUID = 1;

    private final transient Object made;
    private final transient List<ParameterRow> rows = new ArrayList<>();

    ManyCard(Document document, Set<String> nodes, Tools tools) {
        made = made(document, nodes);
        JLabel title = new JLabel(nodes.size() + " nodes");
        title.setFont(title.getFont().deriveFont(Font.BOLD));
        add(title);
        List<String> names = List.copyOf(new TreeSet<>(nodes));
        add(new Wrapped(String.join(", ", names), true));
        List<InputPort> common = common(document, names);
        heading(common.isEmpty() ? "They have no parameter in common" : "Parameters of all of them");
        for (InputPort port : common) {
            ParameterRow row = new ParameterRow(document, names, port, tools.fields(), tools.editing());
            rows.add(row);
            add(row.component());
        }
    }

    static Object made(Document document, Set<String> nodes) {
        List<String> names = List.copyOf(new TreeSet<>(nodes));
        return List.of(names, common(document, names), System.identityHashCode(document));
    }

    /** The parameters that all nodes have under the same name and of the same kind, and that are linked at none. */
    static List<InputPort> common(Document document, List<String> nodes) {
        return document.ports(nodes.get(0)).inputs().stream()
                .filter(port -> port.param().isPresent())
                .filter(port -> nodes.stream().allMatch(node -> has(document, node, port)))
                .toList();
    }

    private static boolean has(Document document, String node, InputPort port) {
        Optional<InputPort> same = document.ports(node).input(port.name());
        return same.filter(other -> other.type().equals(port.type()))
                        .flatMap(InputPort::param)
                        .filter(spec ->
                                spec.choices().equals(port.param().orElseThrow().choices()))
                        .filter(spec ->
                                spec.role() == port.param().orElseThrow().role())
                        .isPresent()
                && Edited.linked(document.workflow(), new Socket(node, port.name()))
                        .isEmpty();
    }

    @Override
    Object made() {
        return made;
    }

    @Override
    void refresh() {
        rows.forEach(ParameterRow::refresh);
    }
}
