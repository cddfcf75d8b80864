package org.quarry.editor.window;

import java.awt.event.ActionEvent;
import java.awt.event.ActionListener;
import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import org.openide.awt.ActionID;
import org.openide.awt.ActionReference;
import org.openide.awt.ActionReferences;
import org.openide.awt.ActionRegistration;
import org.quarry.editor.Workbench;
import org.quarry.editor.document.Document;
import org.quarry.editor.document.DocumentFiles;
import org.quarry.editor.document.DocumentFiles.FileProblem;

/** New, open and save in the File menu. */
public final class FileActions {
    private FileActions() {}

    /** Opens an empty workflow. */
    @ActionID(category = "File", id = "org.quarry.editor.New")
    @ActionRegistration(displayName = "New Workflow", iconBase = "org/quarry/editor/icons/new.svg")
    @ActionReferences({
        @ActionReference(path = "Menu/File", position = 10),
        @ActionReference(path = "Shortcuts", name = "D-N")
    })
    public static final class New implements ActionListener {
        @Override
        public void actionPerformed(ActionEvent e) {
            OpenDocuments.here().create();
        }
    }

    /** Opens files. */
    @ActionID(category = "File", id = "org.quarry.editor.Open")
    @ActionRegistration(displayName = "Open…", iconBase = "org/quarry/editor/icons/open.svg")
    @ActionReferences({
        @ActionReference(path = "Menu/File", position = 30),
        @ActionReference(path = "Shortcuts", name = "D-O")
    })
    public static final class Open implements ActionListener {
        @Override
        public void actionPerformed(ActionEvent e) {
            Path folder = Workbench.here()
                    .current()
                    .map(Document::folder)
                    .orElse(Workbench.here().desk().homeFolder());
            for (File file : FileChoice.toOpen(folder)) {
                OpenDocuments.here().open(file.toPath());
            }
        }
    }

    /** Saves the document in front. */
    @ActionID(category = "File", id = "org.quarry.editor.Save")
    @ActionRegistration(displayName = "Save", iconBase = "org/quarry/editor/icons/save.svg")
    @ActionReferences({
        @ActionReference(path = "Menu/File", position = 50, separatorBefore = 49),
        @ActionReference(path = "Shortcuts", name = "D-S")
    })
    public static final class Save implements ActionListener {
        @Override
        public void actionPerformed(ActionEvent e) {
            Workbench.here().current().ifPresent(FileActions::save);
        }
    }

    /** Saves the document in front to another file. */
    @ActionID(category = "File", id = "org.quarry.editor.SaveAs")
    @ActionRegistration(displayName = "Save As…")
    @ActionReferences({
        @ActionReference(path = "Menu/File", position = 60),
        @ActionReference(path = "Shortcuts", name = "DS-S")
    })
    public static final class SaveAs implements ActionListener {
        @Override
        public void actionPerformed(ActionEvent e) {
            Workbench.here().current().ifPresent(FileActions::saveAs);
        }
    }

    /** Saves a document; one without a file asks for one. @return whether it is saved now */
    static boolean save(Document document) {
        return document.file().map(file -> save(document, file)).orElseGet(() -> saveAs(document));
    }

    private static boolean saveAs(Document document) {
        Optional<Path> file = FileChoice.toSave("Save workflow as", folder(document), document.name());
        return file.isPresent() && save(document, file.get());
    }

    /** Where a document's files go: what comes with the application is no place for them. */
    static Path folder(Document document) {
        return document.file().isPresent()
                ? document.folder()
                : RecentFiles.here().all().stream()
                        .findFirst()
                        .map(Path::getParent)
                        .orElse(document.desk().homeFolder());
    }

    private static boolean save(Document document, Path file) {
        try {
            DocumentFiles.save(document, file);
            RecentFiles.here().add(file);
            OpenDocuments.here().changed();
            return true;
        } catch (FileProblem e) {
            OpenDocuments.tell(e);
            return false;
        }
    }
}
