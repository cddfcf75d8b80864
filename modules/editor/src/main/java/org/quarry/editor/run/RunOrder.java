package org.quarry.editor.run;

import java.nio.file.Path;
import java.util.List;
import org.quarry.editor.document.Document;
import org.quarry.workflow.Workflow;

/**
 * What is to be run.
 *
 * @param document whose nodes show how it goes
 * @param workflow as it was when it was asked for; later changes of the document do not touch it
 * @param targets nodes to compute, by name; empty for all that show or write something
 * @param cause why it was asked for
 * @param input the folder that the files it reads are relative to
 * @param output the folder that the files it writes are relative to
 */
public record RunOrder(
        Document document, Workflow workflow, List<String> targets, Cause cause, Path input, Path output) {
    /** Copies the list. */
    public RunOrder {
        targets = List.copyOf(targets);
    }

    /** Why a run was asked for. */
    public enum Cause {
        /** The user wants what is not there yet. */
        RUN,
        /** The user wants the targets computed again, whatever is kept of them. */
        AGAIN,
        /** A parameter changed. */
        AUTOMATIC,
        /** Many variants of one workflow. */
        SWEEP
    }

    /** A document as it is now. */
    public static RunOrder of(Document document, List<String> targets, Cause cause) {
        return of(document, document.workflow(), targets, cause);
    }

    /** A workflow made of a document, whose nodes show how it goes as far as they are the same. */
    public static RunOrder of(Document document, Workflow workflow, List<String> targets, Cause cause) {
        return new RunOrder(document, workflow, targets, cause, document.folder(), PictureFolder.of(document));
    }

    /** What the queue calls it. */
    public String title() {
        String what = switch (cause) {
            case RUN -> targets.isEmpty() ? "" : " to " + String.join(", ", targets);
            case AGAIN -> ": " + String.join(", ", targets) + " again";
            case AUTOMATIC -> ": automatic";
            case SWEEP -> ": sweep";
        };
        return document.name() + what;
    }
}
