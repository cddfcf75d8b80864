package org.quarry.nodes.unet;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.quarry.node.Call;
import org.quarry.node.model.Network;
import org.quarry.tensor.Tensor;

/** Runs several UNet steps in as few batches as there are networks, timesteps and shapes. */
final class UnetBatches {
    private UnetBatches() {}

    /** The predictions, in the order of the inputs. */
    static List<Tensor> run(List<UnetStep.In> ins, Call call) {
        List<UnetInputs> prepared = ins.stream().map(UnetInputs::of).toList();
        List<Map<String, Tensor>> answers =
                Evaluation.run(prepared.stream().map(UnetInputs::evaluation).toList(), call, UnetBatches::prediction);
        List<Tensor> predictions = new ArrayList<>();
        for (int i = 0; i < answers.size(); i++) {
            Tensor answer = answers.get(i).values().iterator().next();
            predictions.add(
                    prepared.get(i).denoiser().answer(answer, prepared.get(i).latent()));
        }
        return predictions;
    }

    private static String[] prediction(Network network) {
        return new String[] {
            network.outputLike("out_sample", "noise_pred", "sample", "out_hidden_states")
                    .name()
        };
    }
}
