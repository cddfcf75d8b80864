package org.quarry.diffusion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.quarry.tensor.Tensor;

/** Whole runs against Diffusers' schedulers. Samples are float here, so its tolerance for float runs holds. */
class SamplerGoldenTest {
    private record Result(int runs, double largest, double ofAllowed) {
        Result and(double error, double allowed) {
            return new Result(runs + 1, Math.max(largest, error), Math.max(ofAllowed, error / allowed));
        }
    }

    private static final Map<String, Result> RESULTS = new TreeMap<>();

    static Stream<Golden> runs() {
        return Stream.of("ddim", "ddpm", "euler", "euler_ancestral", "heun", "dpmsolver_multistep")
                .flatMap(folder -> Golden.under("schedulers/" + folder))
                .filter(golden -> golden.has("steps"))
                .filter(golden -> !GoldenCoverageTest.NOT_COVERED.containsKey(golden.id()));
    }

    @AfterAll
    static void print() {
        RESULTS.forEach((scheduler, result) -> System.out.printf(
                "%s: %d runs, largest error %.1e, %.0f %% of what is allowed%n",
                scheduler, result.runs(), result.largest(), 100 * result.ofAllowed()));
    }

    @ParameterizedTest
    @MethodSource("runs")
    void a_run_visits_the_samples_of_diffusers(Golden golden) {
        ReferenceRun run = new ReferenceRun(golden);

        List<Tensor> samples = run.samples();

        double worst = 0;
        for (Golden step : golden.parts("steps")) {
            int i = (int) step.number("i");
            if (step.has("sample")) {
                Tensor reference = Golden.tensor(step.members().get("sample"), golden.shape());
                worst = Math.max(worst, run.error(samples.get(i), reference, i == samples.size() - 1));
            }
        }
        RESULTS.merge(
                golden.scheduler(),
                new Result(1, worst, worst / run.tolerance()),
                (old, one) -> old.and(one.largest(), run.tolerance()));
        assertThat(golden.parts("steps")).anyMatch(step -> step.has("sample"));
        assertThat(worst).isLessThan(run.tolerance());
    }
}
