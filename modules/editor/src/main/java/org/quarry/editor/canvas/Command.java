package org.quarry.editor.canvas;

import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.quarry.editor.document.ClipboardEdits;
import org.quarry.editor.document.Document;
import org.quarry.editor.document.LayoutEdits.Side;
import org.quarry.workflow.PlacedNode.Mode;

/**
 * What can be done on a canvas by a key, a menu or a context menu. Its key works while the canvas has the focus.
 */
public enum Command {
    /** Asks for a node to add. */
    ADD("Add Node…", "TAB", Needs.NOTHING, (canvas, commands) -> canvas.adding().at(canvas.mouse())),
    /** Removes what is selected. */
    DELETE("Delete", "DELETE", Needs.SOMETHING, (canvas, commands) -> commands.delete()),
    /** Selects everything. */
    SELECT_ALL("Select All", "ctrl A", Needs.CONTENT, (canvas, commands) -> commands.selectAll()),
    /** Copies what is selected as text of the file format. */
    COPY(
            "Copy",
            "ctrl C",
            Needs.COPYABLE,
            (canvas, commands) -> canvas.clipboard().copy()),
    /** Copies and removes. */
    CUT(
            "Cut",
            "ctrl X",
            Needs.COPYABLE,
            (canvas, commands) -> canvas.clipboard().cut()),
    /** Adds what the clipboard holds. */
    PASTE(
            "Paste",
            "ctrl V",
            Needs.NOTHING,
            (canvas, commands) -> canvas.clipboard().paste()),
    /** Adds what is selected once more. */
    DUPLICATE(
            "Duplicate",
            "ctrl D",
            Needs.COPYABLE,
            (canvas, commands) -> canvas.clipboard().duplicate(false)),
    /** Adds what is selected once more, fed by the same wires. */
    DUPLICATE_LINKED(
            "Duplicate with Links",
            "ctrl shift D",
            Needs.NODES,
            (canvas, commands) -> canvas.clipboard().duplicate(true)),
    /** Lets a node be named. */
    RENAME("Rename…", "F2", Needs.ONE, (canvas, commands) -> commands.rename()),
    /** Says more of a node than its name. */
    DESCRIBE("Description…", "", Needs.NOTHING, (canvas, commands) -> commands.describe()),
    /** Leaves nodes out, and what needs them. */
    MUTE("Mute", "M", Needs.NODES, (canvas, commands) -> commands.mode(Mode.MUTED)),
    /** Lets nodes pass on what they were given. */
    BYPASS("Bypass", "B", Needs.NODES, (canvas, commands) -> commands.mode(Mode.BYPASSED)),
    /** Shows the titles of nodes only. */
    COLLAPSE("Collapse", "H", Needs.NODES, (canvas, commands) -> commands.collapse()),
    /** Gives nodes and frames a colour. */
    COLOUR("Colour…", "", Needs.COLOURABLE, (canvas, commands) -> commands.colour()),
    /** Puts a frame around what is selected. */
    FRAME("Frame", "ctrl G", Needs.NODES, (canvas, commands) -> commands.frame()),
    /** Adds a note. */
    NOTE("Note", "N", Needs.NOTHING, (canvas, commands) -> commands.note()),
    /** Aligns left edges. */
    ALIGN_LEFT("Align Left", "", Needs.SEVERAL, (canvas, commands) -> commands.align(Side.LEFT)),
    /** Aligns vertical middle lines. */
    ALIGN_CENTRE("Align Centre", "", Needs.SEVERAL, (canvas, commands) -> commands.align(Side.CENTRE)),
    /** Aligns right edges. */
    ALIGN_RIGHT("Align Right", "", Needs.SEVERAL, (canvas, commands) -> commands.align(Side.RIGHT)),
    /** Aligns upper edges. */
    ALIGN_TOP("Align Top", "", Needs.SEVERAL, (canvas, commands) -> commands.align(Side.TOP)),
    /** Aligns horizontal middle lines. */
    ALIGN_MIDDLE("Align Middle", "", Needs.SEVERAL, (canvas, commands) -> commands.align(Side.MIDDLE)),
    /** Aligns lower edges. */
    ALIGN_BOTTOM("Align Bottom", "", Needs.SEVERAL, (canvas, commands) -> commands.align(Side.BOTTOM)),
    /** Makes the gaps from left to right equal. */
    DISTRIBUTE_ACROSS("Distribute Across", "", Needs.MANY, (canvas, commands) -> commands.distribute(true)),
    /** Makes the gaps from top to bottom equal. */
    DISTRIBUTE_DOWN("Distribute Down", "", Needs.MANY, (canvas, commands) -> commands.distribute(false)),
    /** Lays nodes out by how they are linked: those that are selected, or all. */
    ARRANGE("Automatic Layout", "ctrl L", Needs.CONTENT, (canvas, commands) -> commands.arrange()),
    /** Shows everything. */
    ZOOM_TO_FIT(
            "Zoom to Fit",
            "HOME",
            Needs.NOTHING,
            (canvas, commands) -> canvas.viewport().zoomToFit()),
    /** Colours nodes by the time that they took, or no longer. */
    HEAT(
            "Colour by Time",
            "",
            Needs.CONTENT,
            (canvas, commands) -> canvas.surface().heat(!canvas.surface().heat())),
    /** Shows what is selected. */
    ZOOM_TO_SELECTION(
            "Zoom to Selection",
            "shift HOME",
            Needs.SOMETHING,
            (canvas, commands) -> canvas.viewport()
                    .zoomTo(canvas.hits().bounds(canvas.document().selection()))),
    /** Shows things in their size. */
    ZOOM_ACTUAL(
            "Zoom 100 %",
            "ctrl 0",
            Needs.NOTHING,
            (canvas, commands) -> canvas.viewport().zoom(1, canvas.viewport().middle())),
    /** Shows things larger. */
    ZOOM_IN(
            "Zoom In",
            "ctrl PLUS",
            Needs.NOTHING,
            (canvas, commands) -> canvas.viewport()
                    .zoom(canvas.viewport().zoom() * 1.25, canvas.viewport().middle())),
    /** Shows things smaller. */
    ZOOM_OUT(
            "Zoom Out",
            "ctrl MINUS",
            Needs.NOTHING,
            (canvas, commands) -> canvas.viewport()
                    .zoom(canvas.viewport().zoom() / 1.25, canvas.viewport().middle())),
    /** Edits the first parameter of a node. */
    EDIT("Edit First Parameter", "ENTER", Needs.ONE, (canvas, commands) -> commands.edit());

