package org.quarry.editor.window;

import java.awt.EventQueue;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.openide.modules.OnStop;
import org.quarry.editor.Workbench;
import org.quarry.editor.document.Document;

/** What happens before the desktop closes: unsaved work is asked about, and what is open is remembered. */
@OnStop
public final class Stop implements Callable<Boolean>, Runnable {
    @Override
    public Boolean call() throws Exception {
        FutureTask<Boolean> settling = new FutureTask<>(Stop::settle);
        if (EventQueue.isDispatchThread()) {
            settling.run();
        } else {
            EventQueue.invokeAndWait(settling);
        }
        return settling.get();
    }

    private static boolean settle() {
        List<Document> all = OpenDocuments.here().all();
        if (!all.stream().allMatch(SaveQuestion::settled)) {
            return false;
        }
        all.forEach(OpenDocuments.here()::noteView);
        List<Path> files =
                all.stream().map(Document::file).flatMap(Optional::stream).toList();
        RecentFiles.here().session(files, Workbench.here().current().flatMap(Document::file));
        return true;
    }

    @Override
    public void run() {
        OpenDocuments.here().forget();
    }
}
