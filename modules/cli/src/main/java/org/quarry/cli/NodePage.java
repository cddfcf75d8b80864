package org.quarry.cli;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.quarry.cli.Page.Row;
import org.quarry.json.Json;
import org.quarry.json.JsonWriter;
import org.quarry.node.Effect;
import org.quarry.node.Param;
import org.quarry.workflow.InputPort;
import org.quarry.workflow.NodeDescriptor;
import org.quarry.workflow.OutputPort;
import org.quarry.workflow.ParamSpec;

/** The help page of a node, made from its descriptor alone. */
final class NodePage {
    private NodePage() {}

    /** The page as text. */
    static String text(NodeDescriptor node, Page page) {
        page.line(node.name() + "   " + node.type() + "   " + node.category()).blank();
        page.paragraphs(node.doc(), 0);
        section(page, "Inputs", ports(node));
        section(page, "Parameters", parameters(node));
        section(page, "Outputs", outputs(node));
        page.blank().paragraphs(nature(node), 0);
        page.line("Module: " + node.module());
        return page.toString();
    }

    private static void section(Page page, String title, List<Row> rows) {
        if (!rows.isEmpty()) {
            page.blank().line(title).rows(rows, 2);
        }
    }

    private static List<Row> ports(NodeDescriptor node) {
        return node.inputs().stream()
                .filter(port -> port.param().isEmpty())
                .map(port -> new Row(port.name(), port.doc() + " (" + traits(port) + ")"))
                .toList();
    }

    private static String traits(InputPort port) {
        List<String> traits = new ArrayList<>();
        traits.add(typed(port.type().label(), port.arity() == InputPort.Arity.LIST, port.kind(), port.shape()));
        if (port.arity() == InputPort.Arity.OPTIONAL) {
            traits.add("optional");
        }
        if (port.demand() == InputPort.Demand.PER_STEP) {
            traits.add("evaluated at each step");
        } else if (port.demand() == InputPort.Demand.LAZY) {
            traits.add("computed only when needed");
        }
        return String.join(", ", traits);
    }

    private static String typed(String label, boolean list, String kind, String shape) {
        return (list ? "list of " : "")
                + label
                + (kind.isEmpty() ? "" : " " + kind)
                + (shape.isEmpty() ? "" : " [" + shape + "]");
    }

    private static List<Row> parameters(NodeDescriptor node) {
        List<Row> rows = new ArrayList<>();
        for (InputPort port : node.inputs()) {
            Optional<ParamSpec> param = port.param();
            if (param.isPresent()) {
                rows.add(new Row(port.name(), port.doc() + " (" + traits(port, param.get()) + ")"));
                for (ParamSpec.Choice choice : param.get().choices()) {
                    rows.add(new Row("  " + choice.name(), choice.doc()));
                }
            }
        }
        return rows;
    }

    private static String traits(InputPort port, ParamSpec param) {
        String type = param.choices().isEmpty() ? port.type().label() : "one of those below";
        if (param.role() == Param.Role.SEED) {
            type = "seed, 0 to 18446744073709551615";
        } else if (param.role() == Param.Role.MODEL) {
            type = "name of a model";
        }
        String range = range(param.min(), param.max());
        return type + (range.isEmpty() ? "" : ", " + range) + ", default " + written(param.initial());
    }

    private static String range(double min, double max) {
        if (Double.isInfinite(min) && Double.isInfinite(max)) {
            return "";
        } else if (Double.isInfinite(max)) {
            return "at least " + number(min);
        } else if (Double.isInfinite(min)) {
            return "at most " + number(max);
        }
        return number(min) + " to " + number(max);
    }

    private static String number(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }

    private static String written(Json value) {
        if (value instanceof Json.Text text) {
            return text.text().isEmpty() ? "empty" : text.text();
        }
        return JsonWriter.line(value);
    }

    private static List<Row> outputs(NodeDescriptor node) {
        List<Row> rows = new ArrayList<>();
        for (OutputPort port : node.outputs()) {
            String typed = typed(port.type().label(), port.list(), port.kind(), port.shape());
            String bypass = port.bypass().isEmpty() ? "" : "; " + port.bypass() + " when bypassed";
            rows.add(new Row(port.name(), port.doc() + " (" + typed + bypass + ")"));
        }
        return rows;
    }

    private static String nature(NodeDescriptor node) {
        if (node.driver()) {
            return "A driver: it evaluates its per-step input at steps of its own making.";
        } else if (node.readsStep()) {
            return "Per step: it is evaluated anew at each step of the driver that uses it.";
        }
        Effect effect = node.effect();
        return switch (effect) {
            case NONE -> "Pure: equal inputs give equal outputs, so results are kept.";
            case READS -> "Reads files; results are kept until a file changes.";
            case SHOWS -> "Shows its inputs; a run is made for such nodes.";
            case WRITES -> "Writes files; a run is made for such nodes.";
        };
    }
}
