package org.quarry.editor.window;

import org.openide.awt.ActionID;
import org.openide.awt.ActionReference;
import org.openide.awt.ActionReferences;
import org.openide.windows.TopComponent;
import org.quarry.editor.document.Document;
import org.quarry.editor.help.HelpPages;
import org.quarry.editor.inspector.InspectorPane;
import org.quarry.editor.inspector.Places;
import org.quarry.workflow.NodeType;

/** Parameters and ports of what is selected. */
@TopComponent.Description(preferredID = "inspector", iconBase = "org/quarry/editor/icons/inspector.svg")
@TopComponent.Registration(mode = "inspector", openAtStartup = true, position = 100)
@ActionID(category = "Window", id = "org.quarry.editor.InspectorWindow")
@ActionReferences({
    @ActionReference(path = "Menu/Window", position = 20),
    @ActionReference(path = "Shortcuts", name = "O-2")
})
@TopComponent.OpenActionRegistration(displayName = "Inspector", preferredID = "inspector")
public final class InspectorWindow extends ToolWindow {
    private static final long serialVersionUID = 1;

    /** Made by the platform. */
    public InspectorWindow() {
        super("Inspector", new InspectorPane(Problems.FINDER, new Windows()));
    }

    private static final class Windows implements Places {
        @Override
        public void node(Document document, String name) {
            Jump.to(document, name);
        }

        @Override
        public void component(Document document, String instance) {
            if (!new CanvasSurroundings().openComponent(document, instance)) {
                Jump.to(document, instance);
            }
        }

        @Override
        public void help(NodeType type) {
            HelpWindow.show(HelpPages.node(type.id()));
        }
    }
}
