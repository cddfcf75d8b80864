package org.quarry.editor.run;

import java.awt.BorderLayout;
import org.openide.awt.ActionID;
import org.openide.awt.ActionReference;
import org.openide.awt.ActionReferences;
import org.openide.awt.UndoRedo;
import org.openide.windows.TopComponent;
import org.quarry.editor.FrontUndo;
import org.quarry.editor.Workbench;

/** The queue of runs and its history. */
@TopComponent.Description(preferredID = "runs", iconBase = "org/quarry/editor/icons/runs.svg")
@TopComponent.Registration(mode = "output", openAtStartup = true, position = 200)
@ActionID(category = "Window", id = "org.quarry.editor.RunsWindow")
@ActionReferences({
    @ActionReference(path = "Menu/Window", position = 40),
    @ActionReference(path = "Shortcuts", name = "O-4")
})
@TopComponent.OpenActionRegistration(displayName = "Runs", preferredID = "runs")
public final class RunsWindow extends TopComponent {
    private static final long serialVersionUID = 1;

    private final transient UndoRedo undo = new FrontUndo();

    /** Made by the platform. */
    public RunsWindow() {
        setName("Runs");
        setDisplayName("Runs");
        setLayout(new BorderLayout());
        add(new RunsPane(Workbench.here().runs(), new DesktopDeeds()));
    }

    @Override
    public UndoRedo getUndoRedo() {
        return undo;
    }

    @Override
    public int getPersistenceType() {
        return PERSISTENCE_ALWAYS;
    }

    @Override
    protected String preferredID() {
        return "runs";
    }
}
