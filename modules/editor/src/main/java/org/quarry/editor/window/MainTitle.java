package org.quarry.editor.window;

import java.awt.Frame;
import org.openide.windows.OnShowing;
import org.openide.windows.WindowManager;
import org.quarry.editor.Workbench;
import org.quarry.editor.document.Document;
import org.quarry.editor.pane.DocumentPane;

/** The title of the main window: which document is in front, with a dot while it differs from its file. */
@OnShowing
public final class MainTitle implements Runnable {
    @Override
    public void run() {
        Title title = new Title(WindowManager.getDefault().getMainWindow());
        Workbench bench = Workbench.here();
        bench.whenShown(() -> title.show(bench.current()));
        title.show(bench.current());
        title.shown();
    }

    /** The title of a document. */
    static String of(Document document) {
        return document.name() + (document.dirty() ? " •" : "") + " – Quarry";
    }

    private static final class Title extends DocumentPane {
        private static final long serialVersionUID = 1;

        private final Frame frame;

        Title(Frame frame) {
            this.frame = frame;
        }

        @Override
        protected void shown() {
            frame.setTitle(document().map(MainTitle::of).orElse("Quarry"));
        }

        @Override
        protected void saved() {
            shown();
        }

        @Override
        protected void edited() {
            shown();
        }
    }
}
