package org.quarry.editor.window;

import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.openide.DialogDisplayer;
import org.openide.NotifyDescriptor;
import org.openide.windows.OnShowing;
import org.openide.windows.WindowManager;
import org.quarry.editor.Workbench;
import org.quarry.editor.document.Document;
import org.quarry.editor.document.DocumentFiles.Content;
import org.quarry.editor.document.Recovery.Lost;

/** What is open when the main window appears: what the last time was, or for the first time a workflow that works. */
@OnShowing
public final class Start implements Runnable {
    private static final Logger LOG = Logger.getLogger(Start.class.getName());
    private static final String FIRST = "text-to-image.json";

    /** What was read for the start. @param lost what was not saved @param session the files of the last time @param first what is opened if there is nothing else */
    private record Found(List<Lost> lost, List<Content> session, List<Content> first) {
        static Found look() {
            List<Lost> lost = OpenDocuments.here().recovery().lost();
            List<Path> files = RecentFiles.here().session().stream()
                    .filter(Files::isRegularFile)
                    .filter(file -> lost.stream()
                            .noneMatch(
                                    draft -> draft.file().filter(file::equals).isPresent()))
                    .toList();
            List<Path> first = TemplateMenu.templates().stream()
                    .filter(file -> file.endsWith(FIRST))
                    .toList();
            boolean nothing = lost.isEmpty() && files.isEmpty();
            return new Found(lost, OpenDocuments.contents(files), OpenDocuments.contents(nothing ? first : List.of()));
        }
    }

    @Override
    public void run() {
        Workbench bench = Workbench.here();
        bench.whenModulesChanged(OpenDocuments.here()::refresh);
        WindowManager.getDefault().getMainWindow().addWindowListener(new WindowAdapter() {
            @Override
            public void windowActivated(WindowEvent e) {
                bench.lookForModules();
            }
        });
        ToolbarIcons.zoom();
        OpenDocuments.here().elsewhere(Found::look, Start::begin);
    }

    private static void begin(Found found) {
        OpenDocuments open = OpenDocuments.here();
        found.session().forEach(open::show);
        RecentFiles.here().front().ifPresent(open::toFront);
        if (!found.lost().isEmpty()) {
            recover(open, found.lost());
        }
        if (open.all().isEmpty()) {
            found.first()
                    .forEach(content ->
                            open.show(content.template(Workbench.here().desk())));
        }
        if (open.all().isEmpty()) {
            open.create();
        }
    }

    /** Opens what was lost with its marks of not being saved; then the new process keeps it. */
    private static void recover(OpenDocuments open, List<Lost> lost) {
        for (Lost draft : lost) {
            Document document = draft.file()
                    .map(file -> Document.of(Workbench.here().desk(), draft.workflow(), file))
                    .orElseGet(() -> Document.unsaved(Workbench.here().desk(), draft.workflow(), draft.folder()));
            document.touch();
            open.show(document);
            keep(open, draft, document);
        }
        String names = String.join(
                ", ",
                open.all().stream().filter(Document::dirty).map(Document::name).toList());
        DialogDisplayer.getDefault()
                .notifyLater(new NotifyDescriptor.Message(
                        "Quarry ended before these were saved: " + names
                                + ". They are open again as they were. Save what you want to keep.",
                        NotifyDescriptor.INFORMATION_MESSAGE));
    }

    private static void keep(OpenDocuments open, Lost draft, Document document) {
        try {
            open.recovery().keep(document.identity(), draft.workflow(), draft.file(), draft.folder());
            Path old = draft.draft();
            Files.deleteIfExists(old);
        } catch (IOException e) {
            LOG.log(Level.WARNING, e, () -> "the draft " + draft.draft() + " could not be carried over");
        }
    }
}
