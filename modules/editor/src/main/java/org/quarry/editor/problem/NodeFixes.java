package org.quarry.editor.problem;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.quarry.workflow.Input;
import org.quarry.workflow.InputPort;
import org.quarry.workflow.NodeDescriptor;
import org.quarry.workflow.NodeProblem;
import org.quarry.workflow.NodeType;
import org.quarry.workflow.OutputPort;
import org.quarry.workflow.PlacedNode;
import org.quarry.workflow.Problem;
import org.quarry.workflow.Socket;
import org.quarry.workflow.Workflow;

/** What mends problems of nodes as a whole. */
final class NodeFixes {
    private final Ground ground;

    NodeFixes(Ground ground) {
        this.ground = ground;
    }

    List<QuickFix> of(NodeProblem problem) {
        if (problem instanceof NodeProblem.UnknownNode unknown) {
            return unknown(unknown);
        } else if (problem instanceof NodeProblem.NewerNode newer) {
            return version(newer.node(), newer.installed().type(), newer.severity());
        } else if (problem instanceof NodeProblem.NotMigrated old) {
            return version(old.node(), new NodeType(old.type().id(), old.installed()), old.severity());
        } else if (problem instanceof NodeProblem.Cycle cycle) {
            return cycle(cycle.path());
        } else if (problem instanceof NodeProblem.StepWithoutDriver idle) {
            return driver(idle.node());
        } else if (problem instanceof NodeProblem.NothingToRun) {
            return unmuted();
        }
        return List.of();
    }

    private List<QuickFix> unknown(NodeProblem.UnknownNode problem) {
        List<QuickFix> fixes = new ArrayList<>();
        QuickFix.installing(problem.why()).ifPresent(fixes::add);
        ground.catalog()
                .find(problem.suggestion())
                .map(NodeDescriptor::type)
                .ifPresent(type -> fixes.add(new QuickFix(
                        "Replace it by '" + type.id() + "'",
                        Repairs.changed(problem.node(), node -> Repairs.typed(node, type)))));
        fixes.addAll(idle(problem.node(), problem.severity()));
        return fixes;
    }

    private static List<QuickFix> version(String node, NodeType installed, Problem.Severity severity) {
        List<QuickFix> fixes = new ArrayList<>();
        fixes.add(new QuickFix(
                "Use the installed version " + installed.version(),
                Repairs.changed(node, placed -> Repairs.typed(placed, installed))));
        fixes.addAll(idle(node, severity));
        return fixes;
    }

    /** A node that cannot run can be left out, or go. */
    private static List<QuickFix> idle(String node, Problem.Severity severity) {
        QuickFix remove = new QuickFix("Remove '" + node + "'", Repairs.withoutNode(node));
        QuickFix mute = new QuickFix("Mute '" + node + "'", Repairs.mode(node, PlacedNode.Mode.MUTED));
        return severity == Problem.Severity.ERROR ? List.of(mute, remove) : List.of(remove);
    }

    private List<QuickFix> cycle(List<String> path) {
        List<QuickFix> fixes = new ArrayList<>();
        for (int i = 0; i < path.size(); i++) {
            String from = path.get(i);
            String to = path.get((i + 1) % path.size());
            UnaryOperator<Workflow> change = workflow -> workflow;
            int cut = 0;
            for (Map.Entry<String, Input> input : ground.inputs(to).entrySet()) {
                if (input.getValue() instanceof Input.Wires wires) {
                    for (Socket wire : wires.from()) {
                        if (wire.node().equals(from)) {
                            change = Repairs.both(change, Repairs.unlinked(new Socket(to, input.getKey()), wire));
                            cut++;
                        }
                    }
                }
            }
            String what = cut == 1 ? "wire" : cut + " wires";
            fixes.add(new QuickFix("Remove the " + what + " from '" + from + "' to '" + to + "'", change));
        }
        return fixes;
    }

    private List<QuickFix> driver(String node) {
        List<QuickFix> fixes = new ArrayList<>();
        ground.workflow()
                .nodes()
                .keySet()
                .forEach(name -> ground.ports(name).inputs().stream()
                        .filter(input -> input.demand() == InputPort.Demand.PER_STEP)
                        .filter(input -> !ground.inputs(name).containsKey(input.name()))
                        .forEach(input -> {
                            Socket at = new Socket(name, input.name());
                            for (OutputPort output : ground.ports(node).outputs()) {
                                Socket from = new Socket(node, output.name());
                                if (ground.mends(Repairs.linked(at, from), at)) {
                                    fixes.add(new QuickFix("Link it to '" + at + "'", Repairs.linked(at, from)));
                                }
                            }
                        }));
        fixes.add(new QuickFix("Mute '" + node + "'", Repairs.mode(node, PlacedNode.Mode.MUTED)));
        fixes.add(new QuickFix("Remove '" + node + "'", Repairs.withoutNode(node)));
        return fixes;
    }

    private List<QuickFix> unmuted() {
        UnaryOperator<Workflow> change = workflow -> workflow;
        int muted = 0;
        for (Map.Entry<String, PlacedNode> node : ground.workflow().nodes().entrySet()) {
            if (node.getValue().mode() == PlacedNode.Mode.MUTED) {
                change = Repairs.both(change, Repairs.mode(node.getKey(), PlacedNode.Mode.ACTIVE));
                muted++;
            }
        }
        return muted == 0 ? List.of() : List.of(new QuickFix("Unmute all nodes", change));
    }
}
