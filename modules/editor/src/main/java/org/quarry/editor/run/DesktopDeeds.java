package org.quarry.editor.run;

import java.awt.Desktop;
import java.awt.Dimension;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
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
import org.quarry.editor.preview.Comparison;
import org.quarry.editor.preview.Exhibit;
import org.quarry.editor.preview.PreviewWindow;
import org.quarry.editor.window.Jump;
import org.quarry.editor.window.OpenDocuments;
import org.quarry.engine.Receipt;

/** What the desktop does with a run when it is asked to. */
final class DesktopDeeds implements RunsPane.Deeds {
    private static final String SHOW = "Show Node";

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
        show(run.files().get(0));
    }

    /** Shows a file in the system's file browser. */
    static void show(Path file) {
        Path whole = file.toAbsolutePath();
        CompletableFuture.runAsync(() -> browse(whole));
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
        beside(one, other);
        Optional<Receipt.Difference> difference = first.get().firstDifference(second.get());
        String sentence = difference.map(Receipt.Difference::sentence).orElse("the two runs are equal in every value");
        String names = one.name() + " and " + other.name();
        SwingUtilities.invokeLater(
                () -> parted(names + ":\n" + sentence, other.order().document(), difference));
    }

    /** Shows the first pictures of both, to wipe from one to the other. */
    private static void beside(QueuedRun one, QueuedRun other) {
        List<Exhibit> first = PreviewWindow.exhibits(one);
        List<Exhibit> second = PreviewWindow.exhibits(other);
        if (!first.isEmpty() && !second.isEmpty()) {
            PreviewWindow.opened().ifPresent(preview -> preview.compare(first.get(0), second.get(0), Comparison.WIPE));
        }
    }

    /** Tells where two runs part, and goes there. */
    private static void parted(String sentence, Document document, Optional<Receipt.Difference> difference) {
        boolean there = difference.filter(found -> !found.node().isEmpty()).isPresent();
        Object[] options =
                there ? new Object[] {SHOW, NotifyDescriptor.OK_OPTION} : new Object[] {NotifyDescriptor.OK_OPTION};
        NotifyDescriptor told = new NotifyDescriptor(
                sentence,
                "Two Runs Compared",
                NotifyDescriptor.DEFAULT_OPTION,
                NotifyDescriptor.INFORMATION_MESSAGE,
                options,
                NotifyDescriptor.OK_OPTION);
        if (SHOW.equals(DialogDisplayer.getDefault().notify(told))) {
            Jump.to(document, difference.orElseThrow().node());
        }
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
