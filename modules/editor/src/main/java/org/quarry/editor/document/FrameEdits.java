package org.quarry.editor.document;

import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.quarry.workflow.Layout;
import org.quarry.workflow.Layout.Frame;
import org.quarry.workflow.Layout.Note;
import org.quarry.workflow.Workflow;

/** Gestures on frames and notes. */
public final class FrameEdits {
    /** The height of a frame's title. */
    private static final double TITLE = 30;

    private static final double MARGIN = 20;
    private static final double SMALLEST = 60;
    private static final double NOTE_WIDTH = 240;

    private FrameEdits() {}

    /** With a frame around an area, behind all others. It is the last of the layout's frames. */
    public static Workflow framed(Workflow workflow, Rectangle2D area) {
        List<Frame> frames = new ArrayList<>(workflow.layout().frames());
        frames.add(new Frame(
                "Frame",
                Math.floor(area.getX() - MARGIN),
                Math.floor(area.getY() - MARGIN - TITLE),
                Math.ceil(area.getWidth() + 2 * MARGIN),
                Math.ceil(area.getHeight() + 2 * MARGIN + TITLE),
                "",
                Map.of()));
        return LayoutEdits.with(workflow, frames, workflow.layout().notes());
    }

    /** With one frame changed. */
    public static Workflow changed(Workflow workflow, int index, UnaryOperator<Frame> change) {
        List<Frame> frames = new ArrayList<>(workflow.layout().frames());
        frames.set(index, change.apply(frames.get(index)));
        return LayoutEdits.with(workflow, frames, workflow.layout().notes());
    }

    /** The frame with another title. */
    public static Frame titled(Frame frame, String title) {
        return new Frame(title, frame.x(), frame.y(), frame.width(), frame.height(), frame.colour(), frame.extras());
    }

    /** The frame in another colour. @param colour as {@code #rrggbb}; empty for the theme's own */
    public static Frame coloured(Frame frame, String colour) {
        return new Frame(frame.title(), frame.x(), frame.y(), frame.width(), frame.height(), colour, frame.extras());
    }

    /** The frame so far away. */
    static Frame moved(Frame frame, double x, double y) {
        return new Frame(
                frame.title(),
                frame.x() + x,
                frame.y() + y,
                frame.width(),
                frame.height(),
                frame.colour(),
                frame.extras());
    }

    /** The frame in another size, but not so small that it could not be taken hold of. */
    public static Frame sized(Frame frame, double width, double height) {
        return new Frame(
                frame.title(),
                frame.x(),
                frame.y(),
                Math.max(SMALLEST, Math.rint(width)),
                Math.max(SMALLEST, Math.rint(height)),
                frame.colour(),
                frame.extras());
    }

    /** What stands in a frame: nodes and notes whose upper left corner is in it, and frames that it holds whole. */
    public static Selection inside(Workflow workflow, int index) {
        Layout layout = workflow.layout();
        Frame frame = layout.frames().get(index);
        Rectangle2D area = area(frame);
        Set<String> nodes = workflow.nodes().keySet().stream()
                .filter(node -> area.contains(
                        Edits.place(workflow, node).x(),
                        Edits.place(workflow, node).y()))
                .collect(Collectors.toSet());
        Set<Integer> frames = new LinkedHashSet<>();
        for (int i = 0; i < layout.frames().size(); i++) {
            if (i != index && area.contains(area(layout.frames().get(i)))) {
                frames.add(i);
            }
        }
        Set<Integer> notes = new LinkedHashSet<>();
        for (int i = 0; i < layout.notes().size(); i++) {
            Note note = layout.notes().get(i);
            if (area.contains(note.x(), note.y())) {
                notes.add(i);
            }
        }
        return new Selection(nodes, Set.of(), frames, notes);
    }

    private static Rectangle2D area(Frame frame) {
        return new Rectangle2D.Double(frame.x(), frame.y(), frame.width(), frame.height());
    }

    /** With a note. It is the last of the layout's notes. */
    public static Workflow noted(Workflow workflow, String text, double x, double y) {
        List<Note> notes = new ArrayList<>(workflow.layout().notes());
        notes.add(new Note(text, Math.rint(x), Math.rint(y), NOTE_WIDTH, Map.of()));
        return LayoutEdits.with(workflow, workflow.layout().frames(), notes);
    }

    /** With another text in a note; without the note if there is none. */
    public static Workflow written(Workflow workflow, int index, String text) {
        List<Note> notes = new ArrayList<>(workflow.layout().notes());
        Note note = notes.get(index);
        if (text.isBlank()) {
            notes.remove(index);
        } else {
            notes.set(index, new Note(text, note.x(), note.y(), note.width(), note.extras()));
        }
        return LayoutEdits.with(workflow, workflow.layout().frames(), notes);
    }

    /** With a note that wraps its lines elsewhere. */
    public static Workflow wrapped(Workflow workflow, int index, double width) {
        List<Note> notes = new ArrayList<>(workflow.layout().notes());
        Note note = notes.get(index);
        notes.set(
                index, new Note(note.text(), note.x(), note.y(), Math.max(SMALLEST, Math.rint(width)), note.extras()));
        return LayoutEdits.with(workflow, workflow.layout().frames(), notes);
    }
}
