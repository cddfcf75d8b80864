package org.quarry.nodes.unet;

import java.util.Map;
import java.util.TreeMap;
import org.quarry.node.model.Conditioning;
import org.quarry.tensor.Tensor;

/**
 * What ControlNets add within a denoising network, by the names of that network's inputs: {@code down_block_additional_residual.N} to
 * its skip connections, {@code mid_block_additional_residual} after its middle.
 */
record Residuals(Map<String, Tensor> byName) {
    private static final String DOWN = "down_block_additional_residual.";

    /** What one gave. @param guessing whether it counts less where pictures are large: from a tenth up to all, evenly in logarithms */
    static Residuals of(Map<String, Tensor> outputs, boolean guessing) {
        Map<String, Tensor> residuals = new TreeMap<>();
        int last = outputs.size() - 1;
        outputs.forEach((name, value) -> {
            int place = name.startsWith(DOWN) ? Integer.parseInt(name.substring(DOWN.length())) : last;
            residuals.put(name, guessing && last > 0 ? value.times(Math.pow(10, (double) place / last - 1)) : value);
        });
        return new Residuals(residuals);
    }

    Residuals times(double strength) {
        Map<String, Tensor> scaled = new TreeMap<>();
        byName.forEach((name, value) -> scaled.put(name, strength == 1 ? value : value.times(strength)));
        return new Residuals(scaled);
    }

    /** The conditioning with these, and with those that it has already. */
    Conditioning addedTo(Conditioning conditioning) {
        Map<String, Tensor> inputs = new TreeMap<>(conditioning.inputs());
        byName.forEach((name, value) -> inputs.merge(name, value, Tensor::plus));
        return new Conditioning(inputs);
    }
}
