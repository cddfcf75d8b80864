package org.quarry.editor.canvas;

import java.awt.Point;
import java.awt.datatransfer.Transferable;
import org.quarry.editor.document.Document;

/** What a canvas asks of the window that it is in. */
public interface Surroundings {
    /** There is none, as in tests. */
    Surroundings NONE = new Surroundings() {
        @Override
        public void menu(Canvas canvas, Point at) {}

        @Override
        public boolean openFiles(Transferable dropped) {
            return false;
        }

        @Override
        public boolean openComponent(Document document, String instance) {
            return false;
        }
    };

    /** Shows what can be done with the selection. */
    void menu(Canvas canvas, Point at);

    /** Opens files that were dropped. @return whether there was one to open */
    boolean openFiles(Transferable dropped);

    /** Opens the file that an instance stands for. @return whether it was opened */
    boolean openComponent(Document document, String instance);
}
