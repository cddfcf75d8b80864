package org.quarry.editor.window;

import java.awt.Window;
import java.awt.event.ActionEvent;
import java.awt.event.ActionListener;
import javax.swing.LookAndFeel;
import javax.swing.SwingUtilities;
import javax.swing.UIManager;
import javax.swing.UnsupportedLookAndFeelException;
import org.openide.awt.ActionID;
import org.openide.awt.ActionReference;
import org.openide.awt.ActionRegistration;
import org.openide.util.Exceptions;
import org.openide.util.Lookup;
import org.openide.util.NbPreferences;

/** Goes from the dark look to the light one, or back; the platform takes the same one at the next start. */
@ActionID(category = "Tools", id = "org.quarry.editor.Theme")
@ActionRegistration(displayName = "Switch Theme (Dark, Light)", iconBase = "org/quarry/editor/icons/theme.svg")
@ActionReference(path = "Menu/View", position = 650)
public final class Theme implements ActionListener {
    private static final String DARK = "com.formdev.flatlaf.FlatDarkLaf";
    private static final String LIGHT = "com.formdev.flatlaf.FlatLightLaf";

    @Override
    public void actionPerformed(ActionEvent e) {
        String other = UIManager.getLookAndFeel().getClass().getName().equals(DARK) ? LIGHT : DARK;
        try {
            ClassLoader modules = Lookup.getDefault().lookup(ClassLoader.class);
            Class<?> type = Class.forName(other, true, modules);
            UIManager.setLookAndFeel((LookAndFeel) type.getDeclaredConstructor().newInstance());
        } catch (ReflectiveOperationException | UnsupportedLookAndFeelException failure) {
            Exceptions.printStackTrace(failure);
            return;
        }
        NbPreferences.root().node("laf").put("laf", other);
        for (Window window : Window.getWindows()) {
            SwingUtilities.updateComponentTreeUI(window);
        }
    }
}
