package org.quarry.editor.window;

import java.awt.event.ActionEvent;
import javax.swing.JCheckBoxMenuItem;
import javax.swing.JMenuItem;
import org.openide.util.actions.Presenter;
import org.quarry.editor.canvas.Canvas;
import org.quarry.editor.canvas.Command;

/** Colours the nodes of the canvas in front by time, or no longer; its entry in the menu is checked while it does. */
final class HeatAction extends CanvasAction implements Presenter.Menu {
    private static final long serialVersionUID = 1;

    HeatAction() {
        super(Command.HEAT);
    }

    @Override
    void look() {
        super.look();
        putValue(SELECTED_KEY, front().filter(Canvas::colouredByTime).isPresent());
    }

    @Override
    public void actionPerformed(ActionEvent e) {
        super.actionPerformed(e);
        look();
    }

    @Override
    public JMenuItem getMenuPresenter() {
        return new JCheckBoxMenuItem(this);
    }
}
