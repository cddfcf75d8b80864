package org.quarry.editor.window;

import javax.swing.Action;
import org.openide.awt.ActionID;
import org.openide.awt.ActionReference;
import org.openide.awt.ActionReferences;
import org.openide.awt.ActionRegistration;
import org.quarry.editor.canvas.Command;

/** What the View menu does to the canvas. */
public final class ViewCommands {
    private ViewCommands() {}

    /** Zoom to Fit. */
    @ActionID(category = "View", id = "org.quarry.editor.ViewCommands.fit")
    @ActionRegistration(displayName = "Zoom to Fit", lazy = false)
    @ActionReferences({
        @ActionReference(path = "Menu/View", position = 100),
        @ActionReference(path = "Quarry/Canvas/Empty", position = 320)
    })
    public static Action fit() {
        return new CanvasAction(Command.ZOOM_TO_FIT);
    }

    /** Colour by Time. */
    @ActionID(category = "View", id = "org.quarry.editor.ViewCommands.heat")
    @ActionRegistration(displayName = "Colour by Time", lazy = false)
    @ActionReferences({@ActionReference(path = "Menu/View", position = 200, separatorBefore = 190)})
    public static Action heat() {
        return new HeatAction();
    }

    /** Zoom to Selection. */
    @ActionID(category = "View", id = "org.quarry.editor.ViewCommands.selection")
    @ActionRegistration(displayName = "Zoom to Selection", lazy = false)
    @ActionReferences({@ActionReference(path = "Menu/View", position = 110)})
    public static Action selection() {
        return new CanvasAction(Command.ZOOM_TO_SELECTION);
    }

    /** Zoom 100 %. */
    @ActionID(category = "View", id = "org.quarry.editor.ViewCommands.actual")
    @ActionRegistration(displayName = "Zoom 100 %", lazy = false)
    @ActionReferences({
        @ActionReference(path = "Menu/View", position = 120),
        @ActionReference(path = "Shortcuts", name = "D-0")
    })
    public static Action actual() {
        return new CanvasAction(Command.ZOOM_ACTUAL);
    }

    /** Zoom In. */
    @ActionID(category = "View", id = "org.quarry.editor.ViewCommands.in")
    @ActionRegistration(displayName = "Zoom In", lazy = false)
    @ActionReferences({@ActionReference(path = "Menu/View", position = 130)})
    public static Action in() {
        return new CanvasAction(Command.ZOOM_IN);
    }

    /** Zoom Out. */
    @ActionID(category = "View", id = "org.quarry.editor.ViewCommands.out")
    @ActionRegistration(displayName = "Zoom Out", lazy = false)
    @ActionReferences({@ActionReference(path = "Menu/View", position = 140)})
    public static Action out() {
        return new CanvasAction(Command.ZOOM_OUT);
    }
}
