package org.quarry.editor.window;

import java.awt.Point;
import java.awt.Rectangle;
import java.awt.geom.Point2D;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import org.openide.windows.TopComponent;
import org.openide.windows.WindowManager;
import org.quarry.editor.canvas.Canvas;
import org.quarry.editor.document.Document;
import org.quarry.editor.problem.FixFinder;
import org.quarry.editor.problem.FixMenu;
import org.quarry.editor.problem.ProblemList;
import org.quarry.workflow.Checked;
import org.quarry.workflow.Problem;

/** Going through the problems of a document, and mending them. To be used on the event thread. */
public final class Problems {
    static final FixFinder FINDER = FixFinder.inBackground();

    /** At which problem of each document one is. */
    private static final Map<Document, Problem> PRESENT = new WeakHashMap<>();

    private Problems() {}

    /** Opens the window of problems and goes to the first one, as when a workflow cannot run. */
    public static void showFirst(Document document) {
        TopComponent window = WindowManager.getDefault().findTopComponent(ProblemsWindow.ID);
        if (window != null) {
            window.open();
            window.requestVisible();
        }
        list(document).first().ifPresent(problem -> visit(document, problem));
    }

    /** Goes to the next problem. @param by -1 for the one before */
    static void step(Document document, int by) {
        list(document)
                .after(Optional.ofNullable(PRESENT.get(document)), by)
                .ifPresent(problem -> visit(document, problem));
    }

    /** Selects the node of a problem, shows it, and marks the problem in the list. */
    static void visit(Document document, Problem problem) {
        PRESENT.put(document, problem);
        Jump.to(document, problem.node());
        TopComponent window = WindowManager.getDefault().findTopComponent(ProblemsWindow.ID);
        if (window instanceof ProblemsWindow problems) {
            problems.mark(problem);
        }
    }

    /** Offers what mends the problems of the selected node, or without one the present problem, at the node. */
    static void offerFixes(Document document) {
        List<Problem> asked = asked(document);
        if (asked.isEmpty()) {
            return;
        }
        Optional<Canvas> canvas = OpenDocuments.here().window(document).map(WorkflowWindow::canvas);
        canvas.ifPresent(on -> FixMenu.show(document, asked, FINDER, on, below(on, asked.get(0))));
    }

    private static Point below(Canvas canvas, Problem problem) {
        Rectangle visible = new Rectangle(0, 0, Math.max(1, canvas.getWidth()), Math.max(1, canvas.getHeight()));
        return canvas.place(outer(problem))
                .map(at -> canvas.viewport().toComponent(new Point2D.Double(at.getX(), at.getY() + 28)))
                .filter(visible::contains)
                .orElse(new Point(visible.width / 3, visible.height / 3));
    }

    private static List<Problem> asked(Document document) {
        List<Problem> all = list(document).all();
        List<Problem> ofSelected = all.stream()
                .filter(problem -> document.selection().nodes().contains(outer(problem)))
                .toList();
        if (!ofSelected.isEmpty()) {
            return ofSelected;
        }
        return Optional.ofNullable(PRESENT.get(document))
                .filter(all::contains)
                .or(() -> all.stream().findFirst())
                .map(List::of)
                .orElse(List.of());
    }

    private static String outer(Problem problem) {
        return problem.node().split("/", 2)[0];
    }

    static ProblemList list(Document document) {
        return new ProblemList(document.checked().map(Checked::problems).orElse(List.of()));
    }
}
