package org.quarry.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.quarry.tensor.Tensor;

/**
 * Whole runs against Diffusers' schedulers, in double. Each is compared with the reference, whose constants are float, and
 * with its twin, whose constants are double.
 */
@ExtendWith(NamesItsFile.class)
class SamplerGoldenTest {
    private record Result(int runs, double largest, double twin) {
        Result and(Result other) {
            return new Result(runs + other.runs, Math.max(largest, other.largest), Math.max(twin, other.twin));
        }
    }

    private static final Map<String, Result> RESULTS = new TreeMap<>();

    static Stream<Golden> runs() {
        return Golden.under("schedulers")
                .filter(golden -> golden.has("steps") && golden.has("float64_twin"))
                .filter(golden -> !golden.scheduler().equals("ddim_inverse"))
                .filter(golden -> !(golden.scheduler().equals("flow_match_heun")
                        && golden.part("step_args").has("s_churn")));
    }

    @AfterAll
    static void print() {
        RESULTS.forEach((scheduler, result) -> System.out.printf(
                "%-28s %3d runs, largest error %.1e, of the twin in double %.1e%n",
                scheduler, result.runs(), result.largest(), result.twin()));
    }

    @ParameterizedTest
    @MethodSource("runs")
    void a_run_visits_the_samples_of_diffusers(Golden golden) {
        ReferenceRun run = new ReferenceRun(golden);
        Map<Integer, Tensor> reference = new TreeMap<>();
        for (Golden step : golden.parts("steps")) {
            if (step.has("sample")) {
                reference.put(
                        (int) step.number("i"), golden.precise(step.members().get("sample")));
            }
        }
        Map<Integer, Tensor> twin = new TreeMap<>();
        golden.part("float64_twin")
                .part("samples")
                .members()
                .forEach((step, sample) -> twin.put(Integer.valueOf(step), golden.precise(sample)));

        double error = run.error(reference);
        double twinError = run.error(twin);

        RESULTS.merge(golden.scheduler(), new Result(1, error, twinError), Result::and);
        assertThat(reference).isNotEmpty();
        assertThat(twin).isNotEmpty();
        assertThat(error).isLessThan(tolerance(golden));
        assertThat(twinError)
                .isLessThan(1e-8 * Math.max(1, golden.part("spread").number("largest_abs_sample")));
    }

    @ParameterizedTest
    @MethodSource("runs")
    void the_network_is_told_the_timesteps_of_diffusers(Golden golden) {
        List<Double> told = new ReferenceRun(golden).told();

        double[] listed = golden.twin("timesteps").stream().mapToDouble(t -> t).toArray();
        List<Double> used = golden.has("start") ? golden.part("start").numbers("timesteps_used") : List.of();
        double[] expected =
                used.isEmpty() ? listed : used.stream().mapToDouble(t -> t).toArray();
        // Those of pictures are listed in float.
        assertThat(told.stream().mapToDouble(t -> t).toArray())
                .containsExactly(expected, within(used.isEmpty() ? 1e-8 : 1e-3));
    }

    /** What the goldens' notes allow for the reference, whose constants are float. */
    private static double tolerance(Golden golden) {
        Golden spread = golden.part("spread");
        double largest =
                Math.max(spread.number("float32_run_vs_reference"), spread.number("float64_twin_vs_reference"));
        return Math.max(1e-4, 3 * largest) * Math.max(1, spread.number("largest_abs_sample") / 10);
    }
}
