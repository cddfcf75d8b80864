package org.quarry.editor.window;

import java.awt.event.ActionEvent;
import java.nio.file.Path;
import javax.swing.AbstractAction;
import javax.swing.JMenu;
import javax.swing.JMenuItem;
import org.openide.awt.ActionID;
import org.openide.awt.ActionReference;
import org.openide.awt.ActionRegistration;
import org.openide.awt.DynamicMenuContent;
import org.openide.util.actions.Presenter;

/** File > Open Recent. */
@ActionID(category = "File", id = "org.quarry.editor.OpenRecent")
@ActionRegistration(displayName = "Open Recent", lazy = false)
@ActionReference(path = "Menu/File", position = 35)
public final class RecentMenu extends AbstractAction implements Presenter.Menu, DynamicMenuContent {
    private static final long serialVersionUID = 1;

    /** The menu. */
    public RecentMenu() {
        super("Open Recent");
    }

    @Override
    public void actionPerformed(ActionEvent e) {
        // The menu's items do what there is to do.
    }

    @Override
    public JMenuItem getMenuPresenter() {
        return menu();
    }

    @Override
    public javax.swing.JComponent[] getMenuPresenters() {
        return new javax.swing.JComponent[] {menu()};
    }

    @Override
    public javax.swing.JComponent[] synchMenuPresenters(javax.swing.JComponent[] items) {
        return getMenuPresenters();
    }

    private static JMenu menu() {
        JMenu menu = new JMenu("Open Recent");
        for (Path file : RecentFiles.here().all()) {
            JMenuItem item = new JMenuItem(file.getFileName() + "    " + file.getParent());
            item.addActionListener(chosen -> OpenDocuments.here().open(file));
            menu.add(item);
        }
        menu.setEnabled(menu.getItemCount() > 0);
        if (menu.isEnabled()) {
            menu.addSeparator();
            JMenuItem clear = new JMenuItem("Clear List");
            clear.addActionListener(chosen -> RecentFiles.here().clear());
            menu.add(clear);
        }
        return menu;
    }
}
