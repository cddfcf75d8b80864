package org.quarry.editor.window;

import javax.swing.Action;
import org.openide.awt.ActionID;
import org.openide.awt.ActionReference;
import org.openide.awt.ActionReferences;
import org.openide.awt.ActionRegistration;
import org.quarry.editor.canvas.Command;

/** What the Align menu does to the nodes that are selected. */
public final class AlignCommands {
    private AlignCommands() {}

    /** Align Left. */
    @ActionID(category = "Graph", id = "org.quarry.editor.AlignCommands.left")
    @ActionRegistration(displayName = "Align Left", lazy = false)
    @ActionReferences({@ActionReference(path = "Menu/Graph/Align", position = 10)})
    public static Action left() {
        return new CanvasAction(Command.ALIGN_LEFT);
    }

    /** Align Centre. */
    @ActionID(category = "Graph", id = "org.quarry.editor.AlignCommands.centre")
    @ActionRegistration(displayName = "Align Centre", lazy = false)
    @ActionReferences({@ActionReference(path = "Menu/Graph/Align", position = 20)})
    public static Action centre() {
        return new CanvasAction(Command.ALIGN_CENTRE);
    }

    /** Align Right. */
    @ActionID(category = "Graph", id = "org.quarry.editor.AlignCommands.right")
    @ActionRegistration(displayName = "Align Right", lazy = false)
    @ActionReferences({@ActionReference(path = "Menu/Graph/Align", position = 30)})
    public static Action right() {
        return new CanvasAction(Command.ALIGN_RIGHT);
    }

    /** Align Top. */
    @ActionID(category = "Graph", id = "org.quarry.editor.AlignCommands.top")
    @ActionRegistration(displayName = "Align Top", lazy = false)
    @ActionReferences({@ActionReference(path = "Menu/Graph/Align", position = 40, separatorBefore = 35)})
    public static Action top() {
        return new CanvasAction(Command.ALIGN_TOP);
    }

    /** Align Middle. */
    @ActionID(category = "Graph", id = "org.quarry.editor.AlignCommands.middle")
    @ActionRegistration(displayName = "Align Middle", lazy = false)
    @ActionReferences({@ActionReference(path = "Menu/Graph/Align", position = 50)})
    public static Action middle() {
        return new CanvasAction(Command.ALIGN_MIDDLE);
    }

    /** Align Bottom. */
    @ActionID(category = "Graph", id = "org.quarry.editor.AlignCommands.bottom")
    @ActionRegistration(displayName = "Align Bottom", lazy = false)
    @ActionReferences({@ActionReference(path = "Menu/Graph/Align", position = 60)})
    public static Action bottom() {
        return new CanvasAction(Command.ALIGN_BOTTOM);
    }

    /** Distribute Across. */
    @ActionID(category = "Graph", id = "org.quarry.editor.AlignCommands.across")
    @ActionRegistration(displayName = "Distribute Across", lazy = false)
    @ActionReferences({@ActionReference(path = "Menu/Graph/Align", position = 70, separatorBefore = 65)})
    public static Action across() {
        return new CanvasAction(Command.DISTRIBUTE_ACROSS);
    }

    /** Distribute Down. */
    @ActionID(category = "Graph", id = "org.quarry.editor.AlignCommands.down")
    @ActionRegistration(displayName = "Distribute Down", lazy = false)
    @ActionReferences({@ActionReference(path = "Menu/Graph/Align", position = 80)})
    public static Action down() {
        return new CanvasAction(Command.DISTRIBUTE_DOWN);
    }
}
