package org.quarry.onnx;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.quarry.node.model.Network;
import org.quarry.node.model.NetworkPort;
import org.quarry.tensor.Tensor;

/** A network with the strengths of the files on top of it, which are inputs of their own. Those of equal strengths can share a batch. */
record StrengthenedNetwork(Network network, Map<String, Tensor> strengths) implements Network {
    StrengthenedNetwork {
        strengths = Map.copyOf(strengths);
    }

    @Override
    public String name() {
        return network.name();
    }

    @Override
    public List<NetworkPort> inputs() {
        return network.inputs().stream()
                .filter(port -> !strengths.containsKey(port.name()))
                .toList();
    }

    @Override
    public List<NetworkPort> outputs() {
        return network.outputs();
    }

    @Override
    public Map<String, Tensor> execute(Map<String, Tensor> inputs, List<String> outputs, Cancellation cancellation) {
        Map<String, Tensor> all = new HashMap<>(inputs);
        all.putAll(strengths);
        return network.execute(all, outputs, cancellation);
    }
}
