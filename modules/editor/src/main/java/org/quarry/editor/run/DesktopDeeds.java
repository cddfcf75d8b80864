package org.quarry.editor.run;

import java.awt.Desktop;
import java.awt.Dimension;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import javax.swing.JScrollPane;
import javax.swing.JTextArea;
import javax.swing.SwingUtilities;
import org.openide.DialogDescriptor;
import org.openide.DialogDisplayer;
import org.openide.NotifyDescriptor;
import org.quarry.editor.document.Document;
import org.quarry.editor.preview.PreviewWindow;
import org.quarry.editor.window.OpenDocuments;
import org.quarry.engine.Receipt;

/** What the desktop does with a run when it is asked to. */
final class DesktopDeeds implements RunsPane.Deeds {
    @Override
    public void preview(QueuedRun run) {
        PreviewWindow.opened().ifPresent(preview -> preview.show(PreviewWindow.exhibits(run)));
    }

    @Override
    public void restore(QueuedRun run) {
        Document from = run.order().document();
        OpenDocuments.here()
                .show(Document.unsaved(
                        from.desk(), run.order().workflow(), run.order().input()));
    }

    @Override
    public void showFolder(QueuedRun run) {
        Path file = run.files().get(0).toAbsolutePath();
        CompletableFuture.runAsync(() -> browse(file));
    }

    private static void browse(Path file) {
        File folder = file.resolveSibling("").toFile();
        try {
            if (!Desktop.isDesktopSupported()) {
                tell(file + "\nThis system has no file browser that Java could open.");
            } else if (Desktop.getDesktop().isSupported(Desktop.Action.BROWSE_FILE_DIR)) {
                Desktop.getDesktop().browseFileDirectory(file.toFile());
            } else {
                Desktop.getDesktop().open(folder);
            }
        } catch (IOException | UnsupportedOperationException e) {
            tell(folder + " cannot be opened: " + e.getMessage() + "; open it by hand");
        }
    }

    private static void tell(String sentence) {
        SwingUtilities.invokeLater(() -> DialogDisplayer.getDefault().notify(new NotifyDescriptor.Message(sentence)));
    }

    @Override
    public void compare(QueuedRun one, QueuedRun other) {
        Optional<Receipt> first = one.receipt();
        Optional<Receipt> second = other.receipt();
        if (first.isEmpty() || second.isEmpty()) {
            tell("There is no receipt of " + (first.isEmpty() ? one : other).name()
                    + ": it was not run, or its models are still being read. Try again in a moment.");
            return;
        }
        String sentence = first.get()
                .firstDifference(second.get())
                .map(Receipt.Difference::sentence)
                .orElse("the two runs are equal in every value");
        tell(one.name() + " and " + other.name() + ":\n" + sentence);
    }

    @Override
    public void details(QueuedRun run) {
        String traces = run.failures().stream().map(RunLog::details).collect(Collectors.joining("\n"));
        JTextArea text = new JTextArea(run.sentence() + (traces.isEmpty() ? "" : "\n\n" + traces));
        text.setEditable(false);
        text.setCaretPosition(0);
        JScrollPane scroll = new JScrollPane(text);
        scroll.setPreferredSize(new Dimension(760, 360));
        DialogDescriptor dialog = new DialogDescriptor(scroll, run.name());
        dialog.setOptions(new Object[] {DialogDescriptor.CLOSED_OPTION});
        DialogDisplayer.getDefault().notifyLater(dialog);
    }
}
