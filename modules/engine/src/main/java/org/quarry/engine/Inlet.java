package org.quarry.engine;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.quarry.json.Json;
import org.quarry.workflow.Flow.Source;
import org.quarry.workflow.InputPort;
import org.quarry.workflow.NodeDescriptor;
import org.quarry.workflow.OutputPort;
import org.quarry.workflow.Socket;

/** One input of one node of a {@link Graph}: a constant, or wires by the numbers of nodes and of their outputs. */
final class Inlet {
    final InputPort port;
    final @Nullable Json constant;
    final int[] nodes;
    final int[] outputs;

    private Inlet(InputPort port, @Nullable Json constant, int[] nodes, int[] outputs) {
        this.port = port;
        this.constant = constant;
        this.nodes = nodes;
        this.outputs = outputs;
    }

    /** @param numbers of the nodes by name @param descriptors of the nodes by number */
    static Inlet of(InputPort port, Source source, Map<String, Integer> numbers, List<NodeDescriptor> descriptors) {
        if (source instanceof Source.Constant constant) {
            return new Inlet(port, constant.value(), new int[0], new int[0]);
        }
        List<Socket> from = ((Source.Outputs) source).from();
        int[] nodes = new int[from.size()];
        int[] outputs = new int[from.size()];
        for (int i = 0; i < nodes.length; i++) {
            Socket socket = from.get(i);
            Integer node = numbers.get(socket.node());
            if (node == null) {
                throw new IllegalArgumentException(
                        "a flow has its nodes in the order of need, but " + socket + " is not there before it is read");
            }
            nodes[i] = node;
            outputs[i] = position(descriptors.get(node).outputs(), socket);
        }
        return new Inlet(port, null, nodes, outputs);
    }

    private static int position(List<OutputPort> outputs, Socket socket) {
        for (int i = 0; i < outputs.size(); i++) {
            if (outputs.get(i).name().equals(socket.port())) {
                return i;
            }
        }
        throw new IllegalArgumentException("a flow reads " + socket + ", which is not declared");
    }

    boolean eager() {
        return port.demand() == InputPort.Demand.EAGER;
    }

    boolean perStep() {
        return port.demand() == InputPort.Demand.PER_STEP;
    }
}
