package org.quarry.nodes.image;

import org.quarry.node.NodeException;
import org.quarry.tensor.Colour;

/** Colours as parameters. */
final class Colours {
    private Colours() {}

    /** @throws NodeException if the text is no colour */
    static Colour parse(String input, String written) {
        return Colour.parse(written)
                .orElseThrow(() ->
                        new NodeException(input, "found '" + written + "'; wanted a colour as #rrggbb, as in #00ff00"));
    }
}
