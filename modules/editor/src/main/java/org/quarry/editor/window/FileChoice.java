package org.quarry.editor.window;

import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import javax.swing.JFileChooser;
import javax.swing.filechooser.FileNameExtensionFilter;
import org.openide.DialogDisplayer;
import org.openide.NotifyDescriptor;
import org.openide.windows.WindowManager;

/** Asks for workflow files. */
final class FileChoice {
    private FileChoice() {}

    /** The files to open; none if the user thought better of it. */
    static File[] toOpen(Path folder) {
        JFileChooser chooser = new JFileChooser(folder.toFile());
        chooser.setDialogTitle("Open workflow");
        chooser.setMultiSelectionEnabled(true);
        chooser.setFileFilter(new FileNameExtensionFilter(
                "Workflows, and pictures made by Quarry (*.json, *.png, *.jpg, *.webp)",
                "json",
                "png",
                "jpg",
                "jpeg",
                "webp"));
        int answer = chooser.showOpenDialog(WindowManager.getDefault().getMainWindow());
        return answer == JFileChooser.APPROVE_OPTION ? chooser.getSelectedFiles() : new File[0];
    }

    /** Where to save; asks before an existing file is written over. */
    static Optional<Path> toSave(String title, Path folder, String name) {
        JFileChooser chooser = new JFileChooser(folder.toFile());
        chooser.setDialogTitle(title);
        chooser.setSelectedFile(new File(folder.toFile(), withEnding(name.replaceAll("[\\\\/:*?\"<>|]", "-"))));
        chooser.setFileFilter(new FileNameExtensionFilter("Workflows (*.json)", "json"));
        if (chooser.showSaveDialog(WindowManager.getDefault().getMainWindow()) != JFileChooser.APPROVE_OPTION) {
            return Optional.empty();
        }
        File chosen = chooser.getSelectedFile();
        Path file = chosen.toPath().resolveSibling(withEnding(chosen.getName()));
        if (file.toFile().exists() && !replace(file)) {
            return Optional.empty();
        }
        return Optional.of(file);
    }

    private static String withEnding(String name) {
        return name.endsWith(".json") ? name : name + ".json";
    }

    private static boolean replace(Path file) {
        NotifyDescriptor question = new NotifyDescriptor.Confirmation(
                file.getFileName() + " is there already. Replace it?",
                "Save workflow",
                NotifyDescriptor.OK_CANCEL_OPTION);
        return DialogDisplayer.getDefault().notify(question) == NotifyDescriptor.OK_OPTION;
    }
}
