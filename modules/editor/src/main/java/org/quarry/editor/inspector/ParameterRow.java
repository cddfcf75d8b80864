package org.quarry.editor.inspector;

import java.awt.Component;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.swing.JButton;
import javax.swing.JLabel;
import javax.swing.JPanel;
import org.quarry.editor.document.DeclaredPorts.Side;
import org.quarry.editor.document.Document;
import org.quarry.editor.document.Edits;
import org.quarry.editor.document.Words;
import org.quarry.editor.field.Fields;
import org.quarry.editor.field.ValueField;
import org.quarry.editor.pane.Buttons;
import org.quarry.editor.pane.Prose;
import org.quarry.editor.problem.Repairs;
import org.quarry.json.Json;
import org.quarry.workflow.Input;
import org.quarry.workflow.InputPort;
import org.quarry.workflow.ParamSpec;
import org.quarry.workflow.Socket;

/** A parameter of one node, or the same one of several, with its field. */
final class ParameterRow {
    private final Document document;
    private final List<String> nodes;
    private final InputPort port;
    private final ValueField field;
    private final JLabel label;
    private final JButton reset;
    private final JPanel component;

    ParameterRow(Document document, List<String> nodes, InputPort port, Fields fields, Editing editing) {
        this.document = document;
        this.nodes = nodes;
        this.port = port;
        field = fields.of(port);
        field.listen((value, settled) -> editing.set(nodes, port, value, settled));
        label = new JLabel(Words.label(port.name()));
        label.setToolTipText(tip(port));
        label.setLabelFor(field);
        reset = Buttons.icon("reset", "Back to the default, " + Words.value(port, initial()), this::reset);
        Component[] buttons = buttons();
        component = Fields.wide(port) ? Card.wideRow(label, field, buttons) : Card.row(label, field, buttons);
        refresh();
    }

    private Component[] buttons() {
        List<Component> buttons = new ArrayList<>(List.of(reset));
        if (nodes.size() == 1) {
            ExposeButton.of(document, Side.INPUTS, new Socket(nodes.get(0), port.name()))
                    .ifPresent(buttons::add);
        }
        return buttons.toArray(new Component[0]);
    }

    private Json initial() {
        return port.param().map(ParamSpec::initial).orElse(new Json.Null());
    }

    private void reset() {
        document.edit("Reset " + Words.label(port.name()), workflow -> {
            var changed = workflow;
            for (String node : nodes) {
                changed = Repairs.cleared(new Socket(node, port.name())).apply(changed);
            }
            return changed;
        });
    }

    JPanel component() {
        return component;
    }

    void refresh() {
        List<Json> values = nodes.stream()
                .filter(document.workflow().nodes()::containsKey)
                .map(node -> Edits.value(document.workflow(), node, port))
                .toList();
        if (values.isEmpty()) {
            return;
        }
        field.show(values.get(0));
        boolean one = values.stream().distinct().count() == 1;
        label.setText(Words.label(port.name()) + (one ? "" : " ≠"));
        label.setToolTipText(one ? tip(port) : differing(values));
        reset.setEnabled(nodes.stream().anyMatch(this::given));
    }

    private String differing(List<Json> values) {
        return values.stream()
                .map(value -> Words.value(port, value))
                .distinct()
                .limit(8)
                .collect(Collectors.joining(", ", "They differ: ", ""));
    }

    /** Whether a node has a value of its own that is not the default. */
    private boolean given(String node) {
        return document.workflow()
                .find(node)
                .map(placed -> placed.inputs().get(port.name()))
                .filter(Input.Value.class::isInstance)
                .filter(input -> !((Input.Value) input).value().equals(initial()))
                .isPresent();
    }

    /** What a parameter does, from where to where it goes, and what it is by default. */
    static String tip(InputPort port) {
        Stream<String> range = port.param().stream()
                .filter(spec -> Double.isFinite(spec.min()) || Double.isFinite(spec.max()))
                .map(spec -> "From " + number(spec.min()) + " to " + number(spec.max()));
        Stream<String> initial = port.param().stream().map(spec -> "Default " + Words.value(port, spec.initial()));
        return "<html><body width='260'>" + Prose.escape(port.doc()) + "<br>"
                + Stream.concat(range, initial).map(Prose::escape).collect(Collectors.joining(" · "));
    }

    private static String number(double limit) {
        return Double.isFinite(limit) ? Words.number(java.math.BigDecimal.valueOf(limit)) : "any";
    }
}
