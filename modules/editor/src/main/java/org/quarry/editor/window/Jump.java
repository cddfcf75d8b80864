package org.quarry.editor.window;

import java.util.Optional;
import java.util.Set;
import org.openide.windows.TopComponent;
import org.quarry.editor.canvas.Canvas;
import org.quarry.editor.document.Document;
import org.quarry.editor.document.Selection;

/** Goes to places of open documents. */
public final class Jump {
    private Jump() {}

    /** The tab of a document, if it is open. */
    public static Optional<WorkflowWindow> window(Document document) {
        return TopComponent.getRegistry().getOpened().stream()
                .filter(WorkflowWindow.class::isInstance)
                .map(WorkflowWindow.class::cast)
                .filter(window -> window.document() == document)
                .findFirst();
    }

    /** The canvas of a document, if it is open. */
    public static Optional<Canvas> canvas(Document document) {
        return window(document).map(WorkflowWindow::canvas);
    }

    /** Selects a node and brings it to the middle. Of a node within a component, the instance. */
    public static void to(Document document, String node) {
        String outer = node.split("/", 2)[0];
        if (document.workflow().nodes().containsKey(outer)) {
            document.select(Selection.ofNodes(Set.of(outer)));
            window(document).ifPresent(window -> {
                window.requestVisible();
                window.canvas().show(outer);
            });
        }
    }
}
