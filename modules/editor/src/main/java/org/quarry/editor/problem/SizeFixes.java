package org.quarry.editor.problem;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.quarry.json.Json;
import org.quarry.node.Param;
import org.quarry.workflow.Input;
import org.quarry.workflow.InputPort;
import org.quarry.workflow.Socket;
import org.quarry.workflow.Wire;
import org.quarry.workflow.WireProblem;
import org.quarry.workflow.Workflow;

/** What mends sizes and families: parameters set further up so that two things agree. */
final class SizeFixes {
    private static final int[] MULTIPLES = {2, 4, 8, 16, 32, 64, 128};

    private final Ground ground;

    SizeFixes(Ground ground) {
        this.ground = ground;
    }

    /** The nearest value of a size that divides well, and the size that the model was trained on. */
    List<QuickFix> multiple(Socket at, WireProblem.WrongSize problem) {
        Optional<Long> found = number(at);
        if (found.isEmpty()) {
            return List.of();
        }
        List<QuickFix> fixes = new ArrayList<>();
        for (int multiple : MULTIPLES) {
            long nearest = Math.max(multiple, Math.round((double) found.get() / multiple) * multiple);
            if (fixes.isEmpty() && ground.mends(Repairs.set(at, Json.of(nearest)), at)) {
                fixes.add(setting(at, nearest));
            }
        }
        for (long side : sides(at.node())) {
            QuickFix fix = setting(at, side);
            if (ground.mends(fix.change(), at)
                    && fixes.stream().noneMatch(other -> other.name().equals(fix.name()))) {
                fixes.add(new QuickFix(fix.name() + ", the model's own size", fix.change()));
            }
        }
        return fixes;
    }

    /** The sides of the pictures on which the models linked to a node were trained. */
    private Set<Long> sides(String node) {
        Set<Long> sides = new LinkedHashSet<>();
        for (Socket from : wires(node).values()) {
            ground.wire(from)
                    .map(Wire::model)
                    .flatMap(ground.models()::describe)
                    .map(model -> model.sizes().get("side"))
                    .ifPresent(side -> sides.add(side.longValue()));
        }
        return sides;
    }

    /** Parameters further up that bring one input to the size of another, or the other to its. */
    List<QuickFix> alike(Socket at, Socket from) {
        List<QuickFix> fixes = new ArrayList<>();
        wires(at.node()).forEach((port, other) -> {
            if (!port.equals(at.port())) {
                Socket beside = new Socket(at.node(), port);
                scaled(from, ratios(beside, other, at, from)).ifPresent(fixes::add);
                scaled(other, ratios(at, from, beside, other)).ifPresent(fixes::add);
            }
        });
        return fixes.stream().filter(fix -> ground.mends(fix.change(), at)).toList();
    }

    /** By how much the sizes of one wire differ from those of another, by axis name. */
    private Map<Integer, double[]> ratios(Socket model, Socket good, Socket at, Socket from) {
        String[] wanted = axes(ground.wire(good).map(Wire::shape).orElse(""));
        String[] found = axes(ground.wire(from).map(Wire::shape).orElse(""));
        String[] named = axes(ground.input(model).map(InputPort::shape).orElse(""));
        String[] here = axes(ground.input(at).map(InputPort::shape).orElse(""));
        Map<Integer, double[]> ratios = new HashMap<>();
        for (int i = 0; i < Math.min(found.length, here.length); i++) {
            for (int j = 0; j < Math.min(wanted.length, named.length); j++) {
                if (here[i].equals(named[j])
                        && numeric(found[i])
                        && numeric(wanted[j])
                        && !found[i].equals(wanted[j])) {
                    ratios.put(i, new double[] {Double.parseDouble(wanted[j]), Double.parseDouble(found[i])});
                }
            }
        }
        return ratios;
    }

    /** Multiplies the parameters that set the axes of an output, wherever further up they are. */
    private Optional<QuickFix> scaled(Socket from, Map<Integer, double[]> ratios) {
        for (String node : ground.upstream(from.node())) {
            Map<Socket, Long> values = new LinkedHashMap<>();
            ground.ports(node).outputs().forEach(output -> {
                String[] axes = axes(output.shape());
                ratios.forEach((axis, ratio) -> {
                    Socket parameter =
                            new Socket(node, axis < axes.length ? axes[axis].split("[/*]")[0] : "");
                    number(parameter).ifPresent(now -> values.put(parameter, Math.round(now * ratio[0] / ratio[1])));
                });
            });
            if (!ratios.isEmpty() && values.size() == ratios.size()) {
                return Optional.of(setting(values));
            }
        }
        return Optional.empty();
    }

    /** The model of another loader set further up, so that both ends belong together. */
    List<QuickFix> oneModel(Socket at, Socket from) {
        Map<String, QuickFix> fixes = new LinkedHashMap<>();
        Set<String> used = new LinkedHashSet<>();
        ground.checked().wires().values().forEach(wire -> used.add(wire.model()));
        used.remove("");
        for (String node : ground.upstream(from.node())) {
            for (InputPort port : ground.ports(node).inputs()) {
                if (port.param().filter(spec -> spec.role() == Param.Role.MODEL).isPresent()) {
                    for (String model : used) {
                        Socket parameter = new Socket(node, port.name());
                        UnaryOperator<Workflow> change = Repairs.set(parameter, Json.of(model));
                        if (ground.mends(change, at)) {
                            String name = "Set '" + parameter + "' to '" + model + "'";
                            fixes.put(name, new QuickFix(name, change));
                        }
                    }
                }
            }
        }
        return List.copyOf(fixes.values());
    }

    private Map<String, Socket> wires(String node) {
        Map<String, Socket> wires = new LinkedHashMap<>();
        ground.workflow()
                .find(node)
                .ifPresent(placed -> placed.inputs().forEach((port, input) -> {
                    if (input instanceof Input.Wires linked && !linked.from().isEmpty()) {
                        wires.put(port, linked.from().get(0));
                    }
                }));
        return wires;
    }

    /** The value of a whole-number parameter that is not linked. */
    private Optional<Long> number(Socket at) {
        Optional<InputPort> port =
                ground.input(at).filter(found -> found.param().isPresent());
        if (port.isEmpty()) {
            return Optional.empty();
        }
        Optional<Input> given =
                ground.workflow().find(at.node()).map(node -> node.inputs().get(at.port()));
        Json value = given.isPresent() && given.get() instanceof Input.Value here
                ? here.value()
                : port.get().param().orElseThrow().initial();
        boolean linked = given.isPresent() && given.get() instanceof Input.Wires;
        return !linked && value instanceof Json.Numeral number
                ? Optional.of(number.value().longValue())
                : Optional.empty();
    }

    private static QuickFix setting(Socket at, long value) {
        return setting(Map.of(at, value));
    }

    private static QuickFix setting(Map<Socket, Long> values) {
        UnaryOperator<Workflow> change = workflow -> workflow;
        List<String> words = new ArrayList<>();
        for (Map.Entry<Socket, Long> entry : values.entrySet()) {
            change = Repairs.both(change, Repairs.set(entry.getKey(), Json.of(entry.getValue())));
            words.add("'" + entry.getKey() + "' to " + entry.getValue());
        }
        return new QuickFix("Set " + String.join(" and ", words), change);
    }

    private static String[] axes(String shape) {
        return shape.isEmpty() ? new String[0] : shape.split(",");
    }

    private static boolean numeric(String axis) {
        return axis.matches("[0-9]{1,9}");
    }
}
