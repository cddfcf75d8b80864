package org.quarry.onnx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.quarry.node.model.Network;
import org.quarry.node.model.NetworkPort;
import org.quarry.tensor.Tensor;

/**
 * A ControlNet in ONNX's format, with the outputs that Diffusers names. Exporters have names of their own for them, and some networks are
 * told how strongly they count, which is left to those who use what they say.
 *
 * @param outputNames by Diffusers' names, what this network calls them
 */
record ExportedControlNet(Network network, Map<String, String> outputNames) implements Network {
    private static final String SCALE = "conditioning_scale";
    private static final String MIDDLE = "mid_block_additional_residual";
    private static final String DOWN = "down_block_additional_residual.";

    /** As {@code down_block_3_additional_residual} of OnnxStack, and {@code down_block_res_samples.3}. */
    private static final Pattern DOWN_OF_ANY = Pattern.compile("down\\D*(\\d+)\\D*");

    ExportedControlNet {
        outputNames = Map.copyOf(outputNames);
    }

    /** A network as a ControlNet; empty if it is none. */
    static Optional<ExportedControlNet> of(Network network) {
        Map<String, String> names = new TreeMap<>();
        network.outputs().forEach(output -> {
            Matcher down = DOWN_OF_ANY.matcher(output.name());
            if (down.matches()) {
                names.put(DOWN + Integer.parseInt(down.group(1)), output.name());
            } else if (output.name().startsWith("mid")) {
                names.put(MIDDLE, output.name());
            }
        });
        int count = network.outputs().size();
        boolean whole = names.size() == count
                && names.containsKey(MIDDLE)
                && names.containsKey(DOWN + 0)
                && names.containsKey(DOWN + (count - 2));
        return whole && network.input("controlnet_cond").isPresent()
                ? Optional.of(new ExportedControlNet(network, names))
                : Optional.empty();
    }

    @Override
    public String name() {
        return network.name();
    }

    @Override
    public List<NetworkPort> inputs() {
        return network.inputs().stream()
                .filter(port -> !port.name().equals(SCALE))
                .toList();
    }

    @Override
    public List<NetworkPort> outputs() {
        List<NetworkPort> outputs = new ArrayList<>();
        outputNames.forEach((name, own) -> network.outputs().stream()
                .filter(port -> port.name().equals(own))
                .forEach(port -> outputs.add(new NetworkPort(name, port.type(), port.axes()))));
        return outputs;
    }

    @Override
    public Map<String, Tensor> execute(Map<String, Tensor> inputs, List<String> outputs, Cancellation cancellation) {
        Map<String, Tensor> all = new HashMap<>(inputs);
        if (network.input(SCALE).isPresent()) {
            all.put(SCALE, Tensor.scalar(1));
        }
        List<String> own = outputs.stream()
                .map(output -> outputNames.getOrDefault(output, output))
                .toList();
        Map<String, Tensor> found = network.execute(all, own, cancellation);
        Map<String, Tensor> named = new LinkedHashMap<>();
        outputNames.forEach((name, ownName) -> {
            Tensor value = found.get(ownName);
            if (value != null) {
                named.put(name, value);
            }
        });
        return named;
    }
}
