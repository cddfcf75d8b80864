package org.quarry.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.quarry.tensor.Noise;
import org.quarry.tensor.Tensor;

/** Whole runs against k-diffusion, which has y = x/signal for its sample and computed these in double. */
@ExtendWith(NamesItsFile.class)
class KDiffusionGoldenTest {
    private static final ScheduleConfig CONFIG =
            ScheduleConfig.of(TrainingLevels.scaledLinear(1000, 0.00085, 0.012), PredictionKind.EPSILON);
    private static final Map<String, Double> ERRORS = new TreeMap<>();
    private static final Map<String, Integer> RUNS = new TreeMap<>();

    static Stream<Golden> runs() {
        return Golden.under("schedulers/kdiffusion").filter(golden -> golden.has("sampler"));
    }

    @AfterAll
    static void print() {
        ERRORS.forEach((sampler, error) -> System.out.printf(
                "%-28s %3d runs, largest error %.1e%n", "k-diffusion " + sampler, RUNS.get(sampler), error));
    }

    @ParameterizedTest
    @MethodSource("runs")
    void a_run_visits_the_samples_and_levels_of_k_diffusion(Golden golden) {
        Schedule schedule = schedule(golden);
        List<Double> asked = new ArrayList<>();
        Map<Integer, Tensor> samples = new TreeMap<>();
        Denoiser network = schedule.prediction().denoiser((x, at) -> {
            asked.add(at.sigma());
            samples.putIfAbsent(at.index(), x.times(1 / at.signal()));
            return x.map(s -> 0.3 * s + 0.1 * Math.sin(3 * s + Math.log(at.sigma())) - 0.05);
        });
        Tensor start = golden.precise("x").times(schedule.at(0).signal());

        Tensor end = sampler(golden).sample(network, start, schedule, noise(golden, samples));

        Tensor found = end.times(1 / schedule.end().signal());
        double error = Golden.difference(found, golden.precise("final"));
        // The adaptive sampler reports after its steps, all others before.
        if (!golden.text("sampler").equals("sample_dpm_adaptive")) {
            error = Math.max(error, errorOnTheWay(golden, new ArrayList<>(samples.values())));
        }
        double largest = golden.precise("x").map(Math::abs).mean();
        String name = golden.text("sampler").replace("sample_", "");
        ERRORS.merge(name, error, Math::max);
        RUNS.merge(name, 1, Integer::sum);
        assertThat(error).isLessThan(1e-9 * Math.max(1, largest));
        double[] listed =
                golden.numbers("model_sigmas").stream().mapToDouble(s -> s).toArray();
        for (int i = 0; i < listed.length; i++) {
            assertThat(asked.get(i) / listed[i]).isCloseTo(1, within(1e-10));
        }
        assertThat(asked).hasSameSizeAs(golden.numbers("model_sigmas"));
    }

    private static double errorOnTheWay(Golden golden, List<Tensor> samples) {
        double worst = 0;
        for (Golden step : golden.parts("steps")) {
            Tensor listed = golden.precise(step.members().get("x"));
            worst = Math.max(worst, Golden.difference(samples.get((int) step.number("i")), listed));
        }
        return worst;
    }

    private static Schedule schedule(Golden golden) {
        if (!golden.has("schedule")) {
            double[] ends = {golden.number("sigma_max"), golden.number("sigma_min")};
            int steps = golden.has("n") ? (int) golden.number("n") : 1;
            return of(SigmaCurve.EXPONENTIAL.between(ends[0], ends[1], steps + 1));
        }
        double[] sigmas = curve(golden.text("schedule"), golden.part("schedule_args"));
        return of(Arrays.copyOf(sigmas, sigmas.length + 1));
    }

    private static Schedule of(double[] sigmas) {
        return CONFIG.scheduleOf(Arrays.stream(sigmas).boxed().toList());
    }

    private static double[] curve(String name, Golden arguments) {
        double rho = arguments.has("rho") ? arguments.number("rho") : name.endsWith("karras") ? 7 : 1;
        SigmaCurve curve = switch (name) {
            case "get_sigmas_karras" -> new SigmaCurve.Karras(rho);
            case "get_sigmas_exponential", "get_sigmas_polyexponential" -> new SigmaCurve.Polyexponential(rho);
            case "get_sigmas_vp" -> vp(arguments);
            default -> throw new IllegalArgumentException(name);
        };
        return arguments.has("sigma_max")
                ? curve.between(
                        arguments.number("sigma_max"), arguments.number("sigma_min"), (int) arguments.number("n"))
                : curve.between(0, 0, (int) arguments.number("n"));
    }

