package org.quarry.editor.canvas;

import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.awt.geom.Point2D;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.swing.SwingUtilities;
import org.jspecify.annotations.Nullable;
import org.quarry.editor.canvas.Hits.FieldSpot;
import org.quarry.editor.document.Document;
import org.quarry.editor.document.Edits;
import org.quarry.editor.document.Parameters;
import org.quarry.editor.document.Scrub;
import org.quarry.editor.document.Selection;
import org.quarry.editor.document.Words;
import org.quarry.json.Json;
import org.quarry.workflow.Layout.Place;

/**
 * The mouse on what is on a node: fields, the fold, the right edge. It hears events before those who move nodes, and
 * consumes those that are its own.
 */
final class FieldMouse extends MouseAdapter {
    private static final int SLACK = 3;

    private final Canvas canvas;
    private @Nullable Pull pull;
    private int pulls;

    FieldMouse(Canvas canvas) {
        this.canvas = canvas;
    }

    /** Something is held and pulled. */
    private sealed interface Pull {}

    private record Number(FieldSpot spot, Scrub scrub, int from, String merge, boolean begun) implements Pull {
        Number moving() {
            return new Number(spot, scrub, from, merge, true);
        }
    }

    private record Width(String node, double wide, double from, String merge) implements Pull {}

    private boolean ours(MouseEvent e) {
        return SwingUtilities.isLeftMouseButton(e)
                && !e.isConsumed()
                && canvas.viewport().readable()
                && !e.isPopupTrigger();
    }

    @Override
    public void mousePressed(MouseEvent e) {
        pull = null;
        if (!ours(e) || e.isShiftDown() || e.isControlDown() || e.isAltDown()) {
            return;
        }
        Point2D at = canvas.viewport().toCanvas(e.getPoint());
        if (canvas.hits().port(at, NodeFace.PORT_REACH).isPresent()) {
            return;
        }
        Optional<FieldSpot> field = canvas.hits().field(at).filter(FieldMouse::number);
        Optional<NodeSight> edge = canvas.hits().rightEdge(at);
        if (edge.isPresent()) {
            pull = new Width(edge.get().name(), edge.get().face().width(), at.getX(), "width " + pulls++);
            e.consume();
        } else if (field.isPresent()) {
            canvas.requestFocusInWindow();
            select(field.get().node().name());
            pull = number(field.get(), e.getX());
            e.consume();
        }
    }

    private static boolean number(FieldSpot spot) {
        return FieldKind.of(spot.row().port()) == FieldKind.NUMBER;
    }

    private Number number(FieldSpot spot, int x) {
        Json value = Edits.value(
                canvas.document().workflow(), spot.node().name(), spot.row().port());
        BigDecimal start = value instanceof Json.Numeral numeral ? numeral.value() : BigDecimal.ZERO;
        return new Number(spot, new Scrub(spot.row().port(), start), x, "pull " + pulls++, false);
    }

    private void select(String node) {
        Document document = canvas.document();
        if (!document.selection().nodes().contains(node)) {
            document.select(Selection.ofNodes(Set.of(node)));
        }
    }

    @Override
    public void mouseDragged(MouseEvent e) {
        Pull held = pull;
        if (held instanceof Number number && (number.begun() || Math.abs(e.getX() - number.from()) > SLACK)) {
            pull = number.moving();
            Scrub.Speed speed =
                    e.isShiftDown() ? Scrub.Speed.FINE : e.isControlDown() ? Scrub.Speed.COARSE : Scrub.Speed.NORMAL;
            Json value = number.scrub().pulled(e.getX() - number.from(), speed);
            canvas.document()
                    .edit(
                            "Set " + Words.label(number.spot().row().port().name()),
                            number.merge(),
                            workflow -> Parameters.set(workflow, number.spot().socket(), value));
        } else if (held instanceof Width width) {
            double wide =
                    width.wide() + canvas.viewport().toCanvas(e.getPoint()).getX() - width.from();
            resize(width, Math.rint(Math.max(NodeFace.NARROWEST, Math.min(NodeFace.WIDEST, wide)) / 10) * 10);
        }
        if (held != null) {
            e.consume();
        }
    }

    private void resize(Width held, double wide) {
        canvas.document().edit("Make node wider", held.merge(), workflow -> {
            Place place = Edits.place(workflow, held.node());
            Map<String, Json> extras = new LinkedHashMap<>(place.extras());
            extras.put(NodeFace.WIDTH_EXTRA, Json.of(Math.round(wide)));
            return Edits.placed(workflow, held.node(), new Place(place.x(), place.y(), extras));
        });
    }

    @Override
    public void mouseReleased(MouseEvent e) {
        Pull held = pull;
        pull = null;
        if (held instanceof Number number && !number.begun()) {
            canvas.fields().open(number.spot().socket());
        }
        if (held != null) {
            e.consume();
        }
    }

    @Override
    public void mouseClicked(MouseEvent e) {
        if (!ours(e) || e.isShiftDown() || e.isControlDown() || e.isAltDown()) {
            return;
        }
        Point2D at = canvas.viewport().toCanvas(e.getPoint());
        Optional<FieldSpot> field = canvas.hits().field(at);
        if (field.isPresent() && !number(field.get())) {
            double fromRight = field.get().area().getMaxX() - at.getX();
            canvas.fields().click(field.get(), (int) (fromRight / FieldKind.SIGN));
            e.consume();
        } else if (canvas.hits().fold(at).isPresent()) {
            canvas.hits().fold(at).ifPresent(node -> fold(node.name()));
            e.consume();
        } else if (field.isPresent()) {
            e.consume();
        }
    }

    private void fold(String node) {
        canvas.document().edit("Show more parameters", workflow -> {
            Place place = Edits.place(workflow, node);
            Map<String, Json> extras = new LinkedHashMap<>(place.extras());
            if (extras.remove(NodeFace.OPEN_EXTRA) == null) {
                extras.put(NodeFace.OPEN_EXTRA, Json.of(true));
            }
            return Edits.placed(workflow, node, new Place(place.x(), place.y(), extras));
        });
    }
}
