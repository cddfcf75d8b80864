package org.quarry.nodes.unet;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.quarry.node.Call;
import org.quarry.node.NodeException;
import org.quarry.node.model.Network;
import org.quarry.node.model.NetworkPort;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

/**
 * One evaluation of a network; several that are alike run as one batch.
 *
 * @param network which network
 * @param byRow the sample and what belongs to each of its rows, by the network's own names; all with the same first axis
 * @param shared what all rows have in common, as the timestep
 */
record Evaluation(Network network, Map<String, Tensor> byRow, Map<String, Tensor> shared) {
    Evaluation {
        byRow = Map.copyOf(byRow);
        shared = Map.copyOf(shared);
    }

    /** Runs several in as few batches as there are networks, timesteps and shapes. @param outputs that are wanted; none means all */
    static List<Map<String, Tensor>> run(List<Evaluation> all, Call call, Function<Network, String[]> outputs) {
        List<Map<String, Tensor>> results = new ArrayList<>(Collections.nCopies(all.size(), Map.of()));
        for (List<Integer> members : groups(all)) {
            List<Evaluation> batch = members.stream().map(all::get).toList();
            Network network = batch.get(0).network();
            Map<String, Tensor> joined = call.run(network, joined(batch), outputs.apply(network));
            int row = 0;
            for (int member : members) {
                int from = row;
                int next = from + all.get(member).rows();
                Map<String, Tensor> own = new HashMap<>();
                joined.forEach((name, value) -> own.put(name, value.rows(from, next)));
                results.set(member, own);
                row = next;
            }
        }
        return results;
    }

    /** Which of them share a batch. */
    private static List<List<Integer>> groups(List<Evaluation> all) {
        List<List<Integer>> groups = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            Evaluation one = all.get(i);
            groups.stream()
                    .filter(group -> all.get(group.get(0)).alike(one))
                    .findFirst()
                    .orElseGet(() -> {
                        List<Integer> fresh = new ArrayList<>();
                        groups.add(fresh);
                        return fresh;
                    })
                    .add(i);
        }
        return groups;
    }

    private static Map<String, Tensor> joined(List<Evaluation> batch) {
        Evaluation first = batch.get(0);
        Map<String, Tensor> inputs = new HashMap<>(first.shared);
        for (String name : first.byRow.keySet()) {
            inputs.put(
                    name,
                    Tensor.concatenate(
                            batch.stream().map(one -> one.byRow.get(name)).toList()));
        }
        return inputs;
    }

    /** All that the network wants. */
    Map<String, Tensor> inputs() {
        return joined(List.of(this));
    }

    private int rows() {
        return byRow.values().iterator().next().shape().size(0);
    }

    /** Whether both can share a batch. A network of a fixed batch shares with nobody. */
    private boolean alike(Evaluation other) {
        NetworkPort sample = network.inputLike("sample", "hidden_states");
        return network.equals(other.network)
                && sample.axes().get(0) < 0
                && shared.equals(other.shared)
                && shapesOfRows().equals(other.shapesOfRows());
    }

    private Map<String, Shape> shapesOfRows() {
        Map<String, Shape> shapes = new HashMap<>();
        byRow.forEach((name, value) -> shapes.put(name, value.shape().with(0, 1)));
        return shapes;
    }

    /** Exporters declare a scalar, one number for all rows, or a number for each. */
    static Tensor timestep(NetworkPort port, double timestep) {
        if (port.axes().isEmpty()) {
            return Tensor.scalar(timestep);
        }
        return Tensor.filled(Shape.of(Math.max(1, port.axes().get(0))), timestep);
    }

    /** Podell et al. (2023), SDXL, §2.2: original size, crop and target size, as of a picture that was not cropped. */
    static Tensor timeIds(int factor, Shape sample) {
        int height = sample.size(2) * factor;
        int width = sample.size(3) * factor;
        return Tensor.of(Shape.of(1, 6), height, width, 0, 0, height, width);
    }

    /** For each row of the sample its own. */
    static Tensor broadcast(String name, Tensor value, int rows) {
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
