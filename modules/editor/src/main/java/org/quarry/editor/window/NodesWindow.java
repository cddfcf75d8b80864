package org.quarry.editor.window;

import java.util.List;
import java.util.Optional;
import java.util.prefs.Preferences;
import org.openide.awt.ActionID;
import org.openide.awt.ActionReference;
import org.openide.awt.ActionReferences;
import org.openide.util.NbPreferences;
import org.openide.windows.TopComponent;
import org.quarry.editor.Workbench;
import org.quarry.editor.palette.FavouriteNodes;
import org.quarry.editor.palette.NodesPane;
import org.quarry.editor.palette.RecentNodes;
import org.quarry.editor.search.NodeChoice;

/** The nodes at hand. */
@TopComponent.Description(preferredID = "nodes", iconBase = "org/quarry/editor/icons/nodes.svg")
@TopComponent.Registration(mode = "nodes", openAtStartup = true, position = 100)
@ActionID(category = "Window", id = "org.quarry.editor.NodesWindow")
@ActionReferences({
    @ActionReference(path = "Menu/Window", position = 10),
    @ActionReference(path = "Shortcuts", name = "O-1")
})
@TopComponent.OpenActionRegistration(displayName = "Nodes", preferredID = "nodes")
public final class NodesWindow extends ToolWindow {
    private static final long serialVersionUID = 1;

    private final transient NodesPane pane;

    /** Made by the platform. */
    public NodesWindow() {
        this(new NodesPane(nodes(), new RecentNodes(kept()), new FavouriteNodes(kept()), Adding::add));
    }

    private NodesWindow(NodesPane pane) {
        super("Nodes", pane);
        this.pane = pane;
        Workbench.here().whenModulesChanged(() -> pane.show(nodes()));
    }

    private static Preferences kept() {
        return NbPreferences.forModule(NodesWindow.class);
    }

    private static List<NodeChoice> nodes() {
        return NodeChoice.of(Workbench.here().desk().catalog().all());
    }

    /** The node that is chosen in the tree. */
    Optional<NodeChoice> chosen() {
        return pane.chosen();
    }
}
