package org.quarry.editor.canvas;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.util.List;
import org.quarry.editor.document.Edits;
import org.quarry.editor.document.SeedMode;
import org.quarry.editor.document.Words;
import org.quarry.json.Json;
import org.quarry.workflow.InputPort;
import org.quarry.workflow.ParamSpec;
import org.quarry.workflow.Problem;
import org.quarry.workflow.Socket;

/** Paints the values of parameters, in fields that look like what they are edited with. */
final class FieldPainter {
    private static final int LINES = 3;
    private static final double LINE = 15;
    /** A bar that shows a value among more notches than this says nothing. */
    private static final double MOST_NOTCHES = 1000;

    private final View view;
    private final CanvasTheme theme;

    FieldPainter(View view) {
        this.view = view;
        theme = view.theme();
    }

    void paint(Graphics2D g, NodeSight node, NodeFace.Parameter row) {
        InputPort port = row.port();
        Socket socket = new Socket(node.name(), port.name());
        Rectangle2D at = row.field(node.face().width());
        FieldKind kind = FieldKind.of(port);
        Json value = Edits.value(node.document().workflow(), node.name(), port);
        body(g, node, socket, at, port, value);
        String label = Words.label(port.name());
        g.setFont(CanvasTheme.LABEL);
        g.setColor(theme.faint());
        double base = at.getY() + 13;
        double right = at.getMaxX() - 6 - kind.signs();
        double most = kind == FieldKind.LONG_TEXT ? at.getWidth() - 14 : (right - at.getX()) * 0.62;
        String name = Text.fit(CanvasTheme.LABEL, label, most);
        Text.left(g, name, at.getX() + 7, base);
        g.setColor(theme.text());
        if (kind == FieldKind.LONG_TEXT) {
            lines(g, at, Words.value(port, value));
        } else if (kind != FieldKind.TOGGLE) {
            double room = right - at.getX() - 17 - Text.width(CanvasTheme.LABEL, name);
            value(g, port, Words.value(port, value), right, base, room);
        }
        signs(
                g,
                kind,
                at,
                SeedMode.of(node.document().workflow(), socket),
                Json.of(true).equals(value));
    }

    private void body(Graphics2D g, NodeSight node, Socket socket, Rectangle2D at, InputPort port, Json value) {
        RoundRectangle2D box = new RoundRectangle2D.Double(at.getX(), at.getY(), at.getWidth(), at.getHeight(), 7, 7);
        g.setColor(theme.field());
        g.fill(box);
        double filled = filled(port, value);
        if (filled > 0) {
            g.setColor(theme.filled());
            java.awt.Shape clip = g.getClip();
            g.clip(new Rectangle2D.Double(at.getX(), at.getY(), at.getWidth() * filled, at.getHeight()));
            g.fill(box);
            g.setClip(clip);
        }
        List<Problem> problems = node.document().findings().of(socket);
        if (!problems.isEmpty() || view.hover().onField(socket)) {
            g.setColor(problems.isEmpty() ? theme.faint() : color(problems));
            g.setStroke(new BasicStroke(1));
            g.draw(box);
        }
    }

    static Color color(List<Problem> problems) {
        boolean error = problems.stream().anyMatch(problem -> problem.severity() == Problem.Severity.ERROR);
        return error ? CanvasTheme.ERROR : CanvasTheme.WARNING;
    }

    /** How much of a field is filled, from 0 to 1. */
    static double filled(InputPort port, Json value) {
        ParamSpec param = port.param().orElseThrow();
        double range = param.max() - param.min();
        boolean bar = FieldKind.of(port) == FieldKind.NUMBER
                && Double.isFinite(range)
                && range > 0
                && range / (param.step() > 0 ? param.step() : range / 100) <= MOST_NOTCHES;
        return bar && value instanceof Json.Numeral numeral
                ? Math.max(0, Math.min(1, (numeral.value().doubleValue() - param.min()) / range))
                : 0;
    }

    private void value(Graphics2D g, InputPort port, String value, double right, double base, double room) {
        String shown = value;
        if (value.isEmpty()) {
            g.setColor(CanvasTheme.withAlpha(theme.faint(), 150));
            shown = FieldKind.of(port) == FieldKind.FILE ? "choose a file" : "empty";
        }
        Text.right(g, Text.fit(CanvasTheme.LABEL, shown, room), right, base);
    }

