package org.quarry.editor.steps;

import org.quarry.editor.document.Document;
import org.quarry.editor.picture.LatentColours;
import org.quarry.tensor.Tensor;

/** Shows on the nodes of a document what stood on their wires at a step. */
final class NodePictures {
    private NodePictures() {}

    static void show(Document document, Reel reel, int index) {
        if (index < 0) {
            return;
        }
        String family = reel.driver().family();
        document.activity()
                .together(() -> reel.tensors(index).forEach((port, tensor) -> {
                    String node = port.equals(Reel.CLEAN) ? reel.driver().name() : port.split("\\.", 2)[0];
                    if (LatentColours.fits(tensor)
                            && document.workflow().nodes().containsKey(node)
                            && !port.equals(Reel.SAMPLE)) {
                        show(document, node, tensor, family);
                    }
                }));
    }

    private static void show(Document document, String node, Tensor tensor, String family) {
        document.activity().update(node, known -> known.showing(LatentColours.of(tensor, family)));
    }
}
