package org.quarry.editor.steps;

import java.awt.BorderLayout;
import java.util.concurrent.Executors;
import org.openide.awt.ActionID;
import org.openide.awt.ActionReference;
import org.openide.awt.ActionReferences;
import org.openide.awt.UndoRedo;
import org.openide.windows.TopComponent;
import org.quarry.editor.FrontUndo;
import org.quarry.editor.Workbench;

/** The denoising steps of runs. */
@TopComponent.Description(preferredID = "steps", iconBase = "org/quarry/editor/icons/steps.svg")
@TopComponent.Registration(mode = "output", openAtStartup = true, position = 300)
@ActionID(category = "Window", id = "org.quarry.editor.StepsWindow")
@ActionReferences({
    @ActionReference(path = "Menu/Window", position = 50),
    @ActionReference(path = "Shortcuts", name = "O-5")
})
@TopComponent.OpenActionRegistration(displayName = "Steps", preferredID = "steps")
public final class StepsWindow extends TopComponent {
    private static final long serialVersionUID = 1;

    private final transient UndoRedo undo = new FrontUndo();
    private final transient StepsPane pane;

    /** Made by the platform. */
    public StepsWindow() {
        setName("Steps");
        setDisplayName("Steps");
        setLayout(new BorderLayout());
        pane = new StepsPane(Workbench.here().reels(), Executors.newSingleThreadExecutor(work -> {
            Thread thread = new Thread(work, "quarry-decode");
            thread.setDaemon(true);
            return thread;
        }));
        add(pane);
        Workbench bench = Workbench.here();
        bench.whenShown(() -> pane.show(bench.current()));
        pane.show(bench.current());
    }

    @Override
    protected void componentActivated() {
        pane.requestFocusInWindow();
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
        return "steps";
    }
}
