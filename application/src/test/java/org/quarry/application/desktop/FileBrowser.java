package org.quarry.application.desktop;

import java.awt.datatransfer.DataFlavor;
import java.awt.datatransfer.Transferable;
import java.awt.datatransfer.UnsupportedFlavorException;
import java.awt.event.MouseEvent;
import java.awt.event.MouseMotionAdapter;
import java.io.File;
import java.util.Arrays;
import java.util.List;
import javax.swing.JComponent;
import javax.swing.JFrame;
import javax.swing.JLabel;
import javax.swing.SwingUtilities;
import javax.swing.TransferHandler;

/** Another program, whose small window stands over all others in the upper left corner: files are dragged out of it. */
public final class FileBrowser {
    /** Files as a file browser hands them over. */
    record Dragged(List<File> files) implements Transferable {
        @Override
        public DataFlavor[] getTransferDataFlavors() {
            return new DataFlavor[] {DataFlavor.javaFileListFlavor};
        }

        @Override
        public boolean isDataFlavorSupported(DataFlavor flavor) {
            return flavor.equals(DataFlavor.javaFileListFlavor);
        }

        @Override
        public Object getTransferData(DataFlavor flavor) throws UnsupportedFlavorException {
            return files;
        }
    }

    private FileBrowser() {}

    /** Opens its window. @param names of the files */
    public static void main(String[] names) {
        List<File> files = Arrays.stream(names).map(File::new).toList();
        SwingUtilities.invokeLater(() -> {
            JLabel label = new JLabel("files");
            label.setTransferHandler(new TransferHandler() {
                private static final long serialVersionUID = 1;

                @Override
                public int getSourceActions(JComponent source) {
                    return COPY;
                }

                @Override
                protected Transferable createTransferable(JComponent source) {
                    return new Dragged(files);
                }
            });
            label.addMouseMotionListener(new MouseMotionAdapter() {
                @Override
                public void mouseDragged(MouseEvent e) {
                    label.getTransferHandler().exportAsDrag(label, e, TransferHandler.COPY);
                }
            });
            JFrame frame = new JFrame("Files");
            frame.setUndecorated(true);
            frame.setAlwaysOnTop(true);
            frame.add(label);
            frame.setBounds(0, 0, 60, 40);
            frame.setVisible(true);
        });
    }
}
