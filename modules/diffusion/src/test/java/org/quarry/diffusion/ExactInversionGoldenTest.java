package org.quarry.diffusion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.quarry.tensor.Noise;
import org.quarry.tensor.Tensor;

/** Inversions beyond DDIM's, against what their authors' code gives. */
@ExtendWith(NamesItsFile.class)
class ExactInversionGoldenTest {
    /** The references' constants are float. */
    private static final double TOLERANCE = 3e-5;

    /** The factors of a step are float, too, and the second step up multiplies by (d₁/d₂)² = 284. */
    private static final double TWO_STEP_TOLERANCE = 2e-4;

    private static final BiFunction<Tensor, Level, Tensor> TARGET =
            (x, at) -> x.map(s -> 0.28 * s + 0.1 * Math.sin(3 * s + at.timestep() / 250 + 0.5) - 0.02);

    static Stream<Golden> all() {
        return Stream.of(
                        "edict_p0p93",
                        "o_belm",
                        "bdia",
                        "edit_friendly_ddpm",
                        "edit_friendly_ddpm_edit_skip2",
                        "rf_solver",
                        "flowedit_sd3")
                .flatMap(name -> Golden.ids("inversion").filter(("inversion/" + name)::equals))
                .map(Golden::named);
    }

    static Stream<Golden> named(String... names) {
        return all().filter(
                        golden -> Stream.of(names).anyMatch(name -> golden.id().equals("inversion/" + name)));
    }

    static Stream<Golden> twoSteps() {
        return named("o_belm", "bdia");
    }

    @Test
    void edict_goes_the_way_of_its_authors() {
        named("edict_p0p93").forEach(golden -> {
            Denoiser model = InversionGoldenTest.model(golden.part("args").number("guidance"));
            Schedule schedule = betweenTimesteps(schedule(golden));

            TwinLatents twins = Edict.PUBLISHED.invert(model, golden.tensor("x0"), schedule);

            List<?> inverted = (List<?>) golden.members().get("inverted");
            assertClose(twins.first(), golden.tensor(inverted.get(0)));
            assertClose(twins.second(), golden.tensor(inverted.get(1)));
            assertClose(twins.generate(model), golden.tensor("x0"));
        });
    }

    @ParameterizedTest
    @MethodSource("twoSteps")
    void two_step_methods_go_the_way_of_their_authors(Golden golden) {
        TwoStepInversion method = golden.id().endsWith("bdia") ? TwoStepInversion.BDIA : TwoStepInversion.O_BELM;
        Denoiser model = InversionGoldenTest.model(golden.part("args").number("guidance"));
        // BDIA's authors leave the noise out of the first step up: it adds its factor to all elements.
        Denoiser upwards = method == TwoStepInversion.BDIA ? onesAtTheEnd(model) : model;

        TwinLatents twins = method.invert(upwards, golden.precise("x0"), endingClean(schedule(golden)));

        assertThat(Golden.difference(twins.first(), golden.tensor("inverted"))).isLessThan(TWO_STEP_TOLERANCE);
        assertThat(Golden.difference(twins.second(), golden.tensor("inverted_second")))
                .isLessThan(TWO_STEP_TOLERANCE);
        assertClose(twins.generate(model), golden.tensor("x0"));
    }

    @Test
    void edit_friendly_noises_are_those_of_the_authors() {
        named("edit_friendly_ddpm").forEach(golden -> {
            Denoiser model = InversionGoldenTest.model(golden.part("args").number("cfg_src"));
            Schedule schedule = schedule(golden);

            DdpmNoises noises = EditFriendlyDdpm.invert(model, golden.tensor("x0"), schedule, listed(golden));

            List<?> zs = (List<?>) golden.members().get("zs");
            List<?> samples = (List<?>) golden.members().get("xts_from_1");
            for (int i = 0; i < schedule.steps(); i++) {
                int fromTheCleanEnd = schedule.steps() - 1 - i;
                assertClose(noises.samples().get(i), golden.tensor(samples.get(fromTheCleanEnd)));
                double sigma = Ddim.sigma(schedule.at(i), schedule.after(i));
                if (fromTheCleanEnd > 0) {
                    assertClose(
                            noises.added().get(i),
                            golden.tensor(zs.get(fromTheCleanEnd)).times(sigma));
                }
            }
            assertClose(EditFriendlyDdpm.generate(model, asPublished(noises), 0), golden.tensor("reconstruction"));
            assertClose(EditFriendlyDdpm.generate(model, noises, 0), golden.tensor("x0"));
        });
    }

    @Test
    void edit_friendly_noises_edit_as_those_of_the_authors() {
        named("edit_friendly_ddpm_edit_skip2").forEach(golden -> {
            Golden given = golden.part("args");
            Denoiser source = InversionGoldenTest.model(given.number("cfg_src"));
            Denoiser target = InversionGoldenTest.model(PredictionKind.EPSILON, TARGET, given.number("cfg_tar"));

            DdpmNoises noises = EditFriendlyDdpm.invert(source, golden.tensor("x0"), schedule(golden), listed(golden));
            Tensor edited = EditFriendlyDdpm.generate(target, asPublished(noises), (int) given.number("skip"));

            assertClose(edited, golden.tensor("reconstruction"));
        });
    }

