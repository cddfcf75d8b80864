package org.quarry.application.desktop;

/** What a user does with the desktop, and what must come of it. It runs inside the desktop, on a thread of its own. */
public interface Scenario {
    /** Plays it. What it throws fails the test. */
    void play(Hands hands) throws Exception;
}
