package org.quarry.nodes.unet;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.quarry.node.Call;
import org.quarry.node.model.Network;
import org.quarry.tensor.Tensor;

/** Runs several evaluations of networks in as few batches as there are networks, timesteps and shapes. */
final class UnetBatches {
    private UnetBatches() {}

    /** The predictions, in the order of the inputs. */
    static List<Tensor> run(List<UnetStep.In> ins, Call call) {
        List<UnetInputs> prepared = ins.stream().map(UnetInputs::of).toList();
        Tensor[] predictions = new Tensor[prepared.size()];
        for (List<Integer> members : groups(prepared)) {
            Tensor joined = predict(members.stream().map(prepared::get).toList(), call);
            int row = 0;
            for (int member : members) {
                int next = row + prepared.get(member).rows();
                predictions[member] = joined.rows(row, next);
                row = next;
            }
        }
        return List.of(predictions);
    }

    /** Which of them share a batch. */
    private static List<List<Integer>> groups(List<UnetInputs> prepared) {
        List<List<Integer>> groups = new ArrayList<>();
        for (int i = 0; i < prepared.size(); i++) {
            UnetInputs inputs = prepared.get(i);
            groups.stream()
                    .filter(group -> prepared.get(group.get(0)).alike(inputs))
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

    private static Tensor predict(List<UnetInputs> batch, Call call) {
        UnetInputs first = batch.get(0);
        Map<String, Tensor> rows = new HashMap<>();
        for (String name : first.byRow().keySet()) {
            rows.put(
                    name,
                    Tensor.concatenate(
                            batch.stream().map(one -> one.byRow().get(name)).toList()));
        }
        Network network = first.denoiser().network();
        String output = network.outputLike("out_sample", "noise_pred", "sample", "out_hidden_states")
                .name();
        Tensor answer = call.runOne(network, first.named(rows), output);
        return first.denoiser().answer(answer, first.latent());
    }
}
