package org.quarry.editor.window;

import javax.swing.Action;
import org.openide.awt.ActionID;
import org.openide.awt.ActionReference;
import org.openide.awt.ActionReferences;
import org.openide.awt.ActionRegistration;
import org.quarry.editor.canvas.Command;

/** What the Graph menu and context menus do to nodes. */
public final class GraphCommands {
    private GraphCommands() {}

    /** Add Node. */
    @ActionID(category = "Graph", id = "org.quarry.editor.GraphCommands.add")
    @ActionRegistration(displayName = "Add Node…", lazy = false)
    @ActionReferences({
        @ActionReference(path = "Menu/Graph", position = 100),
        @ActionReference(path = "Quarry/Canvas/Empty", position = 100)
    })
    public static Action add() {
        return new CanvasAction(Command.ADD);
    }

    /** Note. */
    @ActionID(category = "Graph", id = "org.quarry.editor.GraphCommands.note")
    @ActionRegistration(displayName = "Note", lazy = false)
    @ActionReferences({
        @ActionReference(path = "Menu/Graph", position = 110),
        @ActionReference(path = "Quarry/Canvas/Empty", position = 110)
    })
    public static Action note() {
        return new CanvasAction(Command.NOTE);
    }

    /** Frame. */
    @ActionID(category = "Graph", id = "org.quarry.editor.GraphCommands.frame")
    @ActionRegistration(displayName = "Frame", lazy = false)
    @ActionReferences({
        @ActionReference(path = "Menu/Graph", position = 120),
        @ActionReference(path = "Quarry/Canvas/Node", position = 320, separatorBefore = 310),
        @ActionReference(path = "Shortcuts", name = "D-G")
    })
    public static Action frame() {
        return new CanvasAction(Command.FRAME);
    }

    /** Mute. */
    @ActionID(category = "Graph", id = "org.quarry.editor.GraphCommands.mute")
    @ActionRegistration(displayName = "Mute", lazy = false)
    @ActionReferences({
        @ActionReference(path = "Menu/Graph", position = 200, separatorBefore = 190),
        @ActionReference(path = "Quarry/Canvas/Node", position = 330)
    })
    public static Action mute() {
        return new CanvasAction(Command.MUTE);
    }

    /** Bypass. */
    @ActionID(category = "Graph", id = "org.quarry.editor.GraphCommands.bypass")
    @ActionRegistration(displayName = "Bypass", lazy = false)
    @ActionReferences({
        @ActionReference(path = "Menu/Graph", position = 210),
        @ActionReference(path = "Quarry/Canvas/Node", position = 340)
    })
    public static Action bypass() {
        return new CanvasAction(Command.BYPASS);
    }

    /** Collapse. */
    @ActionID(category = "Graph", id = "org.quarry.editor.GraphCommands.collapse")
    @ActionRegistration(displayName = "Collapse", lazy = false)
    @ActionReferences({
        @ActionReference(path = "Menu/Graph", position = 220),
        @ActionReference(path = "Quarry/Canvas/Node", position = 350)
    })
    public static Action collapse() {
        return new CanvasAction(Command.COLLAPSE);
    }

    /** Colour. */
    @ActionID(category = "Graph", id = "org.quarry.editor.GraphCommands.colour")
    @ActionRegistration(displayName = "Colour…", lazy = false)
    @ActionReferences({
        @ActionReference(path = "Menu/Graph", position = 230),
        @ActionReference(path = "Quarry/Canvas/Node", position = 360),
        @ActionReference(path = "Quarry/Canvas/Sheet", position = 100)
    })
    public static Action colour() {
        return new CanvasAction(Command.COLOUR);
    }

    /** Automatic Layout. */
    @ActionID(category = "Graph", id = "org.quarry.editor.GraphCommands.arrange")
    @ActionRegistration(displayName = "Automatic Layout", lazy = false)
    @ActionReferences({
        @ActionReference(path = "Menu/Graph", position = 300, separatorBefore = 290),
        @ActionReference(path = "Quarry/Canvas/Empty", position = 310),
        @ActionReference(path = "Shortcuts", name = "D-L")
    })
    public static Action arrange() {
        return new CanvasAction(Command.ARRANGE);
    }
}
