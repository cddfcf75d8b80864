package org.quarry.nodes.unet;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.quarry.node.Call;
import org.quarry.node.model.Network;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

/** Runs several evaluations of networks in as few batches as there are networks, timesteps and shapes. */
final class UnetBatches {
    private UnetBatches() {}

    /** The predictions, in the order of the inputs. */
    static List<Tensor> run(List<UnetStep.In> ins, Call call) {
        Map<Alike, List<Integer>> groups = new LinkedHashMap<>();
        List<UnetInputs> prepared = new ArrayList<>();
        for (UnetStep.In in : ins) {
            UnetInputs inputs = UnetInputs.of(in);
            groups.computeIfAbsent(Alike.of(inputs, prepared.size()), alike -> new ArrayList<>())
                    .add(prepared.size());
            prepared.add(inputs);
        }
        Map<Integer, Tensor> predictions = new TreeMap<>();
        groups.values().forEach(members -> {
            List<UnetInputs> batch = members.stream().map(prepared::get).toList();
            Tensor joined = predict(batch, call);
            int row = 0;
            for (int i = 0; i < batch.size(); i++) {
                predictions.put(
                        members.get(i), joined.rows(row, row + batch.get(i).rows()));
                row += batch.get(i).rows();
            }
        });
        return List.copyOf(predictions.values());
    }

    private static Tensor predict(List<UnetInputs> batch, Call call) {
        UnetInputs first = batch.get(0);
        Map<String, Tensor> inputs = new TreeMap<>();
        for (String name : first.byRow().keySet()) {
            inputs.put(
                    name,
                    Tensor.concatenate(
                            batch.stream().map(one -> one.byRow().get(name)).toList()));
        }
        inputs.put(first.timestepName(), first.timestep());
        String output = first.network()
                .outputLike("out_sample", "noise_pred", "sample", "out_hidden_states")
                .name();
        return call.runOne(first.network(), inputs, output);
    }

    /** What must agree for evaluations to share a batch. A network of a fixed batch shares with nobody. */
    private record Alike(Network network, double timestep, Map<String, Shape> rows, int alone) {
        static Alike of(UnetInputs inputs, int index) {
            Map<String, Shape> rows = new TreeMap<>();
            inputs.byRow().forEach((name, value) -> rows.put(name, value.shape().with(0, 1)));
            return new Alike(inputs.network(), inputs.timestep().at(0), rows, inputs.anyBatch() ? -1 : index);
        }
    }
}
