package org.quarry.editor.preview;

import java.awt.Component;
import java.awt.Toolkit;
import java.awt.datatransfer.DataFlavor;
import java.awt.datatransfer.Transferable;
import java.awt.datatransfer.UnsupportedFlavorException;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import javax.imageio.ImageIO;
import javax.swing.JFileChooser;
import javax.swing.SwingUtilities;
import javax.swing.filechooser.FileNameExtensionFilter;
import org.jspecify.annotations.Nullable;
import org.openide.DialogDisplayer;
import org.openide.NotifyDescriptor;
import org.openide.awt.StatusDisplayer;
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
        JFileChooser chooser = new JFileChooser();
        chooser.setFileFilter(new FileNameExtensionFilter("PNG pictures", "png"));
        chooser.setSelectedFile(new File(exhibit.title().replaceAll("[^\\p{L}\\p{N}._-]+", "-") + ".png"));
        if (chooser.showSaveDialog(parent) == JFileChooser.APPROVE_OPTION) {
            Path file = named(chooser.getSelectedFile().toPath());
            if (!file.toFile().exists() || replace(file)) {
                write(exhibit.picture(), file);
            }
        }
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

    private static void write(Picture picture, Path file) {
        CompletableFuture.runAsync(() -> writeNow(picture, file))
                .whenComplete((done, broken) -> SwingUtilities.invokeLater(() -> told(file, broken)));
    }

    /** @throws UncheckedIOException if the file cannot be written */
    static void writeNow(Picture picture, Path file) {
        try {
            if (!ImageIO.write(Images.of(picture), "png", file.toFile())) {
                throw new IllegalStateException("this Java writes no PNG");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written; choose another folder", e);
        }
    }

    private static void told(Path file, @Nullable Throwable broken) {
        if (broken == null) {
            StatusDisplayer.getDefault().setStatusText("Saved " + file);
        } else {
            DialogDisplayer.getDefault()
                    .notify(new NotifyDescriptor.Message(
                            file + " cannot be written: " + broken.getMessage() + "; choose another folder",
                            NotifyDescriptor.ERROR_MESSAGE));
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
