package org.quarry.editor.problem;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import javax.swing.SwingUtilities;
import org.quarry.editor.document.Document;
import org.quarry.workflow.Problem;

/** Looks for fixes elsewhere and gives the answer on the event thread. */
public final class FixFinder {
    private final Executor background;
    private final Executor eventThread;

    /** A finder. @param background where checks are done  @param eventThread where answers are given */
    public FixFinder(Executor background, Executor eventThread) {
        this.background = background;
        this.eventThread = eventThread;
    }

    /** A finder with a thread of its own. */
    public static FixFinder inBackground() {
        return new FixFinder(
                Executors.newSingleThreadExecutor(work -> {
                    Thread thread = new Thread(work, "quarry-fixes");
                    thread.setDaemon(true);
                    return thread;
                }),
                SwingUtilities::invokeLater);
    }

    /** Finds the fixes of some problems of a document's last check; gives nothing while there is none. */
    public void find(Document document, List<Problem> problems, Consumer<Map<Problem, List<QuickFix>>> answer) {
        document.checked().ifPresent(checked -> {
            QuickFixes fixes = new QuickFixes(Ground.of(document, checked));
            background.execute(() -> {
                Map<Problem, List<QuickFix>> found = new LinkedHashMap<>();
                problems.forEach(problem -> found.put(problem, fixes.of(problem)));
                eventThread.execute(() -> answer.accept(found));
            });
        });
    }
}
