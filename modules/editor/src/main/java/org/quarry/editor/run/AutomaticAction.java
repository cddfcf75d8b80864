package org.quarry.editor.run;

import java.awt.Component;
import java.awt.event.ActionEvent;
import javax.swing.JCheckBoxMenuItem;
import javax.swing.JMenuItem;
import javax.swing.JToggleButton;
import org.openide.awt.ActionID;
import org.openide.awt.ActionReference;
import org.openide.awt.ActionReferences;
import org.openide.awt.ActionRegistration;
import org.openide.util.ImageUtilities;
import org.openide.util.actions.Presenter;
import org.quarry.editor.Workbench;

/** Runs the document in front again whenever it changes. */
@ActionID(category = "Run", id = "org.quarry.editor.Automatic")
@ActionRegistration(displayName = "Run on Change", lazy = false)
@ActionReferences({
    @ActionReference(path = "Menu/Run", position = 130),
    @ActionReference(path = "Toolbars/Run", position = 130)
})
public final class AutomaticAction extends BenchAction implements Presenter.Menu, Presenter.Toolbar {
    private static final long serialVersionUID = 1;

    /** Made by the platform. */
    public AutomaticAction() {
        super("Run on Change", "run-automatic");
        putValue(SELECTED_KEY, false);
        putValue(
                SHORT_DESCRIPTION, "Run again whenever a parameter changes, as while dragging a slider; saves nothing");
        putValue(SMALL_ICON, ImageUtilities.loadImageIcon("org/quarry/editor/icons/run-automatic.svg", false));
    }

    @Override
    protected boolean possible(Workbench bench) {
        return bench.current().isPresent();
    }

    @Override
    protected void refresh() {
        super.refresh();
        putValue(
                SELECTED_KEY,
                document().filter(Workbench.here().automatic()::on).isPresent());
    }

    @Override
    public void actionPerformed(ActionEvent e) {
        document().ifPresent(Workbench.here().automatic()::toggle);
        refresh();
    }

    @Override
    public JMenuItem getMenuPresenter() {
        return new JCheckBoxMenuItem(this);
    }

    @Override
    public Component getToolbarPresenter() {
        JToggleButton button = new JToggleButton(this);
        button.setHideActionText(true);
        button.setFocusable(false);
        return button;
    }
}
