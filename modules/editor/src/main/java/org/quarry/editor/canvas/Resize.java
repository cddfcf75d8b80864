package org.quarry.editor.canvas;

import java.awt.Cursor;
import java.awt.event.MouseEvent;
import java.awt.geom.Point2D;
import org.quarry.editor.document.Document;
import org.quarry.editor.document.Edits;
import org.quarry.editor.document.FrameEdits;
import org.quarry.editor.document.LayoutEdits;
import org.quarry.workflow.Layout;
import org.quarry.workflow.Workflow;

/** Makes a frame or a note larger or smaller. */
final class Resize implements Gesture {
    private final Canvas canvas;
    private final Document document;
    private final String word;
    private final Workflow before;
    private final Sizing sizing;
    private final int cursor;

    /** How a workflow looks when the thing ends at a point. */
    private interface Sizing {
        Workflow to(Workflow workflow, Point2D end);
    }

    private Resize(Canvas canvas, MouseEvent press, Sizing sizing, int cursor) {
        this.canvas = canvas;
        document = canvas.document();
        before = document.workflow();
        word = "resize " + press.getWhen();
        this.sizing = sizing;
        this.cursor = cursor;
    }

    static Resize frame(Canvas canvas, int index, MouseEvent press) {
        Sizing sizing = (workflow, end) -> FrameEdits.changed(
                workflow,
                index,
                frame -> FrameEdits.sized(
                        frame,
                        LayoutEdits.snapped(end.getX()) - frame.x(),
                        LayoutEdits.snapped(end.getY()) - frame.y()));
        return new Resize(canvas, press, sizing, Cursor.SE_RESIZE_CURSOR);
    }

    static Resize note(Canvas canvas, int index, MouseEvent press) {
        Sizing sizing = (workflow, end) -> {
            Layout.Note note = workflow.layout().notes().get(index);
            return FrameEdits.wrapped(workflow, index, LayoutEdits.snapped(end.getX()) - note.x());
        };
        return new Resize(canvas, press, sizing, Cursor.E_RESIZE_CURSOR);
    }

    @Override
    public void drag(MouseEvent e) {
        Point2D end = canvas.viewport().toCanvas(e.getPoint());
        document.edit("Resize", word, workflow -> sizing.to(workflow, end));
    }

    @Override
    public void drop(MouseEvent e) {
        drag(e);
    }

    @Override
    public void cancel() {
        document.edit("Resize", word, workflow -> Edits.with(workflow, before.layout()));
    }

    @Override
    public Cursor cursor() {
        return Cursor.getPredefinedCursor(cursor);
    }
}
