package org.quarry.editor.window;

import java.awt.Point;
import java.awt.geom.Point2D;
import java.util.Optional;
import java.util.Set;
import org.quarry.editor.Workbench;
import org.quarry.editor.canvas.Canvas;
import org.quarry.editor.document.Document;
import org.quarry.editor.document.Names;
import org.quarry.editor.document.Selection;
import org.quarry.editor.problem.Repairs;
import org.quarry.editor.search.NodeChoice;

/** Adds nodes where nobody pointed at a place. */
final class Adding {
    private Adding() {}

    /** Adds a node in the middle of the canvas in front, and selects it. */
    static void add(NodeChoice choice) {
        Workbench.here().current().ifPresent(document -> add(document, choice));
    }

    private static void add(Document document, NodeChoice choice) {
        Optional<Canvas> canvas = OpenDocuments.here().window(document).map(WorkflowWindow::canvas);
        Point2D middle = canvas.map(on ->
                        on.viewport().toCanvas(new Point(on.getWidth() / 2 - 110, on.getHeight() / 2 - 60)))
                .orElse(new Point2D.Double());
        String name = Names.unique(
                Names.kebab(choice.name()), document.workflow().nodes().keySet());
        document.edit(
                "Add " + choice.name(),
                Repairs.added(name, choice.placed(), Repairs.free(document.workflow(), middle)));
        document.select(Selection.ofNodes(Set.of(name)));
        canvas.ifPresent(Canvas::requestFocusInWindow);
    }
}
