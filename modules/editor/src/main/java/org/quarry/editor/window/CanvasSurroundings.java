package org.quarry.editor.window;

import java.awt.Point;
import java.awt.datatransfer.Transferable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javax.swing.Action;
import org.openide.util.Utilities;
import org.quarry.editor.canvas.Canvas;
import org.quarry.editor.canvas.Surroundings;
import org.quarry.editor.document.Document;
import org.quarry.editor.document.Selection;

/** What the desktop does for a canvas: context menus from the layer's folders, files and components in tabs. */
final class CanvasSurroundings implements Surroundings {
    @Override
    public void menu(Canvas canvas, Point at) {
        Action[] actions = Utilities.actionsForPath(
                        "Quarry/Canvas/" + folder(canvas.document().selection()))
                .toArray(new Action[0]);
        Utilities.actionsToPopup(actions, canvas).show(canvas, at.x, at.y);
    }

    private static String folder(Selection chosen) {
        if (!chosen.nodes().isEmpty()) {
            return "Node";
        } else if (!chosen.links().isEmpty()) {
            return "Link";
        }
        return chosen.empty() ? "Empty" : "Sheet";
    }

    @Override
    public boolean take(Canvas canvas, Transferable files, Point at) {
        return WorkflowDrop.take(files, canvas.document(), canvas.viewport().toCanvas(at));
    }

    @Override
    public boolean openComponent(Document document, String instance) {
        Optional<Path> file = document.workflow()
                .find(instance)
                .flatMap(node -> node.component())
                .map(link -> document.folder().resolve(link.file()).normalize())
                .filter(Files::isRegularFile);
        file.ifPresent(path -> OpenDocuments.here().open(path, inner -> Inside.show(document, instance, inner)));
        return file.isPresent();
    }
}
