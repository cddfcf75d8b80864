package org.quarry.editor.window;

import java.awt.Component;
import java.awt.Container;
import java.awt.EventQueue;
import javax.swing.AbstractButton;
import javax.swing.Icon;
import javax.swing.JToolBar;
import org.openide.util.ImageUtilities;
import org.openide.windows.WindowManager;
import org.quarry.editor.pane.Zoomed;

/** Makes the icons of the main window's toolbars, which the platform sets, as large as the look wants them. */
final class ToolbarIcons {
    private ToolbarIcons() {}

    /** Does so once the window is there. */
    static void zoom() {
        if (Zoomed.factor() != 1) {
            EventQueue.invokeLater(() -> bars(WindowManager.getDefault().getMainWindow()));
        }
    }

    private static void bars(Container container) {
        for (Component child : container.getComponents()) {
            if (child instanceof JToolBar bar) {
                buttons(bar);
                bar.revalidate();
            } else if (child instanceof Container inner) {
                bars(inner);
            }
        }
    }

    private static void buttons(JToolBar bar) {
        for (Component child : bar.getComponents()) {
            if (child instanceof AbstractButton button) {
                button.addPropertyChangeListener(AbstractButton.ICON_CHANGED_PROPERTY, change -> zoom(button));
                zoom(button);
            }
        }
    }

    private static void zoom(AbstractButton button) {
        Icon icon = button.getIcon();
        if (icon != null && Zoomed.of(icon) != icon) {
            button.setIcon(Zoomed.of(icon));
            button.setDisabledIcon(Zoomed.of(ImageUtilities.createDisabledIcon(icon)));
            button.setRolloverIcon(null);
            button.setPressedIcon(null);
        }
    }
}