    private static SigmaCurve vp(Golden arguments) {
        SigmaCurve.Vp standard = SigmaCurve.Vp.STANDARD;
        return new SigmaCurve.Vp(
                arguments.has("beta_d") ? arguments.number("beta_d") : standard.betaRange(),
                arguments.has("beta_min") ? arguments.number("beta_min") : standard.betaMin(),
                arguments.has("eps_s") ? arguments.number("eps_s") : standard.shortest());
    }

    static Stream<Golden> curves() {
        return Golden.only("schedulers/kdiffusion/sigmas");
    }

    @ParameterizedTest
    @MethodSource("curves")
    void curves_of_sigma_are_those_of_k_diffusion(Golden golden) {
        for (Golden row : golden.parts("rows")) {
            Map<String, Object> arguments = new TreeMap<>(row.part("args").members());
            arguments.put("n", row.number("n"));

            double[] sigmas = curve(row.text("schedule"), new Golden(row.id(), arguments));

            double[] listed = row.numbers("sigmas").stream().mapToDouble(s -> s).toArray();
            assertThat(sigmas).hasSize(listed.length - 1);
            for (int i = 0; i < sigmas.length; i++) {
                assertThat(sigmas[i] / listed[i]).isCloseTo(1, within(1e-10));
            }
        }
    }

    private static Sampler sampler(Golden golden) {
        Golden arguments = golden.part("args");
        double eta = arguments.has("eta") ? arguments.number("eta") : 1;
        double none = arguments.has("eta") ? arguments.number("eta") : 0;
        double spread = arguments.has("s_noise") ? arguments.number("s_noise") : 1;
        DpmForm form = "heun".equals(arguments.members().get("solver_type")) ? DpmForm.TAYLOR : DpmForm.MIDPOINT;
        return switch (golden.text("sampler")) {
            case "sample_euler" -> new Euler(churn(arguments));
            case "sample_heun" -> new Heun(churn(arguments));
            case "sample_dpm_2" -> new Dpm2(churn(arguments));
            case "sample_euler_ancestral" -> new EulerAncestral(eta, spread);
            case "sample_dpm_2_ancestral" -> new Dpm2Ancestral(eta, spread);
            case "sample_lms" -> new LinearMultistep(arguments.has("order") ? (int) arguments.number("order") : 4);
            case "sample_dpm_fast" -> new DpmFast(none, spread);
            case "sample_dpm_adaptive" ->
                new DpmAdaptive(
                        arguments.has("order") ? (int) arguments.number("order") : 3,
                        arguments.has("rtol") ? arguments.number("rtol") : 0.05,
                        arguments.has("atol") ? arguments.number("atol") : 0.0078,
                        none);
            case "sample_dpmpp_2s_ancestral" -> new DpmTwoStageAncestral(eta, spread);
            case "sample_dpmpp_sde" -> new DpmStochastic(eta, spread, arguments.has("r") ? arguments.number("r") : 0.5);
            case "sample_dpmpp_2m" -> multistep(2, 0, DpmForm.MIDPOINT);
            case "sample_dpmpp_2m_sde" -> multistep(2, eta, form);
            case "sample_dpmpp_3m_sde" -> multistep(3, eta, DpmForm.TAYLOR);
            default -> throw new IllegalArgumentException(golden.id());
        };
    }

    private static Sampler multistep(int order, double eta, DpmForm form) {
        return new DpmMultistep(order, new DpmStep.Clean(eta, form), false, false);
    }

    private static Churn churn(Golden arguments) {
        return new Churn(
                arguments.has("s_churn") ? arguments.number("s_churn") : 0,
                arguments.has("s_tmin") ? arguments.number("s_tmin") : 0,
                arguments.has("s_tmax") ? arguments.number("s_tmax") : Double.POSITIVE_INFINITY,
                arguments.has("s_noise") ? arguments.number("s_noise") : 1);
    }

    /** Samplers with churn draw once in each step of k-diffusion, needed or not. */
    private static Noise noise(Golden golden, Map<Integer, Tensor> samples) {
        List<?> draws = (List<?>) golden.members().get("noise");
        Iterator<?> inOrder = draws.iterator();
        boolean eachStep =
                List.of("sample_euler", "sample_heun", "sample_dpm_2").contains(golden.text("sampler"));
        return wanted -> golden.precise(eachStep ? draws.get(samples.size()) : inOrder.next());
    }
}
