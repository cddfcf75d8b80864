package org.quarry.nodes.unet;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.quarry.diffusion.LatentPacking;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

/**
 * The inputs of one evaluation, by the network's own names.
 *
 * @param denoiser which network
 * @param latent the shape of the sample; its first axis counts the rows
 * @param evaluation what goes in
 */
record UnetInputs(DenoisingNetwork denoiser, Shape latent, Evaluation evaluation) {
    private static final String TIME_IDS = "time_ids";
    private static final String GUIDANCE = "guidance";
    private static final String TEXT = "encoder_hidden_states";
    private static final String TEXT_POSITIONS = "txt_ids";

    /** Black Forest Labs (2024), FLUX.1-dev: what its authors recommend. */
    private static final double USUAL_GUIDANCE = 3.5;

    /** Of ten; what the refiner is told for a prompt where nobody says otherwise. */
    private static final float USUAL_MARK = 6;

    private static final double PER_MILLE = 1000;
    private static final int COORDINATES = 3;

    static UnetInputs of(UnetStep.In in) {
        DenoisingNetwork denoiser = DenoisingNetwork.of(in.unet());
        Tensor sample = in.seen();
        Sides.check(denoiser, sample.shape());
        denoiser.check(in.conditioning());
        int rows = sample.shape().size(0);
        Map<String, Tensor> byRow = new HashMap<>();
        in.conditioning().inputs().forEach((name, value) -> {
            if (denoiser.wants(name)) {
                byRow.put(name, Evaluation.broadcast(name, value, rows));
            }
        });
        if (denoiser.wants(TIME_IDS) && !byRow.containsKey(TIME_IDS)) {
            byRow.put(TIME_IDS, Evaluation.broadcast(TIME_IDS, timeIds(denoiser, sample.shape()), rows));
        }
        if (denoiser.wants(GUIDANCE) && !byRow.containsKey(GUIDANCE)) {
            byRow.put(GUIDANCE, Tensor.filled(Shape.of(rows), USUAL_GUIDANCE));
        }
        byRow.put(denoiser.sample().name(), withChannels(in, denoiser));
        Map<String, Tensor> shared = new HashMap<>();
        double timestep = in.step().timestep();
        if (denoiser.patches()) {
            byRow.put(denoiser.timestep().name(), Tensor.filled(Shape.of(rows), told(denoiser, timestep)));
        } else {
            shared.put(denoiser.timestep().name(), Evaluation.timestep(denoiser.timestep(), timestep));
        }
        if (denoiser.packs()) {
            positions(denoiser, sample.shape(), byRow, shared);
        }
        return new UnetInputs(denoiser, sample.shape(), new Evaluation(denoiser.network(), byRow, shared));
    }

    /** The refiner of SDXL is told a mark for the picture's beauty in place of the target size. */
    private static Tensor timeIds(DenoisingNetwork denoiser, Shape sample) {
        Tensor sizes = Evaluation.timeIds(denoiser.model().description().sizes().getOrDefault("factor", 8), sample);
        return denoiser.refines(TIME_IDS)
                ? Tensor.of(Shape.of(1, 5), sizes.at(0), sizes.at(1), sizes.at(2), sizes.at(3), USUAL_MARK)
                : sizes;
    }

    private static Tensor withChannels(UnetStep.In in, DenoisingNetwork denoiser) {
        Tensor sample = in.seen();
        Tensor more = in.conditioning().inputs().get(ChannelConditioning.CHANNELS);
        Tensor whole = more == null ? sample : Channels.join("conditioning", List.of(sample, more));
        return denoiser.read(whole, more != null);
    }

    /** FLUX counts time from 0 to 1, Stable Diffusion 3 to 1000 as its training did. */
    private static double told(DenoisingNetwork denoiser, double timestep) {
        return denoiser.packs() ? timestep / PER_MILLE : timestep;
    }

    /** Where tokens stand. Those of the text stand nowhere. Exports of the first months want the places for each row. */
    private static void positions(
            DenoisingNetwork denoiser, Shape latent, Map<String, Tensor> byRow, Map<String, Tensor> shared) {
        Tensor text = byRow.get(TEXT);
        if (text == null) {
            throw new IllegalStateException("a network that reads tokens has none of a text");
        }
        Map<String, Tensor> places = Map.of(
                DenoisingNetwork.PICTURE_POSITIONS,
                LatentPacking.positions(latent.size(2), latent.size(3)),
                TEXT_POSITIONS,
                Tensor.filled(Shape.of(text.shape().size(1), COORDINATES), 0));
        places.forEach((name, ofTokens) -> denoiser.network().input(name).ifPresent(port -> {
            if (port.axes().size() == COORDINATES) {
                Shape withRow = Shape.of(1, ofTokens.shape().size(0), COORDINATES);
                byRow.put(name, Evaluation.broadcast(name, ofTokens.reshaped(withRow), latent.size(0)));
            } else {
                shared.put(name, ofTokens);
            }
        }));
    }
}
