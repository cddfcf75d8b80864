package org.quarry.nodes.unet;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.quarry.node.NodeException;
import org.quarry.node.model.Model;
import org.quarry.node.model.Network;
import org.quarry.node.model.NetworkPort;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

/**
 * The inputs of one evaluation, by the network's own names.
 *
 * @param network which network
 * @param rows how many samples
 * @param byRow the sample and what belongs to each of its rows; all with the same first axis
 * @param timestep the same for all rows
 */
record UnetInputs(Network network, int rows, Map<String, Tensor> byRow, Tensor timestep) {
    private static final String TIME_IDS = "time_ids";

    static UnetInputs of(UnetStep.In in) {
        Network network = in.unet().network("unet");
        Tensor sample = in.seen();
        Sides.check(in.unet(), sample.shape());
        int rows = sample.shape().size(0);
        Map<String, Tensor> byRow = new HashMap<>();
        in.conditioning().inputs().forEach((name, value) -> {
            if (network.input(name).isPresent()) {
                byRow.put(name, broadcast(name, value, rows));
            }
        });
        if (network.input(TIME_IDS).isPresent() && !byRow.containsKey(TIME_IDS)) {
            byRow.put(TIME_IDS, broadcast(TIME_IDS, timeIds(in.unet(), sample.shape()), rows));
        }
        byRow.put(network.inputLike("sample").name(), withChannels(in, network.inputLike("sample")));
        return new UnetInputs(network, rows, byRow, timestep(network, in.step().timestep()));
    }

    /** All that the network wants. @param rows what belongs to the rows, of this evaluation or of several joined */
    Map<String, Tensor> named(Map<String, Tensor> rows) {
        Map<String, Tensor> inputs = new HashMap<>(rows);
        inputs.put(network.inputLike("timestep", "t").name(), timestep);
        return inputs;
    }

    /** Whether both can share a batch. A network of a fixed batch shares with nobody. */
    boolean alike(UnetInputs other) {
        return network.equals(other.network)
                && network.inputLike("sample").axes().get(0) < 0
                && timestep.equals(other.timestep)
                && shapesOfRows().equals(other.shapesOfRows());
    }

    private Map<String, Shape> shapesOfRows() {
        Map<String, Shape> shapes = new HashMap<>();
        byRow.forEach((name, value) -> shapes.put(name, value.shape().with(0, 1)));
        return shapes;
    }

    private static Tensor withChannels(UnetStep.In in, NetworkPort port) {
        Tensor sample = in.seen();
        Tensor more = in.conditioning().inputs().get(ChannelConditioning.CHANNELS);
        Tensor whole = more == null ? sample : Channels.join("conditioning", List.of(sample, more));
        int wanted = port.axes().size() == 4 ? port.axes().get(1) : -1;
        int found = whole.shape().size(1);
        if (wanted > 0 && wanted != found) {
            throw new NodeException(
                    more == null ? "sample" : "conditioning",
                    "the network of " + in.unet().description().name() + " looks at " + wanted
                            + " channels, found " + found
                            + (found < wanted
                                    ? "; add " + (wanted - found)
                                            + " by Channel conditioning: 5 are mask and masked picture, 4 a picture"
                                    : "; it was not trained to look at more than a sample of its own: leave out"
                                            + " Channel conditioning, or load a model that has " + found));
        }
        return whole;
    }

    /** Exporters declare a scalar, one number for all rows, or a number for each. */
    private static Tensor timestep(Network network, double timestep) {
        NetworkPort port = network.inputLike("timestep", "t");
        if (port.axes().isEmpty()) {
            return Tensor.scalar(timestep);
        }
        return Tensor.filled(Shape.of(Math.max(1, port.axes().get(0))), timestep);
    }

    /** Podell et al. (2023), SDXL, §2.2: original size, crop and target size, as of a picture that was not cropped. */
    private static Tensor timeIds(Model model, Shape sample) {
        int factor = model.description().sizes().getOrDefault("factor", 8);
        int height = sample.size(2) * factor;
        int width = sample.size(3) * factor;
        return Tensor.of(Shape.of(1, 6), height, width, 0, 0, height, width);
    }

    private static Tensor broadcast(String name, Tensor value, int rows) {
        int given = value.shape().size(0);
        if (given == rows) {
            return value;
        } else if (given == 1) {
            return Tensor.concatenate(Collections.nCopies(rows, value));
        }
        throw new NodeException(
                "conditioning",
                "'" + name + "' is for " + given + " pictures, the sample holds " + rows
                        + "; give one conditioning for all, or one for each");
    }
}
