package org.quarry.editor.document;

import java.util.Optional;
import org.quarry.tensor.Picture;

/**
 * What is known of a node's part in the last run.
 *
 * @param state where it stands
 * @param done of {@code total} parts of its work
 * @param total 0 if it does not say
 * @param left milliseconds left; negative if unknown
 * @param millis it computed
 * @param bytes of its outputs in memory
 * @param reason why it ran, or was reused; or what it failed of; empty if there is nothing to say
 * @param preview its last picture
 */
public record NodeActivity(
        State state,
        int done,
        int total,
        double left,
        double millis,
        long bytes,
        String reason,
        Optional<Picture> preview) {
    /** It took no part in any run. */
    public static final NodeActivity NONE = new NodeActivity(State.IDLE, 0, 0, -1, 0, 0, "", Optional.empty());

    /** Where a node stands. */
    public enum State {
        /** No run knows it. */
        IDLE,
        /** It waits for its inputs. */
        WAITING,
        /** It computes. */
        RUNNING,
        /** It is held before it begins. */
        PAUSED,
        /** It ran. */
        DONE,
        /** An earlier result was taken. */
        REUSED,
        /** It failed. */
        FAILED,
        /** Something that it needs failed. */
        SKIPPED,
        /** The run was cancelled before it was done. */
        CANCELLED
    }

    /** The same in another state. */
    public NodeActivity in(State other) {
        return new NodeActivity(other, done, total, left, millis, bytes, reason, preview);
    }

    /** The same with another reason. */
    public NodeActivity because(String why) {
        return new NodeActivity(state, done, total, left, millis, bytes, why, preview);
    }

    /** Running, so far. */
    public NodeActivity progress(int soFar, int of, double millisLeft) {
        return new NodeActivity(State.RUNNING, soFar, of, millisLeft, millis, bytes, reason, preview);
    }

    /** With what it cost. */
    public NodeActivity measured(double took, long holds) {
        return new NodeActivity(state, done, total, -1, took, holds, reason, preview);
    }

    /** With another picture. */
    public NodeActivity showing(Picture picture) {
        return new NodeActivity(state, done, total, left, millis, bytes, reason, Optional.of(picture));
    }
}
