package org.quarry.editor.steps;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.quarry.json.Json;
import org.quarry.node.Param;
import org.quarry.node.model.Models;
import org.quarry.workflow.Flow;
import org.quarry.workflow.Flow.FlowNode;
import org.quarry.workflow.Flow.Source;
import org.quarry.workflow.InputPort;
import org.quarry.workflow.Socket;

/**
 * A node that evaluates per-step wires, with what must be known to see what its steps are about.
 *
 * @param name of the node
 * @param prediction the output that it evaluates
 * @param kind what that says
 * @param model the name of the model; empty if unknown
 * @param family of the model, as in {@code sd15}; empty if unknown
 */
record Driver(String name, Socket prediction, PredictionKind kind, String model, String family) {
    /** The names of the drivers of a flow. */
    static List<String> names(Flow flow) {
        return flow.nodes().values().stream()
                .filter(node -> !node.perStep() && node.descriptor().driver())
                .map(FlowNode::name)
                .toList();
    }

    /** A driver of a flow. Reads the model's settings, so not on the event thread. */
    static Optional<Driver> of(Flow flow, String name, Models models) {
        FlowNode node = flow.nodes().get(name);
        if (node == null) {
            return Optional.empty();
        }
        return node.descriptor().inputs().stream()
                .filter(port -> port.demand() == InputPort.Demand.PER_STEP)
                .map(port -> node.sources().get(port.name()))
                .filter(Source.Outputs.class::isInstance)
                .map(source -> ((Source.Outputs) source).from().get(0))
                .findFirst()
                .map(prediction -> known(flow, node, prediction, models));
    }

    private static Driver known(Flow flow, FlowNode node, Socket prediction, Models models) {
        Optional<FlowNode> schedule = schedule(flow, node);
        Optional<String> model = schedule.or(() -> Optional.of(node)).flatMap(from -> modelOf(flow, from));
        String chosen = schedule.flatMap(from -> text(from.sources().get("prediction")))
                .filter(word -> !word.equals("from-model"))
                .orElse("");
        String own = model.map(models::open)
                .map(opened -> opened.config("scheduler").get("prediction_type"))
                .map(Object::toString)
                .orElse("epsilon");
        String family = model.flatMap(models::describe)
                .map(described -> described.family())
                .orElse("");
        PredictionKind kind = PredictionKind.of(chosen.isEmpty() ? own : chosen);
        return new Driver(node.name(), prediction, kind, model.orElse(""), family);
    }

    private static Optional<FlowNode> schedule(Flow flow, FlowNode node) {
        return node.descriptor().inputs().stream()
                .filter(port -> port.kind().startsWith("schedule"))
                .map(port -> node.sources().get(port.name()))
                .filter(Source.Outputs.class::isInstance)
                .map(source ->
                        flow.nodes().get(((Source.Outputs) source).from().get(0).node()))
                .filter(found -> found != null)
                .findFirst();
    }

    /** The first model that is named upstream. */
    static Optional<String> modelOf(Flow flow, FlowNode from) {
        Deque<FlowNode> open = new ArrayDeque<>(List.of(from));
        Set<String> seen = new HashSet<>();
        while (!open.isEmpty()) {
            FlowNode node = open.pop();
            for (InputPort port : node.descriptor().inputs()) {
                boolean names = port.param()
                        .filter(param -> param.role() == Param.Role.MODEL)
                        .isPresent();
                Source source = node.sources().get(port.name());
                if (names && text(source).isPresent()) {
                    return text(source);
                }
                if (source instanceof Source.Outputs outputs) {
                    outputs.from().stream()
                            .map(socket -> flow.nodes().get(socket.node()))
                            .filter(found -> found != null && seen.add(found.name()))
                            .forEach(open::add);
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<String> text(@Nullable Source source) {
        return source instanceof Source.Constant constant && constant.value() instanceof Json.Text word
                ? Optional.of(word.text())
                : Optional.empty();
    }
}
