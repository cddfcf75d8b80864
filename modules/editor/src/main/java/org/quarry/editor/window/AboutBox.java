package org.quarry.editor.window;

import java.awt.BorderLayout;
import java.awt.Font;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.swing.BorderFactory;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JTabbedPane;
import javax.swing.JTextArea;
import org.openide.DialogDescriptor;
import org.openide.DialogDisplayer;
import org.openide.modules.Modules;
import org.quarry.editor.pane.Icons;

/** What this is: version, licence, and the notices of the libraries in it. */
final class AboutBox {
    private AboutBox() {}

    static void show() {
        JPanel panel = new JPanel(new BorderLayout(0, 12));
        panel.setBorder(BorderFactory.createEmptyBorder(16, 18, 8, 18));
        JLabel title = new JLabel("Quarry " + version(), Icons.of("quarry"), JLabel.LEADING);
        title.setIconTextGap(14);
        title.setFont(title.getFont().deriveFont(Font.BOLD, title.getFont().getSize2D() + 8));
        JLabel machine = new JLabel("Java " + System.getProperty("java.version") + ", " + System.getProperty("os.name")
                + " " + System.getProperty("os.arch") + ", settings in " + System.getProperty("netbeans.user", "—"));
        machine.setEnabled(false);
        JPanel top = new JPanel(new BorderLayout(0, 6));
        top.add(title);
        top.add(machine, BorderLayout.SOUTH);
        panel.add(top, BorderLayout.NORTH);
        JTabbedPane texts = new JTabbedPane();
        texts.add("Notices", text("NOTICE"));
        texts.add("Licence", text("LICENSE"));
        panel.add(texts);
        DialogDescriptor dialog = new DialogDescriptor(panel, "About Quarry");
        dialog.setOptions(new Object[] {DialogDescriptor.CLOSED_OPTION});
        dialog.setClosingOptions(null);
        DialogDisplayer.getDefault().notify(dialog);
    }

    private static String version() {
        var module = Modules.getDefault().ownerOf(AboutBox.class);
        return module == null ? "" : String.valueOf(module.getSpecificationVersion());
    }

    private static JScrollPane text(String name) {
        JTextArea area = new JTextArea(read(name), 18, 72);
        area.setEditable(false);
        area.setCaretPosition(0);
        area.setFont(new Font(Font.MONOSPACED, Font.PLAIN, area.getFont().getSize()));
        return new JScrollPane(area);
    }

    private static String read(String name) {
        Path file = Path.of(System.getProperty("quarry.home", ""), "quarry", name);
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return file + " cannot be read: " + e.getMessage() + "; install Quarry again";
        }
    }
}
