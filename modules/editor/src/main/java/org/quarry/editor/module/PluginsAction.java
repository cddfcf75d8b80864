package org.quarry.editor.module;

import java.awt.event.ActionEvent;
import java.awt.event.ActionListener;
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
    @Override
    public void actionPerformed(ActionEvent e) {
        DialogDescriptor dialog = new DialogDescriptor(new PluginsPane(), "Plugins");
        dialog.setModal(false);
        dialog.setOptions(new Object[] {DialogDescriptor.CLOSED_OPTION});
        DialogDisplayer.getDefault().createDialog(dialog).setVisible(true);
    }
}
