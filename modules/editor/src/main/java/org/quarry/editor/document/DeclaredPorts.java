package org.quarry.editor.document;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.quarry.workflow.ComponentInterface;
import org.quarry.workflow.Input;
import org.quarry.workflow.Socket;
import org.quarry.workflow.Workflow;

/**
 * The ports that a component declares on one side, and what users do to them.
 *
 * @param workflow the component; one that is none declares no ports
 * @param side whether its inputs, among them its parameters, or its outputs are meant
 */
public record DeclaredPorts(Workflow workflow, Side side) {
    /** The side of a node at which a port is. */
    public enum Side {
        /** The inputs, among them the parameters. */
        INPUTS,
        /** The outputs. */
        OUTPUTS
    }

    /** What the component takes. */
    public static DeclaredPorts inputs(Workflow workflow) {
        return new DeclaredPorts(workflow, Side.INPUTS);
    }

    /** What it gives. */
    public static DeclaredPorts outputs(Workflow workflow) {
        return new DeclaredPorts(workflow, Side.OUTPUTS);
    }

    /** The inner ports behind each declared one, in the order in which instances show them. */
    public Map<String, List<Socket>> all() {
        Map<String, List<Socket>> all = new LinkedHashMap<>();
        workflow.component().ifPresent(ports -> {
            if (side == Side.INPUTS) {
                all.putAll(ports.inputs());
            } else {
                ports.outputs().forEach((name, from) -> all.put(name, List.of(from)));
            }
        });
        return all;
    }

    /** Under which name instances show an inner port; empty if they do not. */
    public Optional<String> name(Socket inner) {
        return all().entrySet().stream()
                .filter(port -> port.getValue().contains(inner))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** Whether the workflow is a component that can show an inner port, and does not yet. */
    public boolean canExpose(Socket inner) {
        return workflow.component().isPresent() && name(inner).isEmpty() && !wired(inner);
    }

    /** Where a wire inside gives the value, there is nothing that instances could set. */
    private boolean wired(Socket inner) {
        return side == Side.INPUTS
                && workflow.find(inner.node())
                        .filter(node -> node.inputs().get(inner.port()) instanceof Input.Wires)
                        .isPresent();
    }

    /** The component with one more port, named like the inner one, or after its node too if that name is taken. */
    public Workflow exposed(Socket inner) {
        if (!canExpose(inner)) {
            return workflow;
        }
        Map<String, List<Socket>> ports = all();
        String plain = Names.port(inner.port(), Set.of());
        String name = ports.containsKey(plain) ? Names.port(inner.node() + "_" + inner.port(), ports.keySet()) : plain;
        ports.put(name, List.of(inner));
        return with(ports);
    }

    /** The component that keeps an inner port to itself. */
    public Workflow hidden(Socket inner) {
        Map<String, List<Socket>> ports = all();
        ports.replaceAll(
                (name, led) -> led.stream().filter(port -> !port.equals(inner)).toList());
        ports.values().removeIf(List::isEmpty);
        return with(ports);
    }

    /** The component without a port. */
    public Workflow without(String name) {
        Map<String, List<Socket>> ports = all();
        ports.remove(name);
        return with(ports);
    }

    /** The component with a port one place further up. */
    public Workflow raised(String name) {
        List<String> order = new ArrayList<>(all().keySet());
        int at = order.indexOf(name);
        if (at <= 0) {
            return workflow;
        }
        order.add(at - 1, order.remove(at));
        Map<String, List<Socket>> ports = new LinkedHashMap<>();
        order.forEach(port -> ports.put(port, all().getOrDefault(port, List.of())));
        return with(ports);
    }

    /** The component with another name for a port. @throws IllegalArgumentException if {@link #refusal} is against it */
    public Workflow renamed(String name, String wanted) {
        refusal(name, wanted).ifPresent(reason -> {
            throw new IllegalArgumentException(reason);
        });
        Map<String, List<Socket>> ports = new LinkedHashMap<>();
        all().forEach((port, led) -> ports.put(port.equals(name) ? wanted : port, led));
        return with(ports);
    }

    /** Why a port cannot be given a name, in a sentence; empty if it can. */
    public Optional<String> refusal(String name, String wanted) {
        if (wanted.equals(name)) {
            return Optional.empty();
        }
        Set<String> others = new LinkedHashSet<>(all().keySet());
        others.remove(name);
        String free = Names.port(wanted, others);
        if (others.contains(wanted)) {
            return Optional.of("Another port is named '" + wanted + "'; '" + free + "' is free.");
        }
        return free.equals(wanted)
                ? Optional.empty()
                : Optional.of("No port can be named '" + wanted + "'; give it letters, digits and '_', as in '" + free
                        + "'.");
    }

    private Workflow with(Map<String, List<Socket>> ports) {
        return workflow.component()
                .map(before -> side == Side.INPUTS
                        ? new ComponentInterface(before.type(), before.doc(), ports, before.outputs(), before.extras())
                        : new ComponentInterface(
                                before.type(), before.doc(), before.inputs(), first(ports), before.extras()))
                .map(after -> declaring(workflow, after))
                .orElse(workflow);
    }

    private static Map<String, Socket> first(Map<String, List<Socket>> ports) {
        Map<String, Socket> first = new LinkedHashMap<>();
        ports.forEach((name, led) -> first.put(name, led.get(0)));
        return first;
    }

    /** The component with other words on it for those who use it. */
    public static Workflow described(Workflow workflow, String words) {
        return workflow.component()
                .map(ports -> new ComponentInterface(
                        ports.type(), words.strip(), ports.inputs(), ports.outputs(), ports.extras()))
                .map(after -> declaring(workflow, after))
                .orElse(workflow);
    }

    private static Workflow declaring(Workflow workflow, ComponentInterface ports) {
        return new Workflow(
                workflow.title(), workflow.nodes(), Optional.of(ports), workflow.layout(), workflow.extras());
    }
}
