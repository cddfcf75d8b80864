package org.quarry.editor.window;

import org.openide.DialogDisplayer;
import org.openide.NotifyDescriptor;
import org.quarry.editor.document.Document;

/** Asks what becomes of unsaved work. */
final class SaveQuestion {
    private static final String SAVE = "Save";
    private static final String DISCARD = "Discard";

    private SaveQuestion() {}

    /** Whether a document may be closed: it is saved, or the user saved it now or does not want it. */
    static boolean settled(Document document) {
        if (!document.dirty()) {
            return true;
        }
        NotifyDescriptor question = new NotifyDescriptor(
                document.name() + " has changes that are not saved.",
                "Save changes?",
                NotifyDescriptor.YES_NO_CANCEL_OPTION,
                NotifyDescriptor.QUESTION_MESSAGE,
                new Object[] {SAVE, DISCARD, NotifyDescriptor.CANCEL_OPTION},
                SAVE);
        Object answer = DialogDisplayer.getDefault().notify(question);
        return SAVE.equals(answer) ? FileActions.save(document) : DISCARD.equals(answer);
    }
}
