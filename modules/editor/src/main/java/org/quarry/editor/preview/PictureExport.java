package org.quarry.editor.preview;

import java.awt.Component;
import java.awt.Toolkit;
import java.awt.datatransfer.DataFlavor;
import java.awt.datatransfer.Transferable;
import java.awt.datatransfer.UnsupportedFlavorException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.swing.JFileChooser;
import javax.swing.SwingUtilities;
import javax.swing.filechooser.FileNameExtensionFilter;
import org.openide.DialogDisplayer;
import org.openide.NotifyDescriptor;
import org.openide.awt.StatusDisplayer;
import org.quarry.editor.document.DocumentFiles;
import org.quarry.editor.picture.Images;
import org.quarry.tensor.Picture;

/** Pictures to the clipboard and to files. */
final class PictureExport {
    private PictureExport() {}

    static void copy(Picture picture) {
        Toolkit.getDefaultToolkit().getSystemClipboard().setContents(new Copied(picture), null);
        StatusDisplayer.getDefault().setStatusText("Picture copied");
    }

    static void save(Component parent, Exhibit exhibit) {
        JFileChooser chooser = new JFileChooser(
                exhibit.run().map(run -> run.order().output().toFile()).orElse(null));
        chooser.setFileFilter(new FileNameExtensionFilter("PNG pictures", "png"));
        chooser.setSelectedFile(new File(name(exhibit.title()) + ".png"));
        if (chooser.showSaveDialog(parent) == JFileChooser.APPROVE_OPTION) {
            Path file = named(chooser.getSelectedFile().toPath());
            if (!file.toFile().exists() || replace(file)) {
                write(exhibit, file);
            }
        }
    }

    /** A title as the name of a file. */
    static String name(String title) {
        return title.replaceAll("[^\\p{L}\\p{N}._]+", "-").replaceAll("^-|-$", "");
    }

    private static Path named(Path chosen) {
        String name = String.valueOf(chosen.getFileName());
        return name.contains(".") ? chosen : chosen.resolveSibling(name + ".png");
    }

    private static boolean replace(Path file) {
        NotifyDescriptor question = new NotifyDescriptor.Confirmation(
                file + " is there already. Replace it?", NotifyDescriptor.OK_CANCEL_OPTION);
        return DialogDisplayer.getDefault().notify(question) == NotifyDescriptor.OK_OPTION;
    }

    private static void write(Exhibit exhibit, Path file) {
        // Asked for here: what is known of a run belongs to the event thread.
        Map<String, String> texts = exhibit.texts();
        CompletableFuture.supplyAsync(() -> written(exhibit.picture(), texts, file))
                .thenAcceptAsync(refusal -> tell(file, refusal), SwingUtilities::invokeLater);
    }

    /**
     * Writes a picture with texts in it, as the results of runs have them.
     *
     * @return what went wrong, in a sentence; empty if nothing did
     */
    static Optional<String> written(Picture picture, Map<String, String> texts, Path file) {
        try {
            Files.write(file, PngFile.bytes(Images.of(picture), texts));
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(file + " cannot be written: " + DocumentFiles.why(e));
        }
    }

    private static void tell(Path file, Optional<String> refusal) {
        if (refusal.isEmpty()) {
            StatusDisplayer.getDefault().setStatusText("Saved " + file);
        } else {
            DialogDisplayer.getDefault()
                    .notify(new NotifyDescriptor.Message(refusal.get(), NotifyDescriptor.ERROR_MESSAGE));
        }
    }

    private record Copied(Picture picture) implements Transferable {
        @Override
        public DataFlavor[] getTransferDataFlavors() {
            return new DataFlavor[] {DataFlavor.imageFlavor};
        }

        @Override
        public boolean isDataFlavorSupported(DataFlavor flavor) {
            return flavor.equals(DataFlavor.imageFlavor);
        }

        @Override
        public Object getTransferData(DataFlavor flavor) throws UnsupportedFlavorException {
            if (!isDataFlavorSupported(flavor)) {
                throw new UnsupportedFlavorException(flavor);
            }
            return Images.of(picture);
        }
    }
}
