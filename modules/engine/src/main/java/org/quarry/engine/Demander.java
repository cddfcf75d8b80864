package org.quarry.engine;

import java.util.List;

/** Computes lazy inputs when they are asked for. */
interface Demander {
    /** Computes several inputs together and waits until they are there. */
    void demand(List<LazyInput> inputs);

    /** The value of an output that was demanded. */
    Object value(int node, int output);
}
