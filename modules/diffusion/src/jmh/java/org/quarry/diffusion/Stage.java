package org.quarry.diffusion;

import java.util.List;
import java.util.stream.LongStream;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;
import org.quarry.tensor.TorchCpuNoise;

/**
 * A network and a source of noise that cost nothing, so that what is left is the sampler: both hand out tensors that were
 * made before. They take turns, for no two tensors of a real run are the same.
 */
final class Stage {
    /** More than any sampler remembers. */
    private static final int TENSORS = 8;

    static final Shape SHAPE = Shape.of(1, 16, 128, 128);

    private final List<Tensor> outputs = drawn(1);
    private final List<Tensor> noises = drawn(1 + TENSORS);
    private final Tensor start = outputs.get(0);
    private final Schedule schedule = ScheduleConfig.of(
                    TrainingLevels.scaledLinear(1000, 0.00085, 0.012), PredictionKind.EPSILON)
            .withCurve(SigmaCurve.KARRAS)
            .schedule(Measured.STEPS);
    private final Denoiser model = schedule.prediction().denoiser((x, at) -> output());
    private int evaluations;
    private int drawn;

    private static List<Tensor> drawn(long firstSeed) {
        return LongStream.range(firstSeed, firstSeed + TENSORS)
                .mapToObj(seed -> TorchCpuNoise.seeded(seed).next(SHAPE))
                .toList();
    }

    private Tensor output() {
        return outputs.get(evaluations++ % TENSORS);
    }

    Tensor run(Sampler sampler) {
        return sampler.sample(model, start, schedule, shape -> noises.get(drawn++ % TENSORS));
    }

    int evaluationsOf(Sampler sampler) {
        evaluations = 0;
        run(sampler);
        return evaluations;
    }

    Schedule schedule() {
        return schedule;
    }

    Tensor start() {
        return start;
    }
}
