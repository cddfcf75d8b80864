package org.quarry.editor.inspector;

import java.awt.BorderLayout;
import java.awt.Font;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.swing.JComboBox;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JTextField;
import org.quarry.editor.document.Document;
import org.quarry.editor.document.Names;
import org.quarry.editor.document.NodeEdits;
import org.quarry.editor.document.SeedMode;
import org.quarry.editor.document.Selection;
import org.quarry.editor.document.Words;
import org.quarry.editor.pane.Buttons;
import org.quarry.editor.pane.Wrapped;
import org.quarry.node.Param;
import org.quarry.workflow.ComponentInterface;
import org.quarry.workflow.Input;
import org.quarry.workflow.InputPort;
import org.quarry.workflow.NodeDescriptor;
import org.quarry.workflow.NodePorts;
import org.quarry.workflow.PlacedNode;
import org.quarry.workflow.PlacedNode.ComponentLink;
import org.quarry.workflow.Socket;
import org.quarry.workflow.Workflow;

/** One node: its name, problems, parameters, ports and doc. */
final class NodeCard extends Card {
    private static final long serialVersionUID = 1;

    private final transient Document document;
    private final String node;
    private final transient Tools tools;
    private final transient Object made;
    private final transient List<ParameterRow> parameters = new ArrayList<>();
    private final transient List<Runnable> refreshers = new ArrayList<>();
    private final ProblemRows problems;
    private final PortRows inputs;
    private final PortRows outputs;

    NodeCard(Document document, String node, Tools tools) {
        this.document = document;
        this.node = node;
        this.tools = tools;
        made = made(document, node);
        problems = new ProblemRows(document, node, tools.finder());
        inputs = new PortRows(document, node, tools.places());
        outputs = new PortRows(document, node, tools.places());
        NodePorts ports = document.ports(node);
        head();
        add(problems);
        parameters(ports);
        if (ports.inputs().stream().anyMatch(port -> port.param().isEmpty())) {
            heading("Inputs");
            add(inputs);
        }
        if (!ports.outputs().isEmpty()) {
            heading("Outputs");
            add(outputs);
        }
        notes();
        refresh();
    }

    /** As long as a node has the same type and ports, and wires at the same parameters, its card stays. */
    static Object made(Document document, String node) {
        PlacedNode placed = document.workflow().nodes().get(node);
        NodePorts ports = document.ports(node);
        List<Boolean> linked = ports.inputs().stream()
                .map(port -> placed != null && placed.inputs().get(port.name()) instanceof Input.Wires)
                .toList();
        // Which buttons show ports on a component depends on what it shows.
        return List.of(node, ports, linked, document.workflow().component(), System.identityHashCode(document));
    }

    @Override
    Object made() {
        return made;
    }

    private void head() {
        JTextField name = new JTextField(node);
        name.setFont(name.getFont().deriveFont(Font.BOLD));
        name.setName("name");
        name.setToolTipText("The node's name. Enter renames it.");
        name.addActionListener(e -> rename(name));
        add(name);
        PlacedNode placed = document.workflow().nodes().get(node);
        if (placed == null) {
            return;
        }
        if (placed.component().isPresent()) {
            instance(placed, placed.component().get());
            return;
        }
        Optional<NodeDescriptor> known =
                document.desk().catalog().find(placed.type().id());
        JPanel type = new JPanel(new BorderLayout());
        type.setOpaque(false);
        JLabel title =
                new JLabel(known.map(NodeDescriptor::name).orElse(placed.type().id()));
        title.setToolTipText(placed.type().toString());
        type.add(title);
        type.add(
                Buttons.icon(
                        "help", "Help on this node (F1)", () -> tools.places().help(placed.type())),
                BorderLayout.EAST);
        add(type);
        known.ifPresent(found -> add(new Wrapped(found.summary(), true)));
    }

    private void instance(PlacedNode placed, ComponentLink link) {
        JPanel type = new JPanel(new BorderLayout());
        type.setOpaque(false);
        JLabel title = new JLabel(placed.type().toString());
        title.setToolTipText("A component: " + link.file());
        type.add(title);
        type.add(
                Buttons.icon(
                        "open",
                        "Open the component's file",
                        () -> tools.places().component(document, node)),
                BorderLayout.EAST);
        add(type);
        document.desk()
                .component(document.folder(), link.file())
                .flatMap(Workflow::component)
                .map(ComponentInterface::doc)
                .filter(doc -> !doc.isEmpty())
                .ifPresent(doc -> add(new Wrapped(doc, true)));
    }

