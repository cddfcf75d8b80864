package org.quarry.editor.window;

import javax.swing.Action;
import org.openide.awt.ActionID;
import org.openide.awt.ActionReference;
import org.openide.awt.ActionReferences;
import org.openide.awt.ActionRegistration;
import org.quarry.editor.canvas.Command;

/** What the Edit menu and context menus do to the selection. Cut, copy, paste and delete of the Edit menu are the platform's,
 * which the tab of a document answers. */
public final class EditCommands {
    private EditCommands() {}

    /** Duplicate. */
    @ActionID(category = "Edit", id = "org.quarry.editor.EditCommands.duplicate")
    @ActionRegistration(displayName = "Duplicate", lazy = false)
    @ActionReferences({
        @ActionReference(path = "Menu/Edit", position = 620, separatorBefore = 610),
        @ActionReference(path = "Quarry/Canvas/Node", position = 220),
        @ActionReference(path = "Shortcuts", name = "D-D")
    })
    public static Action duplicate() {
        return new CanvasAction(Command.DUPLICATE);
    }

    /** Duplicate with Links. */
    @ActionID(category = "Edit", id = "org.quarry.editor.EditCommands.duplicateLinked")
    @ActionRegistration(displayName = "Duplicate with Links", lazy = false)
    @ActionReferences({
        @ActionReference(path = "Menu/Edit", position = 630),
        @ActionReference(path = "Quarry/Canvas/Node", position = 230),
        @ActionReference(path = "Shortcuts", name = "DS-D")
    })
    public static Action duplicateLinked() {
        return new CanvasAction(Command.DUPLICATE_LINKED);
    }

    /** Select All. */
    @ActionID(category = "Edit", id = "org.quarry.editor.EditCommands.selectAll")
    @ActionRegistration(displayName = "Select All", lazy = false)
    @ActionReferences({
        @ActionReference(path = "Menu/Edit", position = 640),
        @ActionReference(path = "Quarry/Canvas/Empty", position = 230)
    })
    public static Action selectAll() {
        return new CanvasAction(Command.SELECT_ALL);
    }

    /** Copy. */
    @ActionID(category = "Edit", id = "org.quarry.editor.EditCommands.copy")
    @ActionRegistration(displayName = "Copy", lazy = false)
    @ActionReferences({
        @ActionReference(path = "Quarry/Canvas/Node", position = 200, separatorBefore = 190),
        @ActionReference(path = "Quarry/Canvas/Sheet", position = 200)
    })
    public static Action copy() {
        return new CanvasAction(Command.COPY);
    }

    /** Cut. */
    @ActionID(category = "Edit", id = "org.quarry.editor.EditCommands.cut")
    @ActionRegistration(displayName = "Cut", lazy = false)
    @ActionReferences({
        @ActionReference(path = "Quarry/Canvas/Node", position = 205),
        @ActionReference(path = "Quarry/Canvas/Sheet", position = 205)
    })
    public static Action cut() {
        return new CanvasAction(Command.CUT);
    }

    /** Paste. */
    @ActionID(category = "Edit", id = "org.quarry.editor.EditCommands.paste")
    @ActionRegistration(displayName = "Paste", lazy = false)
    @ActionReferences({@ActionReference(path = "Quarry/Canvas/Empty", position = 220, separatorBefore = 210)})
    public static Action paste() {
        return new CanvasAction(Command.PASTE);
    }

    /** Delete. */
    @ActionID(category = "Edit", id = "org.quarry.editor.EditCommands.delete")
    @ActionRegistration(displayName = "Delete", lazy = false)
    @ActionReferences({
        @ActionReference(path = "Quarry/Canvas/Node", position = 240),
        @ActionReference(path = "Quarry/Canvas/Link", position = 100),
        @ActionReference(path = "Quarry/Canvas/Sheet", position = 240)
    })
    public static Action delete() {
        return new CanvasAction(Command.DELETE);
    }

    /** Rename. */
    @ActionID(category = "Edit", id = "org.quarry.editor.EditCommands.rename")
    @ActionRegistration(displayName = "Rename…", lazy = false)
    @ActionReferences({
        @ActionReference(path = "Menu/Edit", position = 660, separatorBefore = 650),
        @ActionReference(path = "Quarry/Canvas/Node", position = 100)
    })
    public static Action rename() {
        return new CanvasAction(Command.RENAME);
    }

    /** Description. */
    @ActionID(category = "Edit", id = "org.quarry.editor.EditCommands.describe")
    @ActionRegistration(displayName = "Description…", lazy = false)
    @ActionReferences({
        @ActionReference(path = "Menu/Edit", position = 670),
        @ActionReference(path = "Quarry/Canvas/Node", position = 110),
        @ActionReference(path = "Quarry/Canvas/Empty", position = 300, separatorBefore = 290)
    })
    public static Action describe() {
        return new CanvasAction(Command.DESCRIBE);
    }
}
