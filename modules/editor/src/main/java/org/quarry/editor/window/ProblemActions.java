package org.quarry.editor.window;

import java.awt.event.ActionEvent;
import java.awt.event.ActionListener;
import org.openide.awt.ActionID;
import org.openide.awt.ActionReference;
import org.openide.awt.ActionReferences;
import org.openide.awt.ActionRegistration;
import org.quarry.editor.Workbench;

/** Going through problems and mending them, in the menus and by keys. */
public final class ProblemActions {
    private ProblemActions() {}

    /** Offers what mends the problems of the selected node. */
    @ActionID(category = "Graph", id = "org.quarry.editor.QuickFix")
    @ActionRegistration(displayName = "Show Quick-Fixes", iconBase = "org/quarry/editor/icons/bulb.svg")
    @ActionReferences({
        @ActionReference(path = "Menu/Graph", position = 900, separatorBefore = 890),
        @ActionReference(path = "Quarry/Canvas/Node", position = 900, separatorBefore = 890),
        @ActionReference(path = "Shortcuts", name = "O-ENTER")
    })
    public static final class Fix implements ActionListener {
        @Override
        public void actionPerformed(ActionEvent e) {
            Workbench.here().current().ifPresent(Problems::offerFixes);
        }
    }

    /** Goes to the next problem. */
    @ActionID(category = "Graph", id = "org.quarry.editor.NextProblem")
    @ActionRegistration(displayName = "Next Problem")
    @ActionReferences({
        @ActionReference(path = "Menu/Graph", position = 910),
        @ActionReference(path = "Shortcuts", name = "F4")
    })
    public static final class Next implements ActionListener {
        @Override
        public void actionPerformed(ActionEvent e) {
            Workbench.here().current().ifPresent(document -> Problems.step(document, 1));
        }
    }

    /** Goes to the problem before. */
    @ActionID(category = "Graph", id = "org.quarry.editor.PreviousProblem")
    @ActionRegistration(displayName = "Previous Problem")
    @ActionReferences({
        @ActionReference(path = "Menu/Graph", position = 920),
        @ActionReference(path = "Shortcuts", name = "S-F4")
    })
    public static final class Previous implements ActionListener {
        @Override
        public void actionPerformed(ActionEvent e) {
            Workbench.here().current().ifPresent(document -> Problems.step(document, -1));
        }
    }
}
