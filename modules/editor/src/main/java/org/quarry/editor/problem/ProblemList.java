package org.quarry.editor.problem;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.quarry.workflow.Problem;

/** Problems in the order in which one goes through them: errors first, then as they stand in the workflow. */
public final class ProblemList {
    private final List<Problem> problems;

    /** These problems. */
    public ProblemList(List<Problem> found) {
        problems =
                found.stream().sorted(Comparator.comparing(Problem::severity)).toList();
    }

    /** All, in order. */
    public List<Problem> all() {
        return problems;
    }

    /** The first that keeps the workflow from running, else the first at all. */
    public Optional<Problem> first() {
        return problems.stream().findFirst();
    }

    /** The next one, or the one before, going round; the first if the present one is no longer there. */
    public Optional<Problem> after(Optional<Problem> present, int by) {
        if (problems.isEmpty()) {
            return Optional.empty();
        }
        int at = present.map(problems::indexOf).orElse(-1);
        int next = at < 0 ? (by > 0 ? 0 : problems.size() - 1) : Math.floorMod(at + by, problems.size());
        return Optional.of(problems.get(next));
    }
}