    @Test
    void rf_solver_goes_the_way_of_its_authors() {
        named("rf_solver").forEach(golden -> {
            Denoiser model = PredictionKind.FLOW.denoiser(Golden::closedForm);
            Schedule schedule = flow(golden.numbers("timesteps"));

            FlowNoise noise = new RfSolver().invert(model, golden.tensor("x0"), schedule, nothing());

            assertClose(noise.noise(), golden.tensor("inverted"));
            assertClose(noise.generate(model, FlowInversion.Control.NONE), golden.tensor("reconstruction"));
        });
    }

    @Test
    void flow_edit_goes_the_way_of_its_authors() {
        named("flowedit_sd3").forEach(golden -> {
            Golden given = golden.part("args");
            Denoiser source =
                    InversionGoldenTest.model(PredictionKind.FLOW, Golden::closedForm, given.number("src_guidance"));
            Denoiser target = InversionGoldenTest.model(PredictionKind.FLOW, TARGET, given.number("tar_guidance"));
            List<Double> times = new ArrayList<>(
                    golden.numbers("timesteps").stream().map(t -> t / 1000).toList());
            times.add(0.0);
            int skipped = (int) (given.number("steps") - given.number("n_max"));

            Tensor edited = new FlowEdit((int) given.number("n_avg"))
                    .edit(source, target, golden.tensor("x0"), flow(times).from(skipped), listed(golden));

            assertClose(edited, golden.tensor("edited"));
        });
    }

    private static void assertClose(Tensor found, Tensor wanted) {
        assertThat(Golden.difference(found, wanted)).isLessThan(TOLERANCE);
    }

    private static Schedule schedule(Golden golden) {
        return InversionGoldenTest.schedule(golden, golden.part("args"));
    }

    /** EDICT's authors count T/n down, not ⌊T/n⌋, and mix ᾱ of the two nearest timesteps with exchanged weights. */
    private static Schedule betweenTimesteps(Schedule schedule) {
        TrainingLevels training = (TrainingLevels) schedule.training();
        List<Level> arrivals = new ArrayList<>();
        for (Level at : schedule.levels()) {
            double to = at.timestep() - (double) training.count() / schedule.steps();
            int low = (int) Math.floor(Math.max(0, to));
            double share = Math.max(0, to) - low;
            double alphaBar =
                    training.alphaBar(low) * share + training.alphaBar((int) Math.ceil(Math.max(0, to))) * (1 - share);
            arrivals.add(Level.ofAlphaBar(at.index() + 1, to, to < 0 ? training.alphaBar(0) : alphaBar));
        }
        return with(schedule, arrivals);
    }

    /** BELM's authors end clean, and tell the network timestep 1 there. */
    private static Schedule endingClean(Schedule schedule) {
        List<Level> arrivals = new ArrayList<>(schedule.arrivals());
        arrivals.set(schedule.steps() - 1, new Level(schedule.steps(), 1, 1, 0));
        return with(schedule, arrivals);
    }

    private static Schedule with(Schedule schedule, List<Level> arrivals) {
        return new Schedule(
                schedule.levels(),
                arrivals,
                schedule.prediction(),
                Limit.NONE,
                1,
                schedule.training(),
                0,
                schedule.usual());
    }

    private static Denoiser onesAtTheEnd(Denoiser model) {
        return new Denoiser() {
            @Override
            public Tensor denoise(Tensor x, Level at) {
                return model.denoise(x, at);
            }

            @Override
            public Tensor noiseIn(Tensor x, Level at) {
                return at.noise() == 0 ? Tensor.filled(x.shape(), 1) : model.noiseIn(x, at);
            }
        };
    }

    /** The authors' last noise is 0. */
    private static DdpmNoises asPublished(DdpmNoises noises) {
        List<Tensor> added = new ArrayList<>(noises.added());
        int last = added.size() - 1;
        added.set(last, added.get(last).times(0));
        return new DdpmNoises(noises.schedule(), noises.samples(), added);
    }

    /** A flow's schedule through these times, of which the last is its end. */
    private static Schedule flow(List<Double> times) {
        FlowLevels training = new FlowLevels(1000, false);
        List<Level> levels = IntStream.range(0, times.size())
                .mapToObj(i -> training.atNoise(times.get(i)).inStep(i))
                .toList();
        int last = times.size() - 1;
        return new Schedule(
                levels.subList(0, last),
                levels.subList(1, last + 1),
                PredictionKind.FLOW,
                Limit.NONE,
                1,
                training,
                0,
                new Euler());
    }

    private static Noise listed(Golden golden) {
        Iterator<?> draws = ((List<?>) golden.members().get("noise")).iterator();
        return shape -> golden.tensor(draws.next());
    }

    private static Noise nothing() {
        return shape -> {
            throw new AssertionError("noise was drawn");
        };
    }
}
