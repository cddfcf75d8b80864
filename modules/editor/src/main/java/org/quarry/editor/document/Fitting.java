package org.quarry.editor.document;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.quarry.workflow.InputPort;
import org.quarry.workflow.LinkCheck;
import org.quarry.workflow.NodePorts;
import org.quarry.workflow.OutputPort;
import org.quarry.workflow.Problem;
import org.quarry.workflow.Socket;
import org.quarry.workflow.ValueType;
import org.quarry.workflow.WireProblem;

/** Which ports of a node fit a port elsewhere, the most natural first. */
public final class Fitting {
    private final LinkCheck links;

    /** Judged by this check. */
    public Fitting(LinkCheck links) {
        this.links = links;
    }

    /** The first input of a node at which a wire from an output may end. */
    public Optional<InputPort> input(Socket from, String node, List<InputPort> inputs, ValueType type) {
        return inputs.stream()
                .sorted(Comparator.comparingInt((InputPort port) -> port.param().isPresent() ? 2 : 0)
                        .thenComparingInt(port -> port.type().equals(type) ? 0 : 1))
                .filter(port -> refusal(from, new Socket(node, port.name())).isEmpty())
                .findFirst();
    }

    /** The first output of a node from which a wire to an input may begin. */
    public Optional<OutputPort> output(String node, NodePorts ports, Socket to, ValueType type) {
        return ports.outputs().stream()
                .sorted(Comparator.comparingInt((OutputPort port) -> port.type().equals(type) ? 0 : 1))
                .filter(port -> refusal(new Socket(node, port.name()), to).isEmpty())
                .findFirst();
    }

    /** Why a wire may not be drawn; empty if it may. Sizes that do not fit yet may be mended after it is drawn. */
    public Optional<Problem> refusal(Socket from, Socket to) {
        return links.problem(from, to).filter(Fitting::refuses);
    }

    /** What is to be said of a wire, be it refused or not. */
    public Optional<Problem> problem(Socket from, Socket to) {
        return links.problem(from, to);
    }

    /** Whether a wire with this problem is not drawn at all. */
    public static boolean refuses(Problem problem) {
        return problem.severity() == Problem.Severity.ERROR
                && !(problem instanceof WireProblem.WrongShape)
                && !(problem instanceof WireProblem.WrongSize);
    }
}
