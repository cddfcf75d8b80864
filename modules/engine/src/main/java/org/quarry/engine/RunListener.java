package org.quarry.engine;

/** Hears of a run's events. */
@FunctionalInterface
public interface RunListener {
    /** Hears nothing. */
    RunListener NONE = event -> {};

    /**
     * Something happened. Called from the run's threads, one event at a time and in order; the run waits meanwhile. May
     * control the run (pause, cancel, breakpoints) but not wait for its end. What it throws ends the run.
     */
    void on(RunEvent event);
}
