package org.quarry.editor.module;

import java.awt.Dialog;
import java.awt.event.ActionEvent;
import java.awt.event.ActionListener;
import org.jspecify.annotations.Nullable;
import org.openide.DialogDescriptor;
import org.openide.DialogDisplayer;
import org.openide.awt.ActionID;
import org.openide.awt.ActionReference;
import org.openide.awt.ActionRegistration;

/** Shows what is installed. */
@ActionID(category = "Tools", id = "org.quarry.editor.Plugins")
@ActionRegistration(displayName = "Plugins…")
@ActionReference(path = "Menu/Tools", position = 1400)
public final class PluginsAction implements ActionListener {
    private static @Nullable Dialog open;

    @Override
    public void actionPerformed(ActionEvent e) {
        Dialog before = open;
        if (before != null && before.isShowing()) {
            before.toFront();
            return;
        }
        DialogDescriptor dialog = new DialogDescriptor(new PluginsPane(), "Plugins");
        dialog.setModal(false);
        dialog.setOptions(new Object[] {DialogDescriptor.CLOSED_OPTION});
        Dialog made = DialogDisplayer.getDefault().createDialog(dialog);
        open = made;
        made.setVisible(true);
    }
}
