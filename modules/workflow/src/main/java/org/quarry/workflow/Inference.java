package org.quarry.workflow;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.quarry.node.Effect;
import org.quarry.workflow.InputPort.Arity;
import org.quarry.workflow.InputPort.Demand;

/** Carries along the wires what is known of their values, node after node, and finds what does not fit. */
final class Inference {
    private static final Set<String> WHOLE = Set.of("int", "long");
    private static final String ANYTHING = "java.lang.Object";

    private final KnownModels models;
    private final Problems problems;
    private final Map<Socket, Facts> facts = new LinkedHashMap<>();
    private final Set<String> perStep = new LinkedHashSet<>();

    Inference(KnownModels models, Problems problems) {
        this.models = models;
        this.problems = problems;
    }

    /** What is known of each output that has been reached. */
    Map<Socket, Facts> facts() {
        return facts;
    }

    /** Whether a node that has been reached is evaluated anew at each step. */
    boolean perStep(String node) {
        return perStep.contains(node);
    }

    /** Takes it for granted that an output gives this. */
    void know(Socket from, Facts given) {
        facts.put(from, given);
    }

    /** Takes the next node; all that it needs has been taken before. */
    void take(FlatNode node) {
        node.descriptor().ifPresent(known -> take(node, known));
    }

    private void take(FlatNode node, NodeDescriptor known) {
        Map<String, Facts> linked = new HashMap<>();
        for (InputPort port : known.inputs()) {
            node.wires(port.name()).stream()
                    .map(facts::get)
                    .filter(found -> found != null)
                    .findFirst()
                    .ifPresent(found -> linked.put(port.name(), found));
        }
        LinkedModels linkedModels = new LinkedModels(node, known, linked, models);
        KindInference kinds = new KindInference(node, linkedModels, problems);
        GuidanceCheck guidance = new GuidanceCheck(node, known, linkedModels, linked);
        guidance.check(problems);
        ShapeInference shapes = new ShapeInference(node, known, linkedModels, problems);
        boolean stepping = known.readsStep() && !known.driver();
        for (InputPort port : known.inputs()) {
            for (Socket from : node.wires(port.name())) {
                Facts found = facts.get(from);
                if (found != null && fits(node, port, from, found)) {
                    kinds.input(port, from, found.kind());
                    shapes.input(port, from, found.shape());
                    stepping |= found.perStep() && stays(node, known, port, from);
                }
            }
        }
        if (stepping) {
            perStep.add(node.name());
        }
        for (OutputPort port : known.outputs()) {
            Kind kind = kinds.output(port);
            Facts given = new Facts(
                    port.type(),
                    port.list(),
                    kind,
                    shapes.output(port),
                    stepping,
                    linkedModels.behind(port),
                    guidance.guiding(kind));
            facts.put(new Socket(node.name(), port.name()), given);
        }
    }

    private boolean fits(FlatNode node, InputPort port, Socket from, Facts found) {
        boolean fits = fits(found.type(), port.type()) && (!found.list() || port.arity() == Arity.LIST);
        if (!fits) {
            Socket at = node.at(port.name());
            problems.add(new WireProblem.WrongType(
                    at.node(),
                    at.port(),
                    from,
                    Phrases.type(found.type(), found.list()),
                    Phrases.type(port.type(), port.arity() == Arity.LIST)));
        }
        return fits;
    }

    /** Exact Java types; a whole number fits a number; what is not known fits everything. */
    private static boolean fits(ValueType found, ValueType wanted) {
        String from = found.javaName();
        String to = wanted.javaName();
        return from.equals(to)
                || from.equals(ANYTHING)
                || to.equals(ANYTHING)
                || to.equals("double") && WHOLE.contains(from)
                || to.equals("long") && from.equals("int");
    }

    /** Whether a per-step value at an input makes the node per step too; complains where it may not stand. */
    private boolean stays(FlatNode node, NodeDescriptor known, InputPort port, Socket from) {
        if (port.demand() == Demand.PER_STEP) {
            return false;
        }
        String advice;
        if (known.driver()) {
            List<String> driven = known.inputs().stream()
                    .filter(input -> input.demand() == Demand.PER_STEP)
                    .map(InputPort::name)
                    .toList();
            advice = "link it to input '" + driven.get(0)
                    + "', which follows the steps, or link a value here that does not";
        } else if (known.effect() == Effect.WRITES || known.effect() == Effect.SHOWS) {
            advice = "link the output of the driver that evaluates it, such as a Denoise node";
        } else {
            return true;
        }
        Socket at = node.at(port.name());
        problems.add(new WireProblem.PerStepIntoOnce(at.node(), at.port(), from, advice));
        return false;
    }
}
