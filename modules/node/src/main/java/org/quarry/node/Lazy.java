package org.quarry.node;

/**
 * An input that is computed only when asked for. A node that may not need it, as guidance at scale 1 does not need the
 * unconditional prediction, declares it lazy and saves the work.
 *
 * <p>Ask for several that are needed together by {@link Call#demand}, so that nodes that share a network run as one
 * batch.
 *
 * @param <T> the type of the value
 */
@FunctionalInterface
public interface Lazy<T> {
    /**
     * The value, computed at the first call and kept.
     *
     * @throws NodeException as thrown by a node that it depends on
     * @throws java.util.concurrent.CancellationException if the run was cancelled
     */
    T get();
}
