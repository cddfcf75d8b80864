package org.quarry.engine;

import java.util.List;
import java.util.Map;
import org.quarry.node.Call;
import org.quarry.node.Lazy;
import org.quarry.node.model.Model;
import org.quarry.node.model.Models;
import org.quarry.node.model.Network;
import org.quarry.tensor.Picture;
import org.quarry.tensor.Tensor;

/** The surroundings of a node that computes outside of any run. */
record LoneCall(Models models) implements Call {
    private static final Network.Cancellation NEVER = new Network.Cancellation() {
        @Override
        public boolean cancelled() {
            return false;
        }

        @Override
        public Registration onCancel(Runnable action) {
            return () -> {};
        }
    };

    @Override
    public Model model(String name) {
        return models.open(name);
    }

    @Override
    public Map<String, Tensor> run(Network network, Map<String, Tensor> inputs, String... outputs) {
        return network.execute(inputs, List.of(outputs), NEVER);
    }

    @Override
    public void demand(Lazy<?>... inputs) {
        for (Lazy<?> input : inputs) {
            input.get();
        }
    }

    @Override
    public void progress(int done, int total) {}

    @Override
    public void preview(Picture picture) {}

    @Override
    public void report(String sentence) {}

    @Override
    public void checkCancelled() {}

    @Override
    public Map<String, String> provenance() {
        return Map.of();
    }
}
