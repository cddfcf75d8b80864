package org.quarry.engine;

import java.util.List;
import org.quarry.node.Lazy;

/** A lazy input of a running node. */
record LazyInput(Demander demander, InputSlot slot, int node, int output) implements Lazy<Object> {
    @Override
    public Object get() {
        demander.demand(List.of(this));
        return slot.fit(demander.value(node, output));
    }
}
