package org.quarry.editor.canvas;

import java.awt.Toolkit;
import java.awt.datatransfer.Clipboard;
import java.awt.datatransfer.DataFlavor;
import java.awt.datatransfer.StringSelection;
import java.awt.datatransfer.UnsupportedFlavorException;
import java.awt.geom.Point2D;
import java.io.IOException;
import java.util.Map;
import org.quarry.editor.document.ClipboardEdits;
import org.quarry.editor.document.Document;
import org.quarry.editor.document.Edited;
import org.quarry.editor.document.LayoutEdits;
import org.quarry.editor.document.NodeEdits;
import org.quarry.editor.document.Selection;
import org.quarry.json.JsonException;
import org.quarry.workflow.Workflow;

/** Copies from a canvas and pastes to it, as text in the words of the file format. */
final class CanvasClipboard {
    private final Canvas canvas;
    private final Document document;
    private final Clipboard clipboard;

    CanvasClipboard(Canvas canvas, Clipboard clipboard) {
        this.canvas = canvas;
        this.clipboard = clipboard;
        document = canvas.document();
    }

    /** That of the system. */
    static CanvasClipboard system(Canvas canvas) {
        return new CanvasClipboard(canvas, Toolkit.getDefaultToolkit().getSystemClipboard());
    }

    void copy() {
        clipboard.setContents(
                new StringSelection(ClipboardEdits.copy(document.workflow(), document.selection())), null);
    }

    void cut() {
        copy();
        Selection chosen = LayoutEdits.withContents(document.workflow(), document.selection());
        document.edit("Cut", workflow -> NodeEdits.delete(workflow, chosen));
        document.select(Selection.NONE);
    }

    void paste() {
        try {
            paste((String) clipboard.getData(DataFlavor.stringFlavor));
        } catch (UnsupportedFlavorException | IOException e) {
            canvas.tell("The clipboard holds no text; copy nodes here, or the text of a workflow elsewhere.");
        }
    }

    /** Pastes a text where the mouse is. */
    void paste(String text) {
        try {
            Workflow fragment = ClipboardEdits.read(text);
            Point2D at = canvas.viewport().toCanvas(canvas.mouse());
            Point2D corner = new Point2D.Double(LayoutEdits.snapped(at.getX()), LayoutEdits.snapped(at.getY()));
            Edited pasted = ClipboardEdits.paste(document.workflow(), fragment, corner);
            done("Paste", pasted);
            if (fragment.layout().places().isEmpty()) {
                spread(pasted);
            }
        } catch (JsonException e) {
            canvas.tell("What is in the clipboard is no part of a workflow: " + e.getMessage()
                    + "; copy nodes here, or the text of a workflow elsewhere.");
        }
    }

    void duplicate(boolean linked) {
        Workflow workflow = document.workflow();
        Selection chosen = document.selection();
        done(
                "Duplicate",
                linked ? ClipboardEdits.duplicateLinked(workflow, chosen) : ClipboardEdits.duplicate(workflow, chosen));
    }

    /** What was written by hand does not say where it stands, and would lie in one heap. */
    private void spread(Edited pasted) {
        Map<String, Point2D> corners =
                new Arrangement(canvas.scene()).of(pasted.selection().nodes());
        document.edit("Paste", word("Paste", pasted), workflow -> LayoutEdits.arranged(workflow, corners));
    }

    private void done(String name, Edited edited) {
        document.edit(name, word(name, edited), workflow -> edited.workflow());
        document.select(edited.selection());
    }

    /** What is done to the same nodes is undone together. */
    private static String word(String name, Edited edited) {
        return name + " " + edited.selection();
    }
}
