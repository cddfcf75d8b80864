package org.quarry.engine;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.quarry.json.Json;
import org.quarry.node.Param;
import org.quarry.workflow.Input;
import org.quarry.workflow.InputPort;
import org.quarry.workflow.NodeCatalog;
import org.quarry.workflow.NodeDescriptor;
import org.quarry.workflow.PlacedNode;
import org.quarry.workflow.Socket;
import org.quarry.workflow.Workflow;

/** Values set from outside of a workflow. */
final class Settings {
    private Settings() {}

    static Json json(Object value) {
        if (value instanceof Json json) {
            return json;
        } else if (value instanceof String text) {
            return Json.of(text);
        } else if (value instanceof Boolean flag) {
            return Json.of((boolean) flag);
        } else if (value instanceof Integer || value instanceof Long) {
            return Json.of(((Number) value).longValue());
        } else if (value instanceof Number number) {
            return new Json.Numeral(new BigDecimal(number.toString()));
        } else if (value instanceof Enum<?> constant) {
            return Json.of(constant.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        } else if (value instanceof Path path) {
            return Json.of(path.toAbsolutePath().toString());
        }
        throw new IllegalArgumentException("found a " + value.getClass().getName()
                + "; wanted a text, number, truth value, enum constant, path or Json");
    }

    /** The workflow with one value at all seeds that are not linked. */
    static Workflow seeded(Workflow workflow, NodeCatalog nodes, long seed) {
        Json value = new Json.Numeral(new BigDecimal(new BigInteger(Long.toUnsignedString(seed))));
        Workflow seeded = workflow;
        for (Map.Entry<String, PlacedNode> node : workflow.nodes().entrySet()) {
            List<InputPort> inputs = nodes.find(node.getValue().type().id())
                    .map(NodeDescriptor::inputs)
                    .orElse(List.of());
            for (InputPort port : inputs) {
                boolean linked = node.getValue().inputs().get(port.name()) instanceof Input.Wires;
                boolean seeds = port.param()
                        .filter(param -> param.role() == Param.Role.SEED)
                        .isPresent();
                if (seeds && !linked) {
                    seeded = seeded.with(new Socket(node.getKey(), port.name()), new Input.Value(value));
                }
            }
        }
        return seeded;
    }
}
