package org.quarry.editor.canvas;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.quarry.editor.document.Document;
import org.quarry.editor.document.Edits;
import org.quarry.editor.document.NodeActivity;
import org.quarry.editor.document.NodeEdits;
import org.quarry.editor.document.SeedMode;
import org.quarry.editor.document.Words;
import org.quarry.json.Json;
import org.quarry.workflow.InputPort;
import org.quarry.workflow.NodeDescriptor;
import org.quarry.workflow.OutputPort;
import org.quarry.workflow.ParamSpec;
import org.quarry.workflow.Problem;
import org.quarry.workflow.Socket;
import org.quarry.workflow.Wire;

/** What is said of the thing under the mouse, as HTML. */
final class Tips {
    private static final int WIDTH = 340;
    /** So many letters fit into that width. */
    private static final int SHORT = 48;

    private final Document document;
    private final List<String> lines = new ArrayList<>();

    private Tips(Document document) {
        this.document = document;
    }

    /** Of whatever is pointed at; empty if there is nothing to say. */
    static String of(Scene scene, Hover hover) {
        Tips tips = new Tips(scene.document());
        if (hover.port().isPresent()) {
            Hits.PortSpot spot = hover.port().get();
            scene.node(spot.socket().node()).ifPresent(node -> tips.port(node, spot));
        } else if (hover.field().isPresent()) {
            Socket socket = hover.field().get();
            scene.node(socket.node())
                    .flatMap(node -> node.ports().input(socket.port()))
                    .ifPresent(port -> tips.parameter(socket, port));
        } else if (hover.node().isPresent()) {
            scene.node(hover.node().get()).ifPresent(tips::node);
        } else if (hover.link().isPresent()) {
            tips.heading(hover.link().get().from() + " → " + hover.link().get().to());
            tips.coming(hover.link().get().from());
        }
        return tips.html();
    }

    private String html() {
        if (lines.isEmpty()) {
            return "";
        }
        boolean wraps = lines.stream()
                .flatMap(line -> Stream.of(line.split("<br>")))
                .anyMatch(line -> line.replaceAll("<[^>]*>", "").length() > SHORT);
        String body = wraps ? "<body style='width:" + WIDTH + "px'>" : "<body>";
        return "<html>" + body + String.join("<br>", lines) + "</body></html>";
    }

    private void port(NodeSight node, Hits.PortSpot spot) {
        if (spot.output()) {
            node.ports().output(spot.socket().port()).ifPresent(port -> output(spot.socket(), port));
        } else {
            node.ports().input(spot.socket().port()).ifPresent(port -> {
                if (port.param().isPresent()) {
                    parameter(spot.socket(), port);
                } else {
                    input(node, spot.socket(), port);
                }
            });
        }
    }

    private void output(Socket socket, OutputPort port) {
        heading(Words.label(port.name()));
        say(port.doc());
        if (document.findings().wire(socket).isEmpty()) {
            faint((port.list() ? "list of " : "") + declared(port.type().label(), port.kind(), port.shape()));
        }
        coming(socket);
    }

    private void input(NodeSight node, Socket socket, InputPort port) {
        heading(Words.label(port.name()));
        say(port.doc());
        String arity = switch (port.arity()) {
            case ONE -> "";
            case OPTIONAL -> "; may stay unlinked";
            case LIST -> "; takes any number of wires, in order";
        };
        faint("takes " + declared(port.type().label(), port.kind(), port.shape()) + arity
                + (node.perStep(port) ? "; asked at every step" : ""));
        problems(document.findings().of(socket));
    }

    private static String declared(String type, String kind, String shape) {
        return type + (kind.isEmpty() ? "" : ", " + kind) + (shape.isEmpty() ? "" : ", " + shape.replace(",", "×"));
    }

    private void coming(Socket output) {
        document.findings().wire(output).map(Coming::words).ifPresent(words -> faint("gives " + words));
        document.findings()
                .wire(output)
                .filter(Wire::perStep)
                .ifPresent(wire -> faint("dashed: computed at every denoising step"));
    }

    private void parameter(Socket socket, InputPort port) {
        ParamSpec param = port.param().orElseThrow();
        heading(Words.label(port.name()));
        say(port.doc());
        boolean linked = document.workflow()
                .find(socket.node())
                .filter(node -> node.inputs().get(port.name()) instanceof org.quarry.workflow.Input.Wires)
                .isPresent();
        if (!linked) {
            choice(param, Edits.value(document.workflow(), socket.node(), port));
        }
        faint(range(param) + "default " + initial(port, param));
        if (FieldKind.of(port) == FieldKind.SEED) {
            faint("after each run: " + SeedMode.of(document.workflow(), socket).word()
                    + "; the lock changes that, the dice draws a seed now");
        }
        problems(document.findings().of(socket));
    }

    private void choice(ParamSpec param, Json value) {
        param.choices().stream()
                .filter(choice -> Json.of(choice.name()).equals(value))
                .findFirst()
                .ifPresent(choice ->
                        lines.add("<i>" + escaped(Words.label(choice.name())) + "</i>: " + escaped(choice.doc())));
    }

    private static String initial(InputPort port, ParamSpec param) {
        String text = Words.value(port, param.initial());
        return text.isEmpty() ? "empty" : text;
    }

    private static String range(ParamSpec param) {
        boolean low = Double.isFinite(param.min());
        boolean high = Double.isFinite(param.max());
        if (low && high) {
            return "from " + plain(param.min()) + " to " + plain(param.max()) + ", ";
        }
        return low ? "at least " + plain(param.min()) + ", " : high ? "at most " + plain(param.max()) + ", " : "";
    }

    private static String plain(double value) {
        return Words.number(java.math.BigDecimal.valueOf(value));
    }

    private void node(NodeSight node) {
        heading(node.title() + (node.ownName().isEmpty() ? "" : " “" + node.name() + "”"));
        node.descriptor().map(NodeDescriptor::summary).ifPresent(this::say);
        say(NodeEdits.description(document.workflow(), node.name()));
        if (!node.ports().known()) {
            say(missing(node));
        }
        NodeActivity activity = node.activity();
        if (activity.state() != NodeActivity.State.IDLE) {
            faint(FooterPainter.words(node));
            Optional.of(activity.reason())
                    .filter(reason -> !reason.isEmpty() && activity.state() != NodeActivity.State.FAILED)
                    .ifPresent(reason -> say(why(activity.state()) + reason));
        }
        problems(document.findings().of(node.name()));
    }

    private static String why(NodeActivity.State state) {
        return switch (state) {
            case DONE -> "Ran: ";
            case REUSED -> "Reused: ";
            default -> "";
        };
    }

    private static String missing(NodeSight node) {
        return node.node()
                .component()
                .map(link -> "The workflow file " + link.file() + " is not there, or is no component.")
                .orElse("No installed module brings " + node.node().type()
                        + "; its values and wires are kept as they are.");
    }

    private void problems(List<Problem> problems) {
        problems.forEach(problem -> lines.add("<font color='"
                + (problem.severity() == Problem.Severity.ERROR ? "#E5534B" : "#D9A032") + "'>"
                + escaped(problem.sentence()) + "</font>"));
    }

    private void heading(String text) {
        lines.add("<b>" + escaped(text) + "</b>");
    }

    private void say(String text) {
        if (!text.isBlank()) {
            lines.add(escaped(text.strip()));
        }
    }

    private void faint(String text) {
        lines.add("<font color='gray'>" + escaped(text) + "</font>");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\n", "<br>");
    }
}
