package org.quarry.editor.run;

import org.openide.awt.StatusDisplayer;
import org.quarry.editor.document.Document;
import org.quarry.editor.window.Jump;
import org.quarry.editor.window.Problems;
import org.quarry.workflow.Checked;
import org.quarry.workflow.Problem;

/** Goes to what keeps a workflow from running. */
final class Refusals {
    private Refusals() {}

    /** Shows the first error that is known of a document. @return whether there is one */
    static boolean shown(Document document) {
        boolean failed = document.checked().filter(Checked::failed).isPresent();
        if (failed) {
            Problems.showFirst(document);
            StatusDisplayer.getDefault().setStatusText("Cannot run: the workflow has errors; see Problems");
        }
        return failed;
    }

    /** Shows why a run was refused. */
    static void show(Document document, Problem problem) {
        Problems.showFirst(document);
        Jump.to(document, problem.node());
        StatusDisplayer.getDefault().setStatusText(problem.message());
    }
}
