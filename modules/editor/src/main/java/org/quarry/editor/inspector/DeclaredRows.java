package org.quarry.editor.inspector;

import java.awt.BorderLayout;
import java.awt.FlowLayout;
import java.awt.event.FocusAdapter;
import java.awt.event.FocusEvent;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import javax.swing.BorderFactory;
import javax.swing.JButton;
import javax.swing.JPanel;
import javax.swing.JTextField;
import org.quarry.editor.document.DeclaredPorts;
import org.quarry.editor.document.DeclaredPorts.Side;
import org.quarry.editor.document.Document;
import org.quarry.editor.pane.Buttons;
import org.quarry.editor.pane.ColumnLayout;
import org.quarry.editor.pane.Wrapped;
import org.quarry.workflow.Socket;
import org.quarry.workflow.Workflow;

/** The ports that a component declares on one side: their names, to be changed, and the inner ports behind them. */
final class DeclaredRows extends JPanel {
    private static final long serialVersionUID = 1;
    private static final String TIP = "What instances call it. Enter renames it.";

    private final transient Document document;
    private final transient Places places;
    private final Side side;

    DeclaredRows(Document document, Side side, Places places) {
        super(new ColumnLayout(3));
        this.document = document;
        this.side = side;
        this.places = places;
        setOpaque(false);
        ports().all().forEach(this::row);
        if (ports().all().isEmpty()) {
            add(new Wrapped("None yet. Select a node: the button beside each of its ports shows it here.", true));
        }
    }

    private DeclaredPorts ports() {
        return new DeclaredPorts(document.workflow(), side);
    }

    private void row(String port, List<Socket> inner) {
        JPanel buttons = new JPanel(new FlowLayout(FlowLayout.TRAILING, 0, 0));
        buttons.setOpaque(false);
        buttons.add(button("raise", "raise " + port, "Move up", () -> edit("Move port", port, DeclaredPorts::raised)));
        buttons.add(button(
                "remove",
                "hide " + port,
                "Hide from instances",
                () -> edit("Hide from component", port, DeclaredPorts::without)));
        JPanel row = new JPanel(new BorderLayout(4, 0));
        row.setOpaque(false);
        row.add(name(port));
        row.add(buttons, BorderLayout.EAST);
        add(row);
        JPanel links = new JPanel(new ColumnLayout(0));
        links.setOpaque(false);
        links.setBorder(BorderFactory.createEmptyBorder(0, 8, 4, 0));
        String arrow = side == Side.INPUTS ? "→ " : "← ";
        inner.forEach(socket -> links.add(Buttons.link(arrow + socket, () -> places.node(document, socket.node()))));
        add(links);
    }

    private static JButton button(String icon, String name, String what, Runnable work) {
        JButton button = Buttons.icon(icon, what, work);
        button.setName(name);
        return button;
    }

    private JTextField name(String port) {
        JTextField name = new JTextField(port);
        name.setName("port " + port);
        name.setToolTipText(TIP);
        name.addActionListener(e -> rename(name, port));
        name.addFocusListener(new FocusAdapter() {
            @Override
            public void focusLost(FocusEvent e) {
                if (!e.isTemporary() && name.isDisplayable()) {
                    rename(name, port);
                }
            }
        });
        return name;
    }

    private void rename(JTextField name, String port) {
        String wanted = name.getText().strip();
        Optional<String> refusal = ports().refusal(port, wanted);
        name.putClientProperty("JComponent.outline", refusal.isPresent() ? "error" : null);
        name.setToolTipText(refusal.orElse(TIP));
        if (refusal.isEmpty() && ports().all().containsKey(port)) {
            document.edit("Rename port", workflow -> new DeclaredPorts(workflow, side).renamed(port, wanted));
        }
    }

    private void edit(String words, String port, BiFunction<DeclaredPorts, String, Workflow> change) {
        document.edit(words, workflow -> change.apply(new DeclaredPorts(workflow, side), port));
    }
}
