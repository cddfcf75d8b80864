package org.quarry.engine;

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
        RunReceipt receipt) {
    Models models() {
        return engine.models();
    }

    /** A node of the flow, made ready, with its arguments. */
    Argument[] arguments(int node, Binding binding) {
        Constants constants = new Constants(request.inputFolder(), request.outputFolder());
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

    private @org.jspecify.annotations.Nullable Inlet inlet(int node, String name) {
        for (Inlet inlet : graph.inlets(node)) {
            if (inlet.port.name().equals(name)) {
                return inlet;
            }
        }
        return null;
    }
}
