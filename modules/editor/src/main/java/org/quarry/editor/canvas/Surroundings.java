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
        public boolean take(Canvas canvas, Transferable files, Point at) {
            return false;
        }

        @Override
        public boolean openComponent(Document document, String instance) {
            return false;
        }
    };

    /** Shows what can be done with the selection. */
    void menu(Canvas canvas, Point at);

    /** Takes files that were dropped: opens them, or loads them at that point. @return whether there was one of use */
    boolean take(Canvas canvas, Transferable files, Point at);

    /** Opens the file that an instance stands for. @return whether it was opened */
    boolean openComponent(Document document, String instance);
}
