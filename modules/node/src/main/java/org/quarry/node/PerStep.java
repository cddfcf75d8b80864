package org.quarry.node;

/**
 * A wire whose value depends on the current denoising step. A node with such an input is a <em>driver</em>: it
 * evaluates the wire as often as it likes, at steps of its own making.
 *
 * <p>To evaluate means: all nodes between {@link Step} and this input are computed anew for the given step. The step
 * that they see is the one given here.
 *
 * @param <T> the type of the value
 */
@FunctionalInterface
public interface PerStep<T> {
    /**
     * The wire's value at a step. Called from the driver's own thread, one call at a time.
     *
     * @throws NodeException as thrown by a node on the wire
     * @throws java.util.concurrent.CancellationException if the run was cancelled
     */
    T at(Step step);
}
