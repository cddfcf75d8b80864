package org.quarry.editor.field;

import java.awt.BorderLayout;
import java.nio.file.Path;
import java.util.function.Supplier;
import javax.swing.JFileChooser;
import javax.swing.JTextField;
import org.quarry.editor.document.FileNames;
import org.quarry.editor.pane.Buttons;
import org.quarry.json.Json;

/** The name of a file, relative to a folder where it lies within it. */
final class FileField extends ValueField {
    private static final long serialVersionUID = 1;

    private final transient Supplier<Path> folder;
    private final JTextField text = new JTextField(6);

    FileField(Supplier<Path> folder) {
        this.folder = folder;
        TypedText.listen(text, settled -> tell(Json.of(text.getText()), settled));
        add(text);
        add(Buttons.icon("folder", "Choose a file", this::choose), BorderLayout.EAST);
    }

    private void choose() {
        JFileChooser chooser = new JFileChooser(folder.get().toFile());
        if (chooser.showDialog(this, "Choose") == JFileChooser.APPROVE_OPTION) {
            String name =
                    FileNames.within(folder.get(), chooser.getSelectedFile().toPath());
            show(Json.of(name));
            tell(Json.of(name), true);
        }
    }

    @Override
    void display(Json value) {
        if (value instanceof Json.Text plain) {
            TypedText.show(text, plain.text());
        }
    }

    @Override
    public void focus() {
        text.requestFocusInWindow();
    }
}
