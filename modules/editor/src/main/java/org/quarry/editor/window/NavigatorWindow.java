package org.quarry.editor.window;

import org.openide.awt.ActionID;
import org.openide.awt.ActionReference;
import org.openide.awt.ActionReferences;
import org.openide.windows.TopComponent;

/** A small map of the workflow in front, and its nodes by name. */
@TopComponent.Description(preferredID = "navigator", iconBase = "org/quarry/editor/icons/navigator.svg")
@TopComponent.Registration(mode = "preview", openAtStartup = true, position = 200)
@ActionID(category = "Window", id = "org.quarry.editor.NavigatorWindow")
@ActionReferences({
    @ActionReference(path = "Menu/Window", position = 60),
    @ActionReference(path = "Shortcuts", name = "O-7")
})
@TopComponent.OpenActionRegistration(displayName = "Navigator", preferredID = "navigator")
public final class NavigatorWindow extends ToolWindow {
    private static final long serialVersionUID = 1;

    /** Made by the platform. */
    public NavigatorWindow() {
        super("Navigator", new NavigatorPane());
    }
}
