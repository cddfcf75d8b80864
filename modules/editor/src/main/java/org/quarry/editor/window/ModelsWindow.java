package org.quarry.editor.window;

import java.util.List;
import org.openide.awt.ActionID;
import org.openide.awt.ActionReference;
import org.openide.awt.ActionReferences;
import org.openide.windows.TopComponent;
import org.openide.windows.WindowManager;
import org.quarry.node.model.ModelDescription;

/** The models at hand. */
@TopComponent.Description(preferredID = ModelsWindow.ID, iconBase = "org/quarry/editor/icons/models.svg")
@TopComponent.Registration(mode = "nodes", openAtStartup = true, position = 200)
@ActionID(category = "Window", id = "org.quarry.editor.ModelsWindow")
@ActionReferences({
    @ActionReference(path = "Menu/Window", position = 70),
    @ActionReference(path = "Shortcuts", name = "O-8")
})
@TopComponent.OpenActionRegistration(displayName = "Models", preferredID = ModelsWindow.ID)
public final class ModelsWindow extends ToolWindow {
    static final String ID = "models";

    private static final long serialVersionUID = 1;

    private final transient ModelsPane pane;

    /** Made by the platform. */
    public ModelsWindow() {
        this(new ModelsPane());
    }

    private ModelsWindow(ModelsPane pane) {
        super("Models", pane);
        this.pane = pane;
    }

    /** The models as last looked for. */
    static List<ModelDescription> known() {
        return ModelList.here().known();
    }

    /** Opens the window at a model. */
    static void show(String model) {
        if (WindowManager.getDefault().findTopComponent(ID) instanceof ModelsWindow models) {
            models.open();
            models.requestActive();
            models.pane.choose(model);
        }
    }
}
