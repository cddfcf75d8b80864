package org.quarry.engine;

/** Where a run pauses by itself. */
public sealed interface Breakpoint {
    /** Before a node runs; a per-step node each time. @param node its name in the flow */
    record AtNode(String node) implements Breakpoint {}

    /** Before a driver begins a denoising step. @param index from 0 */
    record AtStep(int index) implements Breakpoint {}
}
