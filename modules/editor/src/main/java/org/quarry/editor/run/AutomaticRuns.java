package org.quarry.editor.run;

import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.quarry.editor.document.Document;
import org.quarry.editor.document.DocumentListener;
import org.quarry.editor.run.RunOrder.Cause;
import org.quarry.workflow.Checked;
import org.quarry.workflow.Workflow;

/**
 * Runs documents again while their parameters change. As long as runs are quick, each shows the newest values; one that is
 * too slow for that gives way as soon as the hand rests. Nothing is written. To be used on the event thread.
 */
public final class AutomaticRuns {
    private final Runs runs;
    private final Consumer<Runnable> settle;
    private final Map<Document, Watch> watched = new WeakHashMap<>();

    /** @param settle does something when it was not asked again for a moment; what was asked before is dropped */
    public AutomaticRuns(Runs runs, Consumer<Runnable> settle) {
        this.runs = runs;
        this.settle = settle;
        runs.listen(new RunsListener() {
            @Override
            public void ended(QueuedRun run) {
                @Nullable Watch watch = watched.get(run.order().document());
                if (watch != null && run.order().cause() == Cause.AUTOMATIC) {
                    watch.follow();
                }
            }
        });
    }

    /** Whether a document runs again whenever it changes. */
    public boolean on(Document document) {
        return watched.containsKey(document);
    }

    /** Begins, with a run at once, or ends. */
    public void toggle(Document document) {
        @Nullable Watch watch = watched.remove(document);
        if (watch == null) {
            Watch begun = new Watch(document);
            watched.put(document, begun);
            document.listen(begun);
            begun.fire();
        } else {
            document.ignore(watch);
        }
    }

    private final class Watch implements DocumentListener {
        private final Document document;
        private boolean stale = true;

        Watch(Document document) {
            this.document = document;
        }

        @Override
        public void edited(Workflow before) {
            if (!before.nodes().equals(document.workflow().nodes())) {
                stale = true;
                settle.accept(this::fire);
            }
        }

        @Override
        public void checked() {
            follow();
        }

        /** Goes on, unless a run goes on already. */
        void follow() {
            boolean busy = runs.open().stream()
                    .anyMatch(run ->
                            run.order().document() == document && run.order().cause() == Cause.AUTOMATIC);
            if (!busy) {
                fire();
            }
        }

        /** Runs what is new and right; a workflow whose check is not done runs when it is. */
        void fire() {
            boolean right = document.checked().flatMap(Checked::flow).isPresent();
            if (stale && right && on(document)) {
                stale = false;
                runs.replaceAutomatic(document, Targets.withoutWriting(document));
            }
        }
    }
}
