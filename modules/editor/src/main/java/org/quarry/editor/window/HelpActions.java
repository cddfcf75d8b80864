package org.quarry.editor.window;

import java.awt.event.ActionEvent;
import java.awt.event.ActionListener;
import java.util.Optional;
import org.openide.awt.ActionID;
import org.openide.awt.ActionReference;
import org.openide.awt.ActionReferences;
import org.openide.awt.ActionRegistration;
import org.openide.windows.TopComponent;
import org.quarry.editor.Workbench;
import org.quarry.editor.help.HelpPages;

/** The Help menu. */
public final class HelpActions {
    private HelpActions() {}

    /** The page of the node that is selected on the canvas, or chosen in the Nodes window. */
    @ActionID(category = "Help", id = "org.quarry.editor.NodeHelp")
    @ActionRegistration(displayName = "Help on the Selected Node", iconBase = "org/quarry/editor/icons/help.svg")
    @ActionReferences({
        @ActionReference(path = "Menu/Help", position = 10),
        @ActionReference(path = "Quarry/Canvas/Node", position = 1000, separatorBefore = 990),
        @ActionReference(path = "Shortcuts", name = "F1")
    })
    public static final class Node implements ActionListener {
        @Override
        public void actionPerformed(ActionEvent e) {
            HelpWindow.show(
                    inNodesWindow().or(Node::onCanvas).map(HelpPages::node).orElse(HelpPages.NODES));
        }

        private static Optional<String> inNodesWindow() {
            return TopComponent.getRegistry().getActivated() instanceof NodesWindow nodes
                    ? nodes.chosen().map(choice -> choice.type().id())
                    : Optional.empty();
        }

        private static Optional<String> onCanvas() {
            return Workbench.here()
                    .current()
                    .flatMap(document -> document.selection().nodes().stream()
                            .findFirst()
                            .flatMap(document.workflow()::find)
                            .map(node -> node.type().id()));
        }
    }

    /** All shortcuts. */
    @ActionID(category = "Help", id = "org.quarry.editor.Shortcuts")
    @ActionRegistration(displayName = "Keyboard Shortcuts")
    @ActionReference(path = "Menu/Help", position = 20)
    public static final class Keys implements ActionListener {
        @Override
        public void actionPerformed(ActionEvent e) {
            HelpWindow.show(HelpPages.KEYS);
        }
    }

    /** What this is, and whose work is in it. */
    @ActionID(category = "Help", id = "org.quarry.editor.About")
    @ActionRegistration(displayName = "About Quarry")
    @ActionReference(path = "Menu/Help", position = 2000, separatorBefore = 1990)
    public static final class About implements ActionListener {
        @Override
        public void actionPerformed(ActionEvent e) {
            AboutBox.show();
        }
    }
}
