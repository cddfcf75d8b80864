package org.quarry.nodes.guidance;

import java.util.List;
import java.util.stream.IntStream;
import org.quarry.diffusion.FrequencyDecoupledGuidance;
import org.quarry.diffusion.FrequencyDecoupledGuidance.Band;
import org.quarry.node.Call;
import org.quarry.node.Lazy;
import org.quarry.node.NodeFunction;
import org.quarry.node.NodeInfo;
import org.quarry.node.Param;
import org.quarry.node.Port;
import org.quarry.tensor.Tensor;

/** Guidance by frequency. */
@NodeInfo(
        id = "quarry:fdg",
        version = 1,
        name = "FDG",
        category = "Guidance",
        keywords = {"frequency", "laplacian pyramid", "detail", "cfg"},
        doc = """
            Guides coarse forms and fine details with scales of their own.
            Both predictions are taken apart into bands by a Laplacian pyramid. A high scale for the fine bands makes details \
            crisp and the prompt well followed; a low one for the coarse bands keeps natural colours and variety between \
            seeds. List the scales from the finest band to the coarsest, as in "10 5": two numbers make two bands, three \
            numbers three. Equal numbers are plain CFG.

            From Sadat et al. (2025), "Guidance in the Frequency Domain Enables High-Fidelity Sampling at Low CFG Scales", \
            algorithm 2; 10 and 5 are its values for SDXL.\
            """)
public final class FrequencyDecoupled implements NodeFunction<FrequencyDecoupled.In, FrequencyDecoupled.Out> {
    /** The two predictions and how to combine them. */
    public record In(
            @Port(doc = "Prediction with the prompt", kind = "prediction<F>", shape = "B,C,H,W")
            Lazy<Tensor> conditional,

            @Port(doc = "Prediction with the empty or negative prompt", kind = "prediction<F>", shape = "B,C,H,W")
            Lazy<Tensor> unconditional,

            @Param(doc = "A scale for each band, the finest first, parted by spaces", text = "10 5")
            String scales,

            @Param(
                    doc = "How much of the change along the prediction with the prompt is kept: 1 all, less is"
                            + " milder in colour; one number for all bands or one for each",
                    text = "1")
            String parallel) {}

    /** The combination. */
    public record Out(
            @Port(doc = "Guided prediction", kind = "prediction<F>", shape = "B,C,H,W", bypass = "conditional")
            Tensor guided) {}

    @Override
    public Out run(In in, Call call) {
        List<Band> bands = bands(in);
        return new Out(new LazyGuidance(in.conditional(), in.unconditional(), call)
                .both((without, with) -> FrequencyDecoupledGuidance.guide(without, with, bands)));
    }

    private static List<Band> bands(In in) {
        List<Double> scales = Numbers.of("scales", in.scales());
        List<Double> parallel = Numbers.of("parallel", in.parallel(), scales.size());
        return IntStream.range(0, scales.size())
                .mapToObj(k -> new Band(scales.get(k), parallel.get(k)))
                .toList();
    }
}
