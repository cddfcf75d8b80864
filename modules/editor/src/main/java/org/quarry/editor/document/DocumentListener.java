package org.quarry.editor.document;

import org.quarry.workflow.Workflow;

/** Hears of changes to a document, on the event thread. */
public interface DocumentListener {
    /** The workflow changed. @param before what it was */
    default void edited(Workflow before) {}

    /** Something else is selected. */
    default void selected() {}

    /** A check of the present workflow is done. */
    default void checked() {}

    /** It has another file, or began or ceased to differ from it. */
    default void saved() {}

    /** What is known of the run of some nodes changed. */
    default void ran() {}
}
