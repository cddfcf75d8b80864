package org.quarry.diffusion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.quarry.tensor.Tensor;

/**
 * Diffusers adds noise to a flow as if it were no flow: t grows, but the signal 1 - t stays. That is Karras' algorithm 2 on
 * the path {@code y = x₀ + σ · ε} with σ = t, which is run here. Our flows shrink the signal, too.
 */
@ExtendWith(NamesItsFile.class)
class FlowChurnGoldenTest {
    static Stream<Golden> runs() {
        return Golden.under("schedulers/flow_match_heun")
                .filter(golden -> golden.part("step_args").has("s_churn"));
    }

    @ParameterizedTest
    @MethodSource("runs")
    void heun_with_churn_on_a_path_that_keeps_the_signal_is_that_of_diffusers(Golden golden) {
        List<Tensor> samples = new ArrayList<>();
        List<Tensor> drawn = new ArrayList<>();
        Schedule schedule = keepingSignal(golden);
        // The network is asked before the noise is added, and x₀ is taken at the lower level.
        Denoiser network = (x, at) -> {
            Level start = schedule.at(at.index());
            boolean raised = at.sigma() > start.sigma();
            Tensor y = x.times(1 / at.signal());
            double added = Math.sqrt(at.sigma() * at.sigma() - start.sigma() * start.sigma());
            Tensor before = raised ? y.mix(1, drawn.get(drawn.size() - 1), -added) : y;
            double time = raised ? start.sigma() : at.sigma();
            samples.add(before);
            return y.mix(1, Golden.closedForm(before, at.told(1000 * time)), -time);
        };
        Golden arguments = golden.part("step_args");
        // Its list of σ has all but the ends twice, so that the same S_churn is less.
        double amount = arguments.number("s_churn") * schedule.steps() / (2 * schedule.steps() - 1);
        Churn churn =
                new Churn(amount, arguments.number("s_tmin"), arguments.number("s_tmax"), arguments.number("s_noise"));

        Tensor end = new Heun(churn)
                .sample(network, golden.precise("x").times(schedule.at(0).signal()), schedule, shape -> {
                    int which = golden.parts("steps")
                            .get(samples.size())
                            .numbers("noise")
                            .get(0)
                            .intValue();
                    drawn.add(golden.precise(((List<?>) golden.members().get("noise")).get(which)));
                    return drawn.get(drawn.size() - 1);
                });
        samples.add(end);

        golden.part("float64_twin")
                .part("samples")
                .members()
                .forEach((step, sample) -> assertThat(
                                Golden.difference(samples.get(Integer.parseInt(step) + 1), golden.precise(sample)))
                        .isLessThan(1e-8));
    }

    private static Schedule keepingSignal(Golden golden) {
        List<Double> times = new ArrayList<>(golden.twin("sigmas"));
        List<Double> once = times.stream().distinct().toList();
        KarrasLevels path = new KarrasLevels(1000, 1, 1, 0);
        double[] sigmas =
                once.stream().limit(once.size() - 1L).mapToDouble(t -> t).toArray();
        return new Schedule(
                Levels.each(sigmas, path::atSigma),
                new Levels(Levels.each(sigmas, path::atSigma), Levels.clean()).arrivals(),
                PredictionKind.EPSILON,
                Limit.NONE,
                1,
                path,
                0,
                new Heun());
    }
}