    /** What must be there so that a command can act. */
    private enum Needs {
        NOTHING(document -> true),
        CONTENT(document -> !document.workflow().nodes().isEmpty()),
        SOMETHING(document -> !document.selection().empty()),
        COPYABLE(document -> ClipboardEdits.copies(document.selection())),
        NODES(document -> !document.selection().nodes().isEmpty()),
        COLOURABLE(document -> !document.selection().nodes().isEmpty()
                || !document.selection().frames().isEmpty()),
        ONE(document -> document.selection().nodes().size() == 1),
        SEVERAL(document -> document.selection().nodes().size() > 1),
        MANY(document -> document.selection().nodes().size() > 2);

        private final Predicate<Document> met;

        Needs(Predicate<Document> met) {
            this.met = met;
        }
    }

    private final String words;
    private final String key;
    private final Needs needs;
    private final BiConsumer<Canvas, Commands> work;

    Command(String words, String key, Needs needs, BiConsumer<Canvas, Commands> work) {
        this.words = words;
        this.key = key;
        this.needs = needs;
        this.work = work;
    }

    /** What a menu calls it. */
    public String words() {
        return words;
    }

    /** The key that does it, as {@link javax.swing.KeyStroke} reads it; empty if there is none. */
    public String key() {
        return key;
    }

    /** Whether it can act on a document and its selection. */
    public boolean enabled(Document document) {
        return needs.met.test(document);
    }

    /** Does it. It leaves all as it is if it cannot act. */
    public void run(Canvas canvas) {
        if (enabled(canvas.document())) {
            work.accept(canvas, canvas.commands());
        }
    }
}
