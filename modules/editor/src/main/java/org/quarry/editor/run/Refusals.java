package org.quarry.editor.run;

import java.util.List;
import java.util.Set;
import org.openide.awt.StatusDisplayer;
import org.openide.windows.TopComponent;
import org.openide.windows.WindowManager;
import org.quarry.editor.document.Document;
import org.quarry.editor.document.Selection;
import org.quarry.editor.window.OpenDocuments;
import org.quarry.workflow.Checked;
import org.quarry.workflow.Problem;

/** Goes to what keeps a workflow from running. */
final class Refusals {
    private Refusals() {}

    /** Shows the first error that is known of a document. @return whether there is one */
    static boolean shown(Document document) {
        List<Problem> errors =
                document.checked().filter(Checked::failed).map(Checked::problems).orElse(List.of()).stream()
                        .filter(problem -> problem.severity() == Problem.Severity.ERROR)
                        .toList();
        if (errors.isEmpty()) {
            return false;
        }
        show(document, errors.get(0));
        return true;
    }

    /** Shows a problem: its node, the window of problems, and the sentence. */
    static void show(Document document, Problem problem) {
        TopComponent window = WindowManager.getDefault().findTopComponent("problems");
        if (window != null) {
            window.open();
            window.requestVisible();
        }
        String outer = problem.node().split("/", 2)[0];
        if (document.workflow().nodes().containsKey(outer)) {
            document.select(Selection.ofNodes(Set.of(outer)));
            OpenDocuments.here().window(document).ifPresent(tab -> {
                tab.requestVisible();
                tab.canvas().show(outer);
            });
        }
        StatusDisplayer.getDefault().setStatusText(problem.message());
    }
}
