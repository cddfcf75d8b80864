package org.quarry.editor.search;

import java.util.stream.Collectors;
import javax.swing.BorderFactory;
import javax.swing.JComponent;
import javax.swing.JEditorPane;
import javax.swing.JScrollPane;
import org.quarry.workflow.InputPort;

/** What a node is for, beside the list in which it is marked. */
final class ChoiceDoc {
    private final JEditorPane text = new JEditorPane("text/html", "");

    ChoiceDoc() {
        text.setEditable(false);
        text.setFocusable(false);
        text.putClientProperty(JEditorPane.HONOR_DISPLAY_PROPERTIES, true);
        text.setBorder(BorderFactory.createEmptyBorder(2, 10, 2, 4));
    }

    JComponent component() {
        JScrollPane pane = new JScrollPane(text);
        pane.setBorder(BorderFactory.createEmptyBorder());
        return pane;
    }

    void show(NodeChoice choice) {
        String takes = choice.ports().inputs().stream()
                .filter(port -> port.param().isEmpty())
                .map(InputPort::name)
                .collect(Collectors.joining(", "));
        String sets = choice.ports().inputs().stream()
                .filter(port -> port.param().isPresent())
                .map(InputPort::name)
                .collect(Collectors.joining(", "));
        String gives =
                choice.ports().outputs().stream().map(port -> port.name()).collect(Collectors.joining(", "));
        text.setText("<html><b>" + ChoiceRenderer.escaped(choice.name()) + "</b><p>"
                + ChoiceRenderer.escaped(choice.doc().strip()).replace("\n\n", "<p>")
                + line("Takes", takes) + line("Settings", sets) + line("Gives", gives)
                + line("", choice.type().toString()) + "</html>");
        text.setCaretPosition(0);
    }

    private static String line(String what, String names) {
        return names.isEmpty() ? "" : "<p><font color='#808890'>" + what + "</font> " + ChoiceRenderer.escaped(names);
    }

    void none() {
        text.setText("<html>No node has all these words.<p>Try fewer, or another one: names, categories, keywords and"
                + " what is said of a node are looked through.</html>");
    }
}
