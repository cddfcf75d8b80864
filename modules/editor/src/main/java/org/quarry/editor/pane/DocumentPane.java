package org.quarry.editor.pane;

import java.awt.BorderLayout;
import java.util.Optional;
import javax.swing.JPanel;
import org.jspecify.annotations.Nullable;
import org.quarry.editor.document.Document;
import org.quarry.editor.document.DocumentListener;
import org.quarry.workflow.Workflow;

/** Shows something of one document at a time, and hears what happens in it. To be used on the event thread. */
public abstract class DocumentPane extends JPanel {
    private static final long serialVersionUID = 1;

    private final transient DocumentListener listener = new Ears();
    private transient @Nullable Document document;

    /** A pane that shows nothing yet. */
    protected DocumentPane() {
        super(new BorderLayout());
    }

    /** Shows another document. @param front it; empty if none is open */
    public final void show(Optional<Document> front) {
        if (front.equals(document())) {
            return;
        }
        document().ifPresent(before -> before.ignore(listener));
        document = front.orElse(null);
        front.ifPresent(now -> now.listen(listener));
        shown();
    }

    /** The document that is shown. */
    public final Optional<Document> document() {
        return Optional.ofNullable(document);
    }

    /** Another document is shown, or none. */
    protected abstract void shown();

    /** The workflow changed. */
    protected void edited() {}

    /** Something else is selected. */
    protected void selected() {}

    /** A check of the present workflow is done. */
    protected void checked() {}

    /** It was saved, or ceased to be as saved. */
    protected void saved() {}

    /** What is known of the run of some nodes changed. */
    protected void ran() {}

    private final class Ears implements DocumentListener {
        @Override
        public void edited(Workflow before) {
            DocumentPane.this.edited();
        }

        @Override
        public void selected() {
            DocumentPane.this.selected();
        }

        @Override
        public void checked() {
            DocumentPane.this.checked();
        }

        @Override
        public void ran() {
            DocumentPane.this.ran();
        }

        @Override
        public void saved() {
            DocumentPane.this.saved();
        }
    }
}
