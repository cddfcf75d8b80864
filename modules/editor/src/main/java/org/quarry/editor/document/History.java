package org.quarry.editor.document;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.quarry.workflow.Workflow;

/** What can be undone and redone: workflows share all that did not change, so every state is kept. */
final class History {
    /** One gesture. @param merge gestures with the same word that follow each other are one; empty for none */
    record Gesture(String name, String merge, Workflow before, Workflow after) {}

    private final Deque<Gesture> done = new ArrayDeque<>();
    private final Deque<Gesture> undone = new ArrayDeque<>();

    void add(Gesture gesture) {
        undone.clear();
        @Nullable Gesture last = done.peek();
        if (last != null && !gesture.merge().isEmpty() && last.merge().equals(gesture.merge())) {
            done.pop();
            // A gesture that was called off has changed nothing, and nothing is to be undone.
            if (!last.before().equals(gesture.after())) {
                done.push(new Gesture(gesture.name(), gesture.merge(), last.before(), gesture.after()));
            }
        } else {
            done.push(gesture);
        }
    }

    /** From now on nothing merges with what was done before. */
    void close() {
        @Nullable Gesture last = done.peek();
        if (last != null && !last.merge().isEmpty()) {
            done.pop();
            done.push(new Gesture(last.name(), "", last.before(), last.after()));
        }
    }

    Optional<Gesture> toUndo() {
        return Optional.ofNullable(done.peek());
    }

    Optional<Gesture> toRedo() {
        return Optional.ofNullable(undone.peek());
    }

    void undo() {
        undone.push(done.pop());
    }

    void redo() {
        done.push(undone.pop());
    }

    /** Changes what can be redone, so that it still follows from what is there. */
    void amend(UnaryOperator<Workflow> change) {
        List<Gesture> changed = new ArrayList<>();
        for (Gesture gesture : undone) {
            changed.add(new Gesture(
                    gesture.name(), gesture.merge(), change.apply(gesture.before()), change.apply(gesture.after())));
        }
        undone.clear();
        undone.addAll(changed);
    }
}
