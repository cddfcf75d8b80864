package org.quarry.editor.run;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.quarry.editor.document.Document;
import org.quarry.node.Effect;
import org.quarry.workflow.Flow;
import org.quarry.workflow.Input;
import org.quarry.workflow.NodeDescriptor;
import org.quarry.workflow.PlacedNode;
import org.quarry.workflow.Socket;

/** What a run is for. */
final class Targets {
    private Targets() {}

    /**
     * What shows results and writes none: for each node that writes, the nodes that feed it. A run that nobody asked for
     * leaves no files behind.
     */
    static List<String> withoutWriting(Document document) {
        Set<String> targets = new LinkedHashSet<>();
        document.workflow().nodes().forEach((name, node) -> {
            Effect effect = document.desk()
                    .catalog()
                    .find(node.type().id())
                    .map(NodeDescriptor::effect)
                    .orElse(Effect.NONE);
            if (node.mode() == PlacedNode.Mode.ACTIVE && effect == Effect.SHOWS) {
                targets.add(name);
            } else if (node.mode() == PlacedNode.Mode.ACTIVE && effect == Effect.WRITES) {
                targets.addAll(feeders(node));
            }
        });
        return List.copyOf(targets);
    }

    private static List<String> feeders(PlacedNode node) {
        List<String> feeders = new ArrayList<>();
        for (Input input : node.inputs().values()) {
            if (input instanceof Input.Wires wires) {
                wires.from().stream().map(Socket::node).forEach(feeders::add);
            }
        }
        return feeders;
    }

    /** Why these nodes cannot be run to; empty if they can. */
    static String refusal(Flow flow, List<String> targets) {
        for (String target : targets) {
            Flow.FlowNode node = flow.nodes().get(target);
            boolean instance = flow.nodes().keySet().stream().anyMatch(name -> name.startsWith(target + "/"));
            if (node == null && instance) {
                return "node '" + target
                        + "' stands for a component; run to a node that reads it, or open the component";
            } else if (node == null) {
                return "node '" + target
                        + "' is muted or bypassed and takes no part in a run; make it active to run to it";
            }
        }
        return "";
    }
}
