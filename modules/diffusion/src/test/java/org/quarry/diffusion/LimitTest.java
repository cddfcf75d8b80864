package org.quarry.diffusion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

class LimitTest {
    private static final Tensor SAMPLE = Tensor.of(Shape.of(2, 3), -3, 0.5f, 2, 0.1f, -0.2f, 0.3f);

    @Test
    void every_sampler_keeps_to_the_limit_of_its_schedule() {
        Schedule schedule = ScheduleConfig.of(TrainingLevels.linear(1000, 0.0001, 0.02), PredictionKind.SAMPLE)
                .schedule(6)
                .limited(new Limit.Clip(1));
        Tensor start = Tensor.filled(Shape.of(1, 2), 0.3);
        Denoiser wild = (x, at) -> Tensor.filled(x.shape(), 5);

        for (Sampler sampler : List.<Sampler>of(
                new Ddim(),
                Ddpm.SMALL_VARIANCE,
                new Euler(),
                new EulerAncestral(),
                new Heun(),
                DpmMultistep.plusPlus(2, 0))) {
            Tensor end = sampler.sample(wild, start, schedule, shape -> start);
            assertThat(end).isEqualTo(Tensor.filled(start.shape(), 1));
        }
    }

    @Test
    void no_limit_leaves_the_sample_as_it_is() {
        assertThat(Limit.NONE.apply(SAMPLE)).isSameAs(SAMPLE);
    }

    @Test
    void clipping_cuts_off_at_the_range() {
        assertThat(new Limit.Clip(1).apply(SAMPLE))
                .isEqualTo(Tensor.of(SAMPLE.shape(), -1, 0.5f, 1, 0.1f, -0.2f, 0.3f));
    }

    @Test
    void thresholding_scales_each_of_the_batch_by_its_own_quantile() {
        // The median of |−3|, |0.5|, |2| is 2; the second of the batch stays below 1 and is left alone.
        Tensor limited = new Limit.Threshold(0.5, 10).apply(SAMPLE);

        assertThat(limited).isEqualTo(Tensor.of(SAMPLE.shape(), -1, 0.25f, 1, 0.1f, -0.2f, 0.3f));
    }

    @Test
    void thresholding_scales_by_no_more_than_its_largest() {
        Tensor limited = new Limit.Threshold(1, 2).apply(SAMPLE);

        assertThat(limited.rows(0, 1)).isEqualTo(Tensor.of(Shape.of(1, 3), -1, 0.25f, 1));
    }
}
