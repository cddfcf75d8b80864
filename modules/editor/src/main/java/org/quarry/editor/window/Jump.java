package org.quarry.editor.window;

import java.util.Set;
import org.quarry.editor.document.Document;
import org.quarry.editor.document.Selection;

/** Goes to places of open documents. */
public final class Jump {
    private Jump() {}

    /** Selects a node and brings it to the middle. Of a node within a component, the instance. */
    public static void to(Document document, String node) {
        String outer = node.split("/", 2)[0];
        if (document.workflow().nodes().containsKey(outer)) {
            document.select(Selection.ofNodes(Set.of(outer)));
            OpenDocuments.here().window(document).ifPresent(window -> {
                window.requestVisible();
                window.canvas().show(outer);
            });
        }
    }
}
