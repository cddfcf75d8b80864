package org.quarry.editor.canvas;

import java.util.Optional;
import org.quarry.editor.document.Link;
import org.quarry.workflow.Socket;

/** What the mouse is over. */
record Hover(Optional<String> node, Optional<Hits.PortSpot> port, Optional<Link> link, Optional<Socket> field) {
    static final Hover NOTHING = new Hover(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    boolean on(String name) {
        return node.filter(name::equals).isPresent();
    }

    boolean on(Socket socket, boolean output) {
        return port.filter(spot -> spot.output() == output && spot.socket().equals(socket))
                .isPresent();
    }

    boolean on(Link wire) {
        return link.filter(wire::equals).isPresent();
    }

    boolean onField(Socket parameter) {
        return field.filter(parameter::equals).isPresent();
    }
}
