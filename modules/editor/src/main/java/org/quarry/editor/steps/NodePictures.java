package org.quarry.editor.steps;

import org.quarry.editor.document.Document;
import org.quarry.tensor.Picture;

/** Shows on the nodes of a document what stood on their wires at a step. */
final class NodePictures {
    private NodePictures() {}

    static void show(Document document, Reel reel, int index) {
        if (index < 0) {
            return;
        }
        document.activity()
                .together(() -> reel.tensors(index).forEach((port, tensor) -> {
                    String node = port.equals(Reel.CLEAN) ? reel.driver().name() : port.split("\\.", 2)[0];
                    boolean there = document.workflow().nodes().containsKey(node) && !port.equals(Reel.SAMPLE);
                    if (there) {
                        reel.picture(tensor).ifPresent(picture -> show(document, node, picture));
                    }
                }));
    }

    private static void show(Document document, String node, Picture picture) {
        document.activity().update(node, known -> known.showing(picture));
    }
}
