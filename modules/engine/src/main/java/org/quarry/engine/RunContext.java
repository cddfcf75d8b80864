package org.quarry.engine;

import org.jspecify.annotations.Nullable;
import org.quarry.node.model.Models;

/** What all parts of one run share. */
record RunContext(
        RunRequest request,
        Graph graph,
        Keys keys,
        Reasons reasons,
        EngineParts engine,
        Announcer announcer,
        Cancelling cancelling,
        Gate gate,
        Failures failures,
        RunReceipt receipt,
        Ancestors remembered,
        AtWork atWork) {
    Models models() {
        return engine.models();
    }

    /** A node has a result: remembers how it was made, and what it depends on is made now, to say later what changed. */
    void remember(int node) {
        engine.history().keep(request.identity(), graph.name(node), keys.trace(node));
        remembered.from(
                node, source -> engine.history().refresh(request.identity(), graph.name(source), keys.trace(source)));
    }

    /** A node of the flow, made ready, with its arguments. */
    Argument[] arguments(int node, Binding binding) {
        Constants constants = new Constants(
                request.inputFolder(), request.outputFolder(), engine.nodes().extensions());
        InputSlot[] slots = binding.slots();
        Argument[] arguments = new Argument[slots.length];
        for (int i = 0; i < slots.length; i++) {
            Inlet inlet = inlet(node, slots[i].name());
            Object constant = inlet == null || inlet.constant == null
                    ? null
                    : constants.of(inlet.constant, slots[i], inlet.port, graph.descriptor(node));
            arguments[i] = new Argument(slots[i], inlet, constant);
        }
        return arguments;
    }

    private @Nullable Inlet inlet(int node, String name) {
        for (Inlet inlet : graph.inlets(node)) {
            if (inlet.port.name().equals(name)) {
                return inlet;
            }
        }
        return null;
    }
}