    private void lines(Graphics2D g, Rectangle2D at, String text) {
        if (text.isBlank()) {
            g.setColor(CanvasTheme.withAlpha(theme.faint(), 150));
            Text.left(g, "empty; click to write", at.getX() + 7, at.getY() + 13 + LINE);
            return;
        }
        double y = at.getY() + 13 + LINE;
        for (String line : Text.wrap(CanvasTheme.LABEL, text.strip(), at.getWidth() - 14, LINES)) {
            Text.left(g, line, at.getX() + 7, y);
            y += LINE;
        }
    }

    private void signs(Graphics2D g, FieldKind kind, Rectangle2D at, SeedMode mode, boolean on) {
        double x = at.getMaxX() - FieldKind.SIGN / 2 - 2;
        double y = at.getY() + 9;
        g.setStroke(new BasicStroke(1.2f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        g.setColor(theme.faint());
        switch (kind) {
            case CHOICE, MODEL -> chevron(g, x, y);
            case FILE -> folder(g, x, y);
            case TOGGLE -> tick(g, x, y, on);
            case SEED -> {
                dice(g, x, y);
                mode(g, x - FieldKind.SIGN, y, mode);
            }
            case NUMBER, TEXT, LONG_TEXT -> {}
        }
    }

    private static void chevron(Graphics2D g, double x, double y) {
        Path2D sign = new Path2D.Double();
        sign.moveTo(x - 3.5, y - 1.5);
        sign.lineTo(x, y + 2);
        sign.lineTo(x + 3.5, y - 1.5);
        g.draw(sign);
    }

    private static void folder(Graphics2D g, double x, double y) {
        Path2D sign = new Path2D.Double();
        sign.moveTo(x - 5, y + 4);
        sign.lineTo(x - 5, y - 4);
        sign.lineTo(x - 1, y - 4);
        sign.lineTo(x + 0.5, y - 2);
        sign.lineTo(x + 5, y - 2);
        sign.lineTo(x + 5, y + 4);
        sign.closePath();
        g.draw(sign);
    }

    private void tick(Graphics2D g, double x, double y, boolean on) {
        RoundRectangle2D box = new RoundRectangle2D.Double(x - 5.5, y - 5.5, 11, 11, 4, 4);
        if (!on) {
            g.draw(box);
            return;
        }
        g.setColor(CanvasTheme.SELECTED);
        g.fill(box);
        g.setColor(Color.WHITE);
        g.setStroke(new BasicStroke(1.6f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        Path2D sign = new Path2D.Double();
        sign.moveTo(x - 2.8, y);
        sign.lineTo(x - 0.8, y + 2.4);
        sign.lineTo(x + 3, y - 2.4);
        g.draw(sign);
    }

    private static void dice(Graphics2D g, double x, double y) {
        g.draw(new RoundRectangle2D.Double(x - 5.5, y - 5.5, 11, 11, 4, 4));
        for (double[] dot : new double[][] {{-2.5, -2.5}, {2.5, 2.5}, {0, 0}}) {
            g.fill(new Ellipse2D.Double(x + dot[0] - 1, y + dot[1] - 1, 2, 2));
        }
    }

    /** A lock for a seed that stays, crossing arrows for one that is drawn, a plus for one that is counted up. */
    private static void mode(Graphics2D g, double x, double y, SeedMode mode) {
        Path2D sign = new Path2D.Double();
        switch (mode) {
            case FIXED -> {
                g.fill(new RoundRectangle2D.Double(x - 4, y - 1, 8, 6, 2, 2));
                sign.moveTo(x - 2.5, y - 1);
                sign.curveTo(x - 2.5, y - 6.5, x + 2.5, y - 6.5, x + 2.5, y - 1);
            }
            case RANDOM -> {
                sign.moveTo(x - 5, y - 3);
                sign.curveTo(x, y - 3, x, y + 3, x + 5, y + 3);
                sign.moveTo(x - 5, y + 3);
                sign.curveTo(x, y + 3, x, y - 3, x + 5, y - 3);
            }
            case INCREMENT -> {
                sign.moveTo(x - 4, y);
                sign.lineTo(x + 4, y);
                sign.moveTo(x, y - 4);
                sign.lineTo(x, y + 4);
            }
        }
        g.draw(sign);
    }
}
