package org.quarry.editor.canvas;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.event.MouseEvent;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Point2D;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.quarry.editor.document.Document;
import org.quarry.editor.document.Link;
import org.quarry.editor.document.LinkEdits;
import org.quarry.editor.document.Selection;
import org.quarry.workflow.InputPort.Arity;
import org.quarry.workflow.Problem;
import org.quarry.workflow.Socket;
import org.quarry.workflow.WireProblem;

/**
 * Draws a wire from a port to another, either way, or leads the end of one that is there elsewhere. Ports that fit light
 * up; over one that does not, a sentence says why. On the empty canvas a new wire asks for a node, an old one goes.
 */
final class LinkDrag implements Gesture {
    private static final double REACH = 16;

    private final Canvas canvas;
    private final Document document;
    private final LinkTargets targets;
    private final Optional<Link> picked;
    private Point2D mouse;
    private Optional<Hits.PortSpot> over = Optional.empty();

    private LinkDrag(Canvas canvas, LinkTargets targets, Optional<Link> picked, MouseEvent press) {
        this.canvas = canvas;
        this.targets = targets;
        this.picked = picked;
        document = canvas.document();
        mouse = canvas.viewport().toCanvas(press.getPoint());
    }

    /** From a port. From an input that has a wire, its end is taken; with Ctrl a new one is drawn. */
    static LinkDrag of(Canvas canvas, Hits.PortSpot port, MouseEvent press) {
        Document document = canvas.document();
        List<Socket> wires = port.output() ? List.of() : LinkEdits.wires(document.workflow(), port.socket());
        if (wires.isEmpty() || press.isControlDown()) {
            LinkTargets targets = new LinkTargets(canvas, document.workflow(), port.socket(), port.output());
            return new LinkDrag(canvas, targets, Optional.empty(), press);
        }
        Link link = new Link(wires.get(wires.size() - 1), port.socket());
        LinkTargets targets =
                new LinkTargets(canvas, LinkEdits.unlink(document.workflow(), List.of(link)), link.from(), true);
        return new LinkDrag(canvas, targets, Optional.of(link), press);
    }

    @Override
    public void drag(MouseEvent e) {
        mouse = canvas.viewport().toCanvas(e.getPoint());
        over = target();
        canvas.say(over.flatMap(spot -> targets.problem(spot.socket()))
                .map(problem -> sentence(problem, over.orElseThrow()))
                .orElse(""));
    }

    private static String sentence(Problem problem, Hits.PortSpot at) {
        String hint = problem instanceof WireProblem.WrongKind ? " (drop with Alt to link it all the same)" : "";
        return at.socket() + ": " + problem.sentence() + hint;
    }

    /** The port under the mouse; of a node under it the first that fits, so that nobody need aim well. */
    private Optional<Hits.PortSpot> target() {
        Optional<Hits.PortSpot> near = canvas.hits()
                .port(mouse, REACH / Math.min(1, canvas.viewport().zoom()))
                .filter(spot -> spot.output() != targets.fromOutput());
        if (near.isPresent()) {
            return near;
        }
        return canvas.hits().node(mouse).flatMap(targets::firstFree);
    }

    @Override
    public void click(MouseEvent e) {
        document.select(Selection.ofNodes(Set.of(
                picked.map(link -> link.to().node()).orElse(targets.anchor().node()))));
    }

    @Override
    public void drop(MouseEvent e) {
        drag(e);
        if (over.isPresent()) {
            linkTo(over.get(), e.isAltDown());
        } else if (picked.isPresent()) {
            canvas.say("");
            document.edit("Remove link", workflow -> LinkEdits.unlink(workflow, List.of(picked.get())));
        } else {
            new NodeAdding(canvas).linked(e.getPoint(), targets);
        }
    }

    /** @param forced links what belongs to different models too, so that one wire after the other can be changed */
    private void linkTo(Hits.PortSpot spot, boolean forced) {
        Socket end = spot.socket();
        Optional<Problem> refused = targets.problem(end)
                .filter(LinkTargets::refuses)
                .filter(problem -> !(forced && problem instanceof WireProblem.WrongKind));
        if (refused.isPresent()) {
            canvas.tell(sentence(refused.get(), spot));
            return;
        }
        canvas.say("");
        Link link = targets.link(end);
        Arity arity = document.ports(link.to().node())
                .input(link.to().port())
                .map(port -> port.arity())
                .orElse(Arity.ONE);
        document.edit(
                "Link",
                workflow -> picked.map(old -> LinkEdits.moved(workflow, old, link.to(), arity))
                        .orElseGet(() -> LinkEdits.link(workflow, link, arity)));
    }

    @Override
    public void cancel() {
        canvas.say("");
    }

    @Override
    public void paint(Graphics2D g, View view) {
        picked.flatMap(link -> canvas.scene().find(link)).ifPresent(wire -> {
            g.setColor(CanvasTheme.withAlpha(view.theme().background(), 200));
            g.setStroke(new BasicStroke(wire.look().width() + 2));
            g.draw(wire.path());
        });
        if (view.readable()) {
            canvas.scene().nodes(view.area()).forEach(node -> lights(g, view, node));
        }
        Point2D end = over.map(Hits.PortSpot::at).orElse(mouse);
        Point2D start = targets.start();
        boolean refused = over.flatMap(spot -> targets.problem(spot.socket()))
                .filter(LinkTargets::refuses)
                .isPresent();
        g.setColor(refused ? CanvasTheme.ERROR : view.theme().ink(targets.look().colour()));
        g.setStroke(new BasicStroke(targets.look().width() + 1, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        g.draw(WireSight.curve(targets.fromOutput() ? List.of(start, end) : List.of(end, start)));
    }

    /** Lights up the ports of one node that fit and veils the others. */
    private void lights(Graphics2D g, View view, NodeSight node) {
        boolean inputs = targets.fromOutput();
        var ports = inputs ? node.face().inputs() : node.face().outputs();
        ports.keySet().forEach(port -> {
            Point2D at = inputs ? node.input(port) : node.output(port);
            Socket socket = new Socket(node.name(), port);
            if (targets.fits(socket)) {
                ring(g, at, over.filter(spot -> spot.socket().equals(socket)).isPresent() ? 11 : 8);
            } else {
                g.setColor(CanvasTheme.mix(view.theme().outline(), view.theme().faint(), 0.3));
                g.fill(disc(at, 6.5));
            }
        });
    }

    private static void ring(Graphics2D g, Point2D at, double radius) {
        g.setColor(new Color(0x4C, 0x9F, 0xFF, 70));
        g.fill(disc(at, radius));
        g.setColor(CanvasTheme.SELECTED);
        g.setStroke(new BasicStroke(2));
        g.draw(disc(at, radius));
    }

    private static Ellipse2D disc(Point2D at, double radius) {
        return new Ellipse2D.Double(at.getX() - radius, at.getY() - radius, 2 * radius, 2 * radius);
    }
}
