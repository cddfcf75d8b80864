package org.quarry.editor.sweep;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.quarry.editor.document.Document;
import org.quarry.editor.document.Words;
import org.quarry.json.Json;
import org.quarry.node.Param;
import org.quarry.workflow.Input;
import org.quarry.workflow.InputPort;
import org.quarry.workflow.ParamSpec;
import org.quarry.workflow.PlacedNode;

/**
 * A parameter that a sweep can vary.
 *
 * @param target {@code node.parameter}, or {@code seed} for all seeds
 * @param lines whether its values are texts, one in each line, for they may hold commas
 * @param suggestion values to begin with
 * @param doc what it changes
 */
record Variable(String target, boolean lines, String suggestion, String doc) {
    /** What stands for all seeds. */
    static final String SEEDS = "seed";

    private static final int MORE_SEEDS = 3;

    @Override
    public String toString() {
        return target.equals(SEEDS) ? "all seeds" : target;
    }

    /** All of a document: the seeds, then those of selected nodes, then the others. */
    static List<Variable> of(Document document) {
        List<Variable> selected = new ArrayList<>();
        List<Variable> others = new ArrayList<>();
        boolean seeds = false;
        for (String node : document.workflow().nodes().keySet()) {
            PlacedNode placed = document.workflow().find(node).orElseThrow();
            for (InputPort port : document.ports(node).inputs()) {
                boolean linked = placed.inputs().get(port.name()) instanceof Input.Wires;
                if (!linked
                        && port.param().isPresent()
                        && varies(port, port.param().get())) {
                    seeds |= port.param().get().role() == Param.Role.SEED;
                    Variable variable = of(node, placed, port, port.param().get());
                    (document.selection().nodes().contains(node) ? selected : others).add(variable);
                }
            }
        }
        List<Variable> all = new ArrayList<>();
        if (seeds) {
            all.add(new Variable(SEEDS, false, "1..4", "All seeds that are not linked"));
        }
        all.addAll(selected);
        all.addAll(others);
        return all;
    }

    private static boolean varies(InputPort port, ParamSpec param) {
        return param.role() != Param.Role.MODEL && !port.type().javaName().equals("java.nio.file.Path");
    }

    private static Variable of(String node, PlacedNode placed, InputPort port, ParamSpec param) {
        Json value = placed.inputs().get(port.name()) instanceof Input.Value given ? given.value() : param.initial();
        boolean text = port.type().javaName().equals("java.lang.String");
        return new Variable(node + "." + port.name(), text, suggestion(value, port, param), port.doc());
    }

    private static String suggestion(Json value, InputPort port, ParamSpec param) {
        if (!param.choices().isEmpty()) {
            return param.choices().stream().map(ParamSpec.Choice::name).collect(Collectors.joining(","));
        } else if (port.type().javaName().equals("boolean")) {
            return "false,true";
        }
        if (value instanceof Json.Numeral number && param.role() == Param.Role.SEED) {
            return Words.number(number.value()) + ".."
                    + Words.number(number.value().add(BigDecimal.valueOf(MORE_SEEDS)));
        } else if (value instanceof Json.Numeral number) {
            return around(number.value(), !port.type().javaName().equals("double"), param);
        }
        return value instanceof Json.Text text ? text.text() : "";
    }

    /** Half and twice a number, within its limits; of zero, the limits and what lies between them. */
    private static String around(BigDecimal value, boolean whole, ParamSpec param) {
        double now = value.doubleValue();
        boolean limited = Double.isFinite(param.min()) && Double.isFinite(param.max());
        DoubleStream values = now != 0
                ? DoubleStream.of(now / 2, now, now * 2)
                : limited
                        ? DoubleStream.of(param.min(), (param.min() + param.max()) / 2, param.max())
                        : DoubleStream.of(0, 1, 2);
        return values.map(one -> Math.max(param.min(), Math.min(param.max(), one)))
                .map(one -> whole ? Math.rint(one) : one)
                .sorted()
                .distinct()
                .mapToObj(one -> Words.number(BigDecimal.valueOf(one)))
                .collect(Collectors.joining(","));
    }
}
