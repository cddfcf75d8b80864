package org.quarry.editor.canvas;

import java.util.Map;
import java.util.Optional;
import org.quarry.editor.document.Document;
import org.quarry.editor.document.NodeActivity;
import org.quarry.json.Json;
import org.quarry.workflow.Checked;
import org.quarry.workflow.Input;
import org.quarry.workflow.InputPort;
import org.quarry.workflow.NodePorts;
import org.quarry.workflow.OutputPort;
import org.quarry.workflow.PlacedNode;
import org.quarry.workflow.Socket;
import org.quarry.workflow.Wire;

/** One node of a document as it is seen now. */
record NodeSight(Document document, String name, PlacedNode node, NodePorts ports, NodeFace face) {
    NodeActivity activity() {
        return document.activity().of(name);
    }

    boolean selected() {
        return document.selection().nodes().contains(name);
    }

    boolean perStep(OutputPort output) {
        return wire(new Socket(name, output.name())).map(Wire::perStep).orElse(false);
    }

    boolean perStep(InputPort input) {
        if (input.demand() == InputPort.Demand.PER_STEP) {
            return true;
        }
        return node.inputs().get(input.name()) instanceof Input.Wires wires
                && wires.from().stream()
                        .anyMatch(from -> wire(from).map(Wire::perStep).orElse(false));
    }

    /** The value of a parameter as a user reads it. */
    String value(InputPort port) {
        Json value = node.inputs().get(port.name()) instanceof Input.Value given
                ? given.value()
                : port.param().orElseThrow().initial();
        return value instanceof Json.Text text ? text.text() : value.toString();
    }

    private Optional<Wire> wire(Socket from) {
        return document.checked().map(Checked::wires).map((Map<Socket, Wire> wires) -> wires.get(from));
    }
}
