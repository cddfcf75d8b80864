package org.quarry.editor.help;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.quarry.editor.document.Words;
import org.quarry.editor.pane.Prose;
import org.quarry.node.Effect;
import org.quarry.node.Param;
import org.quarry.workflow.InputPort;
import org.quarry.workflow.NodeCatalog;
import org.quarry.workflow.NodeDescriptor;
import org.quarry.workflow.OutputPort;
import org.quarry.workflow.ParamSpec;

/** The help page of a node as HTML, made from its declaration. Links to other nodes begin with {@code node:}. */
final class NodePage {
    private static final int MOST_NEIGHBOURS = 8;

    private final NodeCatalog catalog;
    private final NodeDescriptor node;

    NodePage(NodeCatalog catalog, NodeDescriptor node) {
        this.catalog = catalog;
        this.node = node;
    }

    String html() {
        return "<h2>" + Prose.escape(node.name()) + "</h2><p class='faint'>" + Prose.escape(node.category())
                + " · <code>" + node.type() + "</code></p>" + Prose.paragraphs(node.doc()) + inputs() + parameters()
                + outputs() + wiring() + nature();
    }

    private static String table(String title, List<String> rows) {
        return rows.isEmpty()
                ? ""
                : "<h3>" + title + "</h3><table border='0' cellspacing='0' cellpadding='0'>" + String.join("", rows)
                        + "</table>";
    }

    private static String row(String name, String doc, String traits) {
        return "<tr><td><b>" + Prose.escape(Words.label(name)) + "</b></td><td>" + Prose.escape(doc)
                + "<br><font class='faint'>" + Prose.escape(traits) + "</font></td></tr>";
    }

    private String inputs() {
        return table(
                "Inputs",
                node.inputs().stream()
                        .filter(port -> port.param().isEmpty())
                        .map(port -> row(port.name(), port.doc(), traits(port)))
                        .toList());
    }

    private static String traits(InputPort port) {
        List<String> traits = new ArrayList<>();
        traits.add(typed(port.type().label(), port.arity() == InputPort.Arity.LIST, port.kind(), port.shape()));
        if (port.arity() == InputPort.Arity.OPTIONAL) {
            traits.add("may stay unlinked");
        }
        if (port.demand() == InputPort.Demand.PER_STEP) {
            traits.add("evaluated at each step");
        } else if (port.demand() == InputPort.Demand.LAZY) {
            traits.add("computed only when needed");
        }
        return String.join(" · ", traits);
    }

    private static String typed(String label, boolean list, String kind, String shape) {
        return (list ? "list of " : "")
                + label
                + (kind.isEmpty() ? "" : " " + kind)
                + (shape.isEmpty() ? "" : " [" + shape + "]");
    }

    private String parameters() {
        List<String> rows = new ArrayList<>();
        for (InputPort port : node.inputs()) {
            Optional<ParamSpec> spec = port.param();
            if (spec.isPresent()) {
                rows.add(row(port.name(), port.doc(), traits(port, spec.get())));
                spec.get()
                        .choices()
                        .forEach(choice -> rows.add("<tr><td></td><td><b>"
                                + Prose.escape(Words.label(choice.name())) + "</b>: " + Prose.escape(choice.doc())
                                + "</td></tr>"));
            }
        }
        return table("Parameters", rows);
    }

    private static String traits(InputPort port, ParamSpec spec) {
        List<String> traits = new ArrayList<>();
        if (spec.role() == Param.Role.SEED) {
            traits.add("seed, from 0 to 18446744073709551615");
        } else if (spec.role() == Param.Role.MODEL) {
            traits.add("name of a model");
        } else {
            traits.add(spec.choices().isEmpty() ? port.type().label() : "one of these");
        }
        if (Double.isFinite(spec.min())) {
            traits.add("from " + number(spec.min()));
        }
        if (Double.isFinite(spec.max())) {
            traits.add("to " + number(spec.max()));
        }
        String initial = Words.value(port, spec.initial());
        traits.add("default " + (initial.isEmpty() ? "empty" : initial));
        return String.join(" · ", traits);
    }

    private static String number(double value) {
        return Words.number(BigDecimal.valueOf(value));
    }

    private String outputs() {
        return table(
                "Outputs",
                node.outputs().stream()
                        .map(port -> row(
                                port.name(),
                                port.doc(),
                                typed(port.type().label(), port.list(), port.kind(), port.shape())
                                        + (port.bypass().isEmpty() ? "" : " · " + port.bypass() + " when bypassed")))
                        .toList());
    }

    /** Which nodes give what this one takes, and take what it gives. */
    private String wiring() {
        List<String> rows = new ArrayList<>();
        node.inputs().stream()
                .filter(port -> port.param().isEmpty())
                .forEach(port -> neighbours(
                                other -> other.outputs().stream().anyMatch(output -> Neighbours.fits(output, port)))
                        .ifPresent(links -> rows.add(wire(port.name(), "← " + links))));
        for (OutputPort port : node.outputs()) {
            neighbours(other -> other.inputs().stream()
                            .anyMatch(input -> input.param().isEmpty() && Neighbours.fits(port, input)))
                    .ifPresent(links -> rows.add(wire(port.name(), "→ " + links)));
        }
        return table("Wiring", rows);
    }

    private static String wire(String port, String links) {
        return "<tr><td><b>" + Prose.escape(Words.label(port)) + "</b></td><td>" + links + "</td></tr>";
    }

    private Optional<String> neighbours(Predicate<NodeDescriptor> fits) {
        List<NodeDescriptor> found = catalog.all().stream()
                .filter(other -> !other.type().id().equals(node.type().id()))
                .filter(fits)
                // What a run begins or ends with stands first: there are few of these, and most wires lead there.
                .sorted(Comparator.comparing(other -> other.effect() == Effect.NONE))
                .toList();
        String links = found.stream()
                .limit(MOST_NEIGHBOURS)
                .map(other -> "<a href='node:" + other.type().id() + "'>" + Prose.escape(other.name()) + "</a>")
                .collect(Collectors.joining(", "));
        int more = found.size() - MOST_NEIGHBOURS;
        return found.isEmpty() ? Optional.empty() : Optional.of(links + (more > 0 ? " and " + more + " more" : ""));
    }

    private String nature() {
        String words;
        if (node.driver()) {
            words = "A driver: it evaluates its per-step input at steps of its own making.";
        } else if (node.readsStep()) {
            words = "Per step: it is evaluated anew at each step of the driver that uses it.";
        } else if (node.effect() == Effect.READS) {
            words = "Reads files; results are kept until a file changes.";
        } else if (node.effect() == Effect.NONE) {
            words = "Pure: equal inputs give equal outputs, so results are kept.";
        } else {
            words = "A run is made for such nodes, and for what they need.";
        }
        return "<h3>When it runs</h3><p>" + words + "</p><p class='faint'>" + Prose.escape(node.module()) + "</p>";
    }
}
