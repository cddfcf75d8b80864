package org.quarry.editor.window;

import org.openide.awt.ActionID;
import org.openide.awt.ActionReference;
import org.openide.awt.ActionReferences;
import org.openide.windows.TopComponent;
import org.quarry.editor.problem.ProblemsPane;
import org.quarry.workflow.Problem;

/** What is wrong with the workflow in front. */
@TopComponent.Description(preferredID = ProblemsWindow.ID, iconBase = "org/quarry/editor/icons/problems.svg")
@TopComponent.Registration(mode = "output", openAtStartup = true, position = 100)
@ActionID(category = "Window", id = "org.quarry.editor.ProblemsWindow")
@ActionReferences({
    @ActionReference(path = "Menu/Window", position = 30),
    @ActionReference(path = "Shortcuts", name = "O-3")
})
@TopComponent.OpenActionRegistration(displayName = "Problems", preferredID = ProblemsWindow.ID)
public final class ProblemsWindow extends ToolWindow {
    static final String ID = "problems";

    private static final long serialVersionUID = 1;

    private final transient ProblemsPane pane;

    /** Made by the platform. */
    public ProblemsWindow() {
        this(new ProblemsPane(Problems.FINDER, Problems::visit));
    }

    private ProblemsWindow(ProblemsPane pane) {
        super("Problems", pane);
        this.pane = pane;
    }

    /** Marks a problem in the list. */
    void mark(Problem problem) {
        pane.mark(problem);
    }
}
