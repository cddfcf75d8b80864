package org.quarry.editor.module;

import java.awt.BorderLayout;
import java.awt.GridLayout;
import java.util.Optional;
import javax.swing.BorderFactory;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JTextField;
import org.openide.DialogDescriptor;
import org.openide.DialogDisplayer;
import org.openide.NotifyDescriptor;

/** Asks which module is wanted, and where it is. */
final class CentreQuestion {
    private static final int COLUMNS = 40;

    private CentreQuestion() {}

    /** What was answered. @param id code name of the module @param centre a folder or an address */
    record Answer(String id, String centre) {}

    /** Asks. @param known code name of the module; empty if it is to be asked, too */
    static Optional<Answer> ask(String known) {
        JTextField id = new JTextField(known, COLUMNS);
        JTextField centre = new JTextField(COLUMNS);
        JPanel fields = new JPanel(new GridLayout(0, 1, 0, 4));
        fields.setBorder(BorderFactory.createEmptyBorder(12, 12, 12, 12));
        fields.add(label("Name of the module, like com.acme.sharpen:", id));
        fields.add(id);
        fields.add(label("Update centre: a folder, or an address like https://acme.example/quarry:", centre));
        fields.add(centre);
        JPanel pane = new JPanel(new BorderLayout());
        pane.add(fields, BorderLayout.NORTH);
        Object answer = DialogDisplayer.getDefault().notify(new DialogDescriptor(pane, "Install from Centre"));
        boolean given = answer == NotifyDescriptor.OK_OPTION
                && !id.getText().isBlank()
                && !centre.getText().isBlank();
        return given
                ? Optional.of(new Answer(id.getText().strip(), centre.getText().strip()))
                : Optional.empty();
    }

    private static JLabel label(String text, JTextField field) {
        JLabel label = new JLabel(text);
        label.setLabelFor(field);
        return label;
    }
}
