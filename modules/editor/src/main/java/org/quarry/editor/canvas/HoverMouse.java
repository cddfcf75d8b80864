package org.quarry.editor.canvas;

import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.awt.geom.Point2D;
import java.util.Optional;

/** Notes what the mouse is over, so that it is painted so and can be told of. */
final class HoverMouse extends MouseAdapter {
    private static final double WIRE_REACH = 5;

    private final Canvas canvas;

    HoverMouse(Canvas canvas) {
        this.canvas = canvas;
    }

    @Override
    public void mouseMoved(MouseEvent e) {
        canvas.surface().hover(at(canvas.viewport().toCanvas(e.getPoint())));
    }

    @Override
    public void mouseExited(MouseEvent e) {
        canvas.surface().hover(Hover.NOTHING);
    }

    private Hover at(Point2D at) {
        Hits hits = canvas.hits();
        Optional<Hits.PortSpot> port = hits.port(at, NodeFace.PORT_REACH);
        Optional<String> node = hits.node(at).map(NodeSight::name);
        if (port.isPresent() || node.isPresent()) {
            return new Hover(
                    node.or(() -> port.map(spot -> spot.socket().node())),
                    port,
                    Optional.empty(),
                    port.isPresent() ? Optional.empty() : hits.field(at).map(Hits.FieldSpot::socket));
        }
        return new Hover(
                Optional.empty(),
                Optional.empty(),
                hits.link(at, WIRE_REACH / canvas.viewport().zoom()),
                Optional.empty());
    }
}