    private void rename(JTextField name) {
        String wanted = name.getText().strip();
        Optional<String> refusal = Names.refusal(document.workflow(), node, wanted);
        name.putClientProperty("JComponent.outline", refusal.isPresent() ? "error" : null);
        name.setToolTipText(refusal.orElse("The node's name. Enter renames it."));
        if (refusal.isEmpty()) {
            document.edit("Rename", workflow -> NodeEdits.rename(workflow, node, wanted));
            document.select(Selection.ofNodes(java.util.Set.of(wanted)));
        }
    }

    private void parameters(NodePorts ports) {
        List<InputPort> all =
                ports.inputs().stream().filter(port -> port.param().isPresent()).toList();
        if (!all.isEmpty()) {
            heading("Parameters");
        }
        for (InputPort port : all) {
            Socket at = new Socket(node, port.name());
            if (Edited.linked(document.workflow(), at).isPresent()) {
                add(linked(port, at));
            } else {
                ParameterRow row = new ParameterRow(document, List.of(node), port, tools.fields(), tools.editing());
                parameters.add(row);
                add(row.component());
                if (port.param().filter(spec -> spec.role() == Param.Role.SEED).isPresent()) {
                    add(seedMode(at));
                }
            }
        }
    }

    private JPanel linked(InputPort port, Socket at) {
        Socket from = Edited.linked(document.workflow(), at).orElseThrow();
        JLabel label = new JLabel(Words.label(port.name()));
        label.setToolTipText(ParameterRow.tip(port));
        return row(
                label,
                Buttons.link("← " + from, () -> tools.places().node(document, from.node())),
                Buttons.icon("reset", "Remove the wire", () -> document.edit("Unlink", Edited.unlinked(at))));
    }

    private JPanel seedMode(Socket at) {
        JComboBox<SeedMode> mode = new JComboBox<>(SeedMode.values());
        mode.setRenderer(Choices.renderer(Map.of(
                SeedMode.FIXED,
                "stays",
                SeedMode.RANDOM,
                "another, at random",
                SeedMode.INCREMENT,
                "the next number")));
        refreshers.add(() -> Choices.show(mode, SeedMode.of(document.workflow(), at)));
        mode.addActionListener(e -> document.edit("Seed after each run", ((SeedMode) mode.getSelectedItem()).at(at)));
        return row(new JLabel("after each run"), mode);
    }

    private void notes() {
        heading("Node");
        JComboBox<PlacedNode.Mode> mode = new JComboBox<>(PlacedNode.Mode.values());
        mode.setRenderer(Choices.renderer(Map.of(
                PlacedNode.Mode.ACTIVE,
                "active",
                PlacedNode.Mode.MUTED,
                "muted",
                PlacedNode.Mode.BYPASSED,
                "bypassed")));
        mode.setToolTipText(
                "<html><b>active</b>: takes part in runs<br><b>muted</b>: neither it nor what needs it runs<br>"
                        + "<b>bypassed</b>: its outputs pass on the inputs that it declares for that");
        refreshers.add(() -> document.workflow().find(node).ifPresent(placed -> Choices.show(mode, placed.mode())));
        mode.addActionListener(
                e -> document.edit("Mode of " + node, Edited.mode(node, (PlacedNode.Mode) mode.getSelectedItem())));
        add(row(new JLabel("mode"), mode));
        WordsArea words = new WordsArea(
                "What it is here for",
                () -> NodeEdits.description(document.workflow(), node),
                (text, settled) -> tools.editing()
                        .change(
                                "Describe " + node,
                                "describe " + node,
                                settled,
                                workflow -> NodeEdits.described(workflow, node, text)));
        refreshers.add(words::refresh);
        add(wideRow(new JLabel("description"), words));
    }

    @Override
    void refresh() {
        parameters.forEach(ParameterRow::refresh);
        refreshers.forEach(Runnable::run);
        checked();
    }

    @Override
    void checked() {
        NodePorts ports = document.ports(node);
        inputs.inputs(ports);
        outputs.outputs(ports);
        problems.refresh();
    }
}
