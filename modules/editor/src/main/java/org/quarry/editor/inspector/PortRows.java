package org.quarry.editor.inspector;

import java.awt.Component;
import java.awt.FlowLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.swing.BorderFactory;
import javax.swing.JLabel;
import javax.swing.JPanel;
import org.quarry.editor.document.DeclaredPorts.Side;
import org.quarry.editor.document.Document;
import org.quarry.editor.document.Link;
import org.quarry.editor.document.Words;
import org.quarry.editor.pane.Buttons;
import org.quarry.editor.pane.ColumnLayout;
import org.quarry.editor.pane.Wrapped;
import org.quarry.workflow.InputPort;
import org.quarry.workflow.NodePorts;
import org.quarry.workflow.OutputPort;
import org.quarry.workflow.Socket;
import org.quarry.workflow.Wire;

/** The ports of a node: what each takes or gives, and what is at the other end of its wires. */
final class PortRows extends JPanel {
    private static final long serialVersionUID = 1;

    private final transient Document document;
    private final String node;
    private final transient Places places;

    PortRows(Document document, String node, Places places) {
        super(new ColumnLayout(3));
        this.document = document;
        this.node = node;
        this.places = places;
        setOpaque(false);
    }

    void inputs(NodePorts ports) {
        removeAll();
        ports.inputs().stream().filter(port -> port.param().isEmpty()).forEach(port -> {
            List<Socket> sources = Link.of(document.workflow()).stream()
                    .filter(link -> link.to().equals(new Socket(node, port.name())))
                    .map(Link::from)
                    .toList();
            Optional<Wire> wire = sources.stream().findFirst().flatMap(this::wire);
            String type = wire.map(PortRows::words)
                    .orElse(words(port.type().label(), port.arity() == InputPort.Arity.LIST, port.kind(), ""));
            row(port.name(), port.doc(), type, expose(Side.INPUTS, port.name()));
            links(sources, "← ");
            if (sources.isEmpty()) {
                add(indented(new Wrapped(
                        port.arity() == InputPort.Arity.ONE ? "Nothing is linked" : "Nothing linked, nothing needed",
                        true)));
            }
        });
        revalidate();
    }

    void outputs(NodePorts ports) {
        removeAll();
        for (OutputPort port : ports.outputs()) {
            Socket at = new Socket(node, port.name());
            List<Socket> targets = Link.of(document.workflow()).stream()
                    .filter(link -> link.from().equals(at))
                    .map(Link::to)
                    .toList();
            String type = wire(at).map(PortRows::words)
                    .orElse(words(port.type().label(), port.list(), port.kind(), port.shape()));
            row(port.name(), port.doc(), type, expose(Side.OUTPUTS, port.name()));
            links(targets, "→ ");
        }
        revalidate();
    }

    private Optional<Wire> wire(Socket output) {
        return document.findings().wire(output);
    }

    private Component[] expose(Side side, String port) {
        return ExposeButton.of(document, side, new Socket(node, port)).stream().toArray(Component[]::new);
    }

    private void row(String name, String doc, String type, Component... buttons) {
        JLabel label = new JLabel(Words.label(name));
        label.setToolTipText(doc);
        JLabel kind = new JLabel(type);
        kind.setEnabled(false);
        kind.setToolTipText(type);
        add(Card.row(label, kind, buttons));
    }

    private void links(List<Socket> others, String arrow) {
        if (!others.isEmpty()) {
            JPanel links = new JPanel(new FlowLayout(FlowLayout.LEADING, 8, 0));
            links.setOpaque(false);
            for (Socket other : others) {
                links.add(Buttons.link(arrow + other, () -> places.node(document, other.node())));
            }
            add(indented(links));
        }
    }

    private static JPanel indented(Component component) {
        JPanel panel = new JPanel(new ColumnLayout(0));
        panel.setOpaque(false);
        panel.setBorder(BorderFactory.createEmptyBorder(0, 8, 0, 0));
        panel.add(component);
        return panel;
    }

    private static String words(Wire wire) {
        return words(wire.type().label(), wire.list(), wire.kind(), wire.shape())
                + (wire.perStep() ? " · per step" : "");
    }

    private static String words(String type, boolean list, String kind, String shape) {
        List<String> words = new ArrayList<>(List.of(list ? "list of " + type : type));
        if (!kind.isEmpty()) {
            words.add(kind);
        }
        if (!shape.isEmpty()) {
            words.add(shape.replace(",", " × "));
        }
        return String.join(" · ", words);
    }
}
