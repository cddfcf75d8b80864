package org.quarry.editor.run;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.quarry.editor.document.Activity;
import org.quarry.engine.RunEvent;

/**
 * How far a run has come, measured in time: a node counts as much as it took in its last run. Of a node that has never
 * run it is assumed that it is quick, unless it reports progress. To be used on the event thread.
 */
public final class RunProgress {
    /** Milliseconds that a node is taken to need of which nothing is known. */
    private static final double USUAL = 20;

    /** The same of one that reports its progress, for those are the slow ones. */
    private static final double SLOW = 2000;

    private final Activity last;
    private final Map<String, Double> weights = new HashMap<>();
    private final Map<String, Double> shares = new HashMap<>();
    private double left = -1;
    private double furthest;
    private boolean over;

    RunProgress(Activity last) {
        this.last = last;
    }

    /** From 0 to 1. */
    public double fraction() {
        if (over) {
            return 1;
        }
        double all = weights.values().stream().mapToDouble(weight -> weight).sum();
        double done = 0;
        for (Map.Entry<String, Double> share : shares.entrySet()) {
            done += share.getValue() * weights.getOrDefault(share.getKey(), USUAL);
        }
        // Quick nodes that turn up late would draw the bar back.
        furthest = all == 0 ? furthest : Math.max(furthest, Math.min(1, done / all));
        return furthest;
    }

    /** Milliseconds left, as the slowest node says; empty as long as none does. */
    public OptionalDouble left() {
        return over || left < 0 ? OptionalDouble.empty() : OptionalDouble.of(left);
    }

    void note(RunEvent event) {
        if (event instanceof RunEvent.Queued queued) {
            double known = last.of(queued.node()).millis();
            weights.put(queued.node(), known > 0 ? known : USUAL);
        } else if (event instanceof RunEvent.Progress progress) {
            if (weights.getOrDefault(progress.node(), USUAL) == USUAL) {
                weights.put(progress.node(), SLOW);
                // What was said of the others, before this one was known to be slow, was too much.
                furthest = 0;
            }
            shares.put(progress.node(), (double) progress.done() / progress.total());
            left = progress.left().orElse(left);
        } else if (event instanceof RunEvent.Finished finished) {
            shares.put(finished.node(), 1.0);
            left = -1;
        }
    }

    void end() {
        over = true;
    }
}
