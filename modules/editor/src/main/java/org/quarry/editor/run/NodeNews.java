package org.quarry.editor.run;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.quarry.editor.document.Activity;
import org.quarry.editor.document.Document;
import org.quarry.editor.document.NodeActivity;
import org.quarry.editor.document.NodeActivity.State;
import org.quarry.engine.Failure;
import org.quarry.engine.RunEvent;
import org.quarry.engine.RunResult;
import org.quarry.tensor.Picture;

/**
 * Carries what a run tells over to the nodes of its document. Nodes inside a component speak for its instance as well.
 */
final class NodeNews {
    private static final Set<State> UNFINISHED = Set.of(State.WAITING, State.RUNNING, State.PAUSED);
    private static final Set<State> PASSING =
            Set.of(State.WAITING, State.RUNNING, State.PAUSED, State.FAILED, State.SKIPPED, State.CANCELLED);

    private final Document document;

    NodeNews(Document document) {
        this.document = document;
    }

    void note(RunEvent event) {
        Activity activity = document.activity();
        if (event instanceof RunEvent.RunStarted) {
            activity.updateAll(known ->
                    PASSING.contains(known.state()) ? known.in(State.IDLE).because("") : known);
        } else if (event instanceof RunEvent.Queued queued) {
            each(queued.node(), known -> known.in(State.WAITING).because(""));
        } else if (event instanceof RunEvent.Started started) {
            started(started.node());
        } else if (event instanceof RunEvent.Progress progress) {
            each(
                    progress.node(),
                    known -> known.progress(
                            progress.done(), progress.total(), progress.left().orElse(-1)));
        } else if (event instanceof RunEvent.Preview preview) {
            each(preview.node(), known -> known.showing(preview.picture()));
        } else if (event instanceof RunEvent.Finished finished) {
            finished(finished);
        } else if (event instanceof RunEvent.Failed failed) {
            each(failed.failure().node(), known -> known.in(State.FAILED).because(reason(failed.failure())));
        } else if (event instanceof RunEvent.Skipped skipped) {
            each(
                    skipped.node(),
                    known -> known.in(State.SKIPPED)
                            .because("not computed, because '" + skipped.because() + "' failed"));
        } else if (event instanceof RunEvent.Paused paused) {
            each(paused.node(), known -> known.in(State.PAUSED));
        } else if (event instanceof RunEvent.Resumed) {
            activity.updateAll(known -> known.state() == State.PAUSED ? known.in(State.RUNNING) : known);
        } else if (event instanceof RunEvent.RunFinished over) {
            over(over.outcome());
        }
    }

    private void started(String node) {
        each(node, known -> {
            boolean again = known.state() == State.RUNNING;
            NodeActivity running = known.in(State.RUNNING);
            return again ? running : running.progress(0, 0, -1).measured(0, 0);
        });
    }

    private void finished(RunEvent.Finished event) {
        State state = event.reused() ? State.REUSED : State.DONE;
        update(event.node(), known -> {
            // What a node once took stays known where its result is taken again.
            double millis = event.reused() ? known.millis() : event.millis();
            return known.in(state).because(event.reason()).measured(millis, event.bytes());
        });
        String outer = outer(event.node());
        if (!outer.equals(event.node())) {
            update(
                    outer,
                    known -> known.in(known.state() == State.RUNNING ? State.RUNNING : state)
                            .measured(known.millis() + event.millis(), known.bytes() + event.bytes()));
        }
    }

    private void over(RunResult.Outcome outcome) {
        State end = outcome == RunResult.Outcome.CANCELLED ? State.CANCELLED : State.DONE;
        document.activity().updateAll(known -> {
            if (!UNFINISHED.contains(known.state())) {
                return known;
            }
            // A node that waited and was never asked for had nothing to do.
            return known.in(end == State.DONE && known.state() == State.WAITING ? State.IDLE : end);
        });
    }

    /** Shows on each node the last of the pictures that it gave. */
    void pictures(Map<String, List<Picture>> pictures) {
        pictures.forEach((node, own) -> each(node, known -> known.showing(own.get(own.size() - 1))));
    }

    private void each(String node, UnaryOperator<NodeActivity> change) {
        update(node, change);
        String outer = outer(node);
        if (!outer.equals(node)) {
            update(outer, known -> known.state() == State.FAILED ? known : change.apply(known));
        }
    }

    private void update(String node, UnaryOperator<NodeActivity> change) {
        if (document.workflow().nodes().containsKey(outer(node))) {
            document.activity().update(node, change);
        }
    }

    /** What a node failed of, told on that node, or on the component that it is in. */
    private static String reason(Failure failure) {
        if (failure.node().indexOf('/') >= 0) {
            return failure.message();
        }
        return failure.input().isEmpty()
                ? failure.sentence()
                : "input '" + failure.input() + "': " + failure.sentence();
    }

    private static String outer(String node) {
        int slash = node.indexOf('/');
        return slash < 0 ? node : node.substring(0, slash);
    }
}
