package org.quarry.editor.canvas;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.RoundRectangle2D;
import org.quarry.editor.document.Words;
import org.quarry.workflow.Input;
import org.quarry.workflow.InputPort;
import org.quarry.workflow.OutputPort;
import org.quarry.workflow.Socket;

/** Paints the rows of a node: its ports with their labels, its parameters, the fold. */
final class RowPainter {
    private static final double LABEL = 12;

    private final View view;
    private final CanvasTheme theme;
    private final FieldPainter fields;
    private final Exposed exposed = new Exposed();

    RowPainter(View view) {
        this.view = view;
        theme = view.theme();
        fields = new FieldPainter(view);
    }

    void paint(Graphics2D g, NodeSight node, NodeFace.Row row) {
        g.setFont(CanvasTheme.LABEL);
        if (row instanceof NodeFace.Ports ports) {
            labels(g, node, ports);
        } else if (row instanceof NodeFace.Parameter parameter) {
            if (parameter.linked()) {
                g.setColor(theme.faint());
                Text.left(g, Words.label(parameter.port().name()), LABEL, row.top() + 15);
            } else {
                fields.paint(g, node, parameter);
            }
        } else if (row instanceof NodeFace.Fold fold) {
            fold(g, node, fold);
        }
    }

    private void labels(Graphics2D g, NodeSight node, NodeFace.Ports row) {
        double base = row.top() + 15;
        double width = node.face().width();
        g.setColor(theme.text());
        double left = LABEL;
        if (row.input().isPresent()) {
            String label =
                    Text.fit(CanvasTheme.LABEL, Words.label(row.input().get().name()), width / 2);
            Text.left(g, label, LABEL, base);
            left += Text.width(CanvasTheme.LABEL, label) + 6;
        }
        if (row.output().isPresent()) {
            OutputPort output = row.output().get();
            String label = Text.fit(CanvasTheme.LABEL, Words.label(output.name()), width - LABEL - left);
            Text.right(g, label, width - LABEL, base);
            double right = width - LABEL - Text.width(CanvasTheme.LABEL, label) - 6;
            String coming = node.coming(output).map(Coming::shape).orElse("");
            if (!coming.isEmpty() && Text.width(CanvasTheme.SMALL, coming) <= right - left) {
                g.setFont(CanvasTheme.SMALL);
                g.setColor(theme.faint());
                Text.right(g, coming, right, base - 0.5);
                g.setFont(CanvasTheme.LABEL);
            }
        }
    }

    private void fold(Graphics2D g, NodeSight node, NodeFace.Fold fold) {
        g.setColor(theme.faint());
        String words = fold.open() ? "fewer" : fold.count() + " more";
        double x = node.face().width() / 2;
        Text.left(g, words, x - Text.width(CanvasTheme.LABEL, words) / 2, fold.top() + 15);
        double reach = Text.width(CanvasTheme.LABEL, words) / 2 + 8;
        g.setStroke(new BasicStroke(1.2f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        for (double side : new double[] {-reach, reach}) {
            double tip = fold.open() ? -2 : 2;
            Path2D sign = new Path2D.Double();
            sign.moveTo(x + side - 3.5, fold.top() + 11 - tip);
            sign.lineTo(x + side, fold.top() + 11 + tip);
            sign.lineTo(x + side + 3.5, fold.top() + 11 - tip);
            g.draw(sign);
        }
    }

    /** The ports of a node, over its outline. */
    void ports(Graphics2D g, NodeSight node) {
        node.ports().inputs().forEach(input -> {
            if (node.face().inputs().containsKey(input.name())) {
                boolean linked = node.node().inputs().get(input.name()) instanceof Input.Wires;
                input(g, node, input, linked);
            }
        });
        node.ports().outputs().forEach(output -> {
            Socket socket = new Socket(node.name(), output.name());
            Color colour = theme.ink(TypeLook.of(output.type(), output.kind()).colour());
            Shape shape = shape(node.face().output(output.name()), node.perStep(output), false);
            port(g, shape, colour, true, view.hover().on(socket, true));
            if (exposed.outputs(node.document().workflow()).contains(socket)) {
                exposed(g, node.face().output(output.name()), 1, colour);
            }
        });
    }

    private void input(Graphics2D g, NodeSight node, InputPort input, boolean linked) {
        boolean parameter = input.param().isPresent();
        Socket socket = new Socket(node.name(), input.name());
        var problems = node.document().findings().of(socket);
        boolean hovered = view.hover().on(socket, false);
        // Twenty hollow ports of parameters would hide the few that matter.
        boolean shown = exposed.inputs(node.document().workflow()).contains(socket);
        if (parameter
                && !linked
                && !shown
                && problems.isEmpty()
                && !hovered
                && !view.hover().on(node.name())) {
            return;
        }
        Color colour = problems.isEmpty()
                ? theme.ink(TypeLook.of(input.type(), input.kind()).colour())
                : FieldPainter.color(problems);
        Shape shape =
                shape(node.face().input(input.name()), node.perStep(input), input.arity() == InputPort.Arity.LIST);
        port(g, shape, colour, linked, hovered);
        if (shown) {
            exposed(g, node.face().input(input.name()), -1, colour);
        }
    }

    /** A line with an end, away from the node: the port goes on outside of the component. @param side -1 left, 1 right */
    private void exposed(Graphics2D g, Point2D port, int side, Color colour) {
        double from = port.getX() + side * 8;
        double to = port.getX() + side * 16;
        g.setColor(colour);
        g.setStroke(new BasicStroke(1.6f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        g.draw(new Line2D.Double(from, port.getY(), to, port.getY()));
        g.draw(new Line2D.Double(to, port.getY() - 5, to, port.getY() + 5));
    }

    private void port(Graphics2D g, Shape shape, Color colour, boolean filled, boolean hovered) {
        if (hovered) {
            g.setColor(CanvasTheme.withAlpha(colour, 90));
            g.setStroke(new BasicStroke(7));
            g.draw(shape);
        }
        g.setColor(filled ? colour : theme.node());
        g.fill(shape);
        g.setColor(filled ? theme.outline() : colour);
        g.setStroke(new BasicStroke(filled ? 1 : 1.6f));
        g.draw(shape);
    }

    /** Round for once, a diamond for per step, long for a list of wires. */
    static Shape shape(Point2D at, boolean perStep, boolean list) {
        double x = at.getX();
        double y = at.getY();
        if (perStep) {
            Path2D diamond = new Path2D.Double();
            diamond.moveTo(x, y - 6.5);
            diamond.lineTo(x + 6.5, y);
            diamond.lineTo(x, y + 6.5);
            diamond.lineTo(x - 6.5, y);
            diamond.closePath();
            return diamond;
        }
        return list
                ? new RoundRectangle2D.Double(x - 4.5, y - 8, 9, 16, 9, 9)
                : new Ellipse2D.Double(x - 5, y - 5, 10, 10);
    }
}
