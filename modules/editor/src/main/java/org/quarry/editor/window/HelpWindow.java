package org.quarry.editor.window;

import org.openide.awt.ActionID;
import org.openide.awt.ActionReference;
import org.openide.windows.TopComponent;
import org.openide.windows.WindowManager;
import org.quarry.editor.Workbench;
import org.quarry.editor.help.HelpPages;
import org.quarry.editor.help.HelpPane;

/** Help pages. */
@TopComponent.Description(preferredID = HelpWindow.ID, iconBase = "org/quarry/editor/icons/help.svg")
@TopComponent.Registration(mode = "inspector", openAtStartup = false, position = 200)
@ActionID(category = "Window", id = "org.quarry.editor.HelpWindow")
@ActionReference(path = "Menu/Window", position = 80)
@TopComponent.OpenActionRegistration(displayName = "Help", preferredID = HelpWindow.ID)
public final class HelpWindow extends ToolWindow {
    static final String ID = "help";

    private static final long serialVersionUID = 1;

    private final transient HelpPane pane;

    /** Made by the platform. */
    public HelpWindow() {
        this(new HelpPane(new HelpPages(Workbench.here().desk()::catalog, AllActions::shortcuts)));
    }

    private HelpWindow(HelpPane pane) {
        super("Help", pane);
        this.pane = pane;
    }

    /** Opens the window with a page. @param address as in {@link HelpPages} */
    static void show(String address) {
        TopComponent window = WindowManager.getDefault().findTopComponent(ID);
        if (window instanceof HelpWindow help) {
            help.open();
            help.requestVisible();
            help.pane.show(address);
        }
    }
}
