package org.quarry.editor.inspector;

import java.util.Optional;
import javax.swing.JToggleButton;
import org.quarry.editor.document.DeclaredPorts;
import org.quarry.editor.document.DeclaredPorts.Side;
import org.quarry.editor.document.Document;
import org.quarry.editor.document.Words;
import org.quarry.editor.pane.Buttons;
import org.quarry.workflow.Socket;

/** Shows a port of an inner node on the component that it is in, or hides it again; it is down while the port is shown. */
final class ExposeButton {
    private ExposeButton() {}

    /** The button of a port; none where the workflow is no component, or cannot show it. */
    static Optional<JToggleButton> of(Document document, Side side, Socket inner) {
        DeclaredPorts ports = new DeclaredPorts(document.workflow(), side);
        Optional<String> shown = ports.name(inner);
        if (shown.isEmpty() && !ports.canExpose(inner)) {
            return Optional.empty();
        }
        String what = shown.map(name -> "Instances show this as '" + Words.label(name) + "'. Hide it from them")
                .orElse("Show this on the component, so that each instance has its own");
        JToggleButton button = Buttons.toggle("expose", what, () -> toggle(document, side, inner));
        button.setSelected(shown.isPresent());
        button.setName("expose " + inner.port());
        return Optional.of(button);
    }

    private static void toggle(Document document, Side side, Socket inner) {
        boolean shown = new DeclaredPorts(document.workflow(), side).name(inner).isPresent();
        document.edit(shown ? "Hide from component" : "Show on component", workflow -> {
            DeclaredPorts ports = new DeclaredPorts(workflow, side);
            return shown ? ports.hidden(inner) : ports.exposed(inner);
        });
    }
}
