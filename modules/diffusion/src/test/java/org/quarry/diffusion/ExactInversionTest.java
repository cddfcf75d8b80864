package org.quarry.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.quarry.tensor.Noise;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;
import org.quarry.tensor.TorchCpuNoise;

/** On samples of two equal Gaussians at ±1, whose perfect denoiser has a closed form. */
class ExactInversionTest {
    private static final Shape SHAPE = Shape.of(1, 64);
    private static final double SPREAD = 0.4;
    private static final ScheduleConfig CONFIG = ScheduleConfig.of(
                    TrainingLevels.scaledLinear(1000, 0.00085, 0.012), PredictionKind.EPSILON)
            .withGrid(Grid.DDIM)
            .withSpacing(Spacing.LEADING)
            .withEnd(FinalLevel.LOWEST_TRAINED);
    private static final Denoiser SOURCE = clusters(0);
    private static final Denoiser TARGET = clusters(0.7);

    static Stream<Arguments> methods() {
        return Stream.of(10, 50)
                .flatMap(steps -> Stream.of(
                        Arguments.of(Edict.PUBLISHED, steps),
                        Arguments.of(new Edict(1), steps),
                        Arguments.of(TwoStepInversion.O_BELM, steps)));
    }

    @ParameterizedTest
    @MethodSource("methods")
    void in_double_the_latent_comes_back_to_ten_digits(ExactInversion method, int steps) {
        Tensor clean = picture().precise();

        TwinLatents twins = method.invert(SOURCE, clean, CONFIG.schedule(steps));

        assertThat(relative(clean, twins.generate(SOURCE))).isLessThan(1e-10);
    }

    @ParameterizedTest
    @MethodSource("methods")
    void in_float_the_latent_comes_back_to_four_digits(ExactInversion method, int steps) {
        TwinLatents twins = method.invert(SOURCE, picture(), CONFIG.schedule(steps));

        assertThat(relative(picture(), twins.generate(SOURCE))).isLessThan(1e-4);
    }

    @Test
    void bdia_is_exact_for_few_steps_only() {
        assertThat(bdia(10)).isLessThan(1e-8);
        assertThat(bdia(100)).isGreaterThan(1e3);
    }

    @Test
    void what_comes_out_has_the_spread_of_noise() {
        Tensor noise =
                Edict.PUBLISHED.invert(SOURCE, picture(), CONFIG.schedule(50)).first();

        assertThat(Math.sqrt(noise.map(x -> x * x).mean())).isBetween(0.6, 1.4);
    }

    @Test
    void a_schedule_without_signal_at_its_start_is_refused() {
        Schedule flow = new Schedule(
                List.of(new Level(0, 1000, 0, 1)),
                List.of(new Level(1, 0, 1, 0)),
                PredictionKind.FLOW,
                Limit.NONE,
                1,
                new FlowLevels(1000, false),
                0,
                new Euler());

        assertThatThrownBy(() -> Edict.PUBLISHED.invert(SOURCE, picture(), flow))
                .isInstanceOf(UnfitModelException.class)
                .hasMessage("at the schedule's first step no signal is left, and nothing leads back to it; lower its"
                        + " strength a little, or take an inversion for flows");
        assertThatThrownBy(() -> TwoStepInversion.O_BELM.invert(SOURCE, picture(), flow.from(1)))
                .hasMessage("the schedule has no step, so there is no noise to find; raise its strength");
    }

    @Test
    void edit_friendly_noises_bring_the_latent_back() {
        Schedule schedule = CONFIG.schedule(50);

        DdpmNoises noises = EditFriendlyDdpm.invert(SOURCE, picture(), schedule, TorchCpuNoise.seeded(3));

        assertThat(relative(picture(), EditFriendlyDdpm.generate(SOURCE, noises, 0)))
                .isLessThan(1e-5);
        assertThat(relative(picture(), EditFriendlyDdpm.generate(SOURCE, noises, 18)))
                .isLessThan(1e-5);
    }

    @Test
    void the_more_steps_are_skipped_the_less_another_network_changes() {
        DdpmNoises noises = EditFriendlyDdpm.invert(SOURCE, picture(), CONFIG.schedule(50), TorchCpuNoise.seeded(3));

        double none = relative(picture(), EditFriendlyDdpm.generate(TARGET, noises, 0));
        double half = relative(picture(), EditFriendlyDdpm.generate(TARGET, noises, 25));
        double all = relative(picture(), EditFriendlyDdpm.generate(TARGET, noises, 50));

        assertThat(none).isGreaterThan(half);
        assertThat(half).isGreaterThan(all);
        assertThat(all).isZero();
    }

    @Test
    void the_source_branch_of_direct_inversion_ends_in_the_latent_itself() {
        InvertedPath path = plain(10);

        DirectInversion.Branches branches = new DirectInversion(0).generate(SOURCE, TARGET, path);

        assertThat(branches.source()).isEqualTo(picture());
        assertThat(branches.target()).isEqualTo(ddim(TARGET, path));
    }

    @Test
    void a_corrected_target_branch_of_the_same_prompt_ends_in_the_latent_too() {
        InvertedPath path = plain(10);

        Tensor again = new DirectInversion(1).generate(SOURCE, SOURCE, path).target();

        assertThat(relative(picture(), ddim(SOURCE, path))).isGreaterThan(0.01);
        assertThat(relative(picture(), again)).isLessThan(1e-5);
    }

    @Test
    void steps_whose_iterations_do_not_settle_are_counted() {
        DdimInversion.Refinement many = new DdimInversion.Refinement(9, 1);
        Denoiser jumpy = PredictionKind.EPSILON.denoiser((x, at) -> x.map(value -> 6 * Math.sin(3 * value)));

        InvertedPath calm = DdimInversion.path(SOURCE, picture(), CONFIG.schedule(10), many);
        InvertedPath wild = DdimInversion.path(jumpy, picture(), CONFIG.schedule(10), many);

        assertThat(calm.unsettled()).isZero();
        assertThat(wild.unsettled()).isPositive();
    }

    @Test
    void rf_solver_is_of_second_order() {
        double coarse = rfError(16);
        double fine = rfError(32);

        // A way there and back of a method of order p misses by h^p, or less where errors cancel.
        assertThat(coarse / fine).isGreaterThan(3.5);
        assertThat(rfError(50)).isLessThan(1e-3);
    }

    @Test
    void with_a_full_share_rf_inversion_leads_to_the_drawn_noise_and_full_control_back() {
        Noise noise = TorchCpuNoise.seeded(8);
        Schedule schedule = flow(10);

        FlowNoise drawn = new RfInversion(1).invert(SOURCE, picture(), schedule, noise);
        Tensor back = drawn.generate(TARGET, new FlowInversion.Control(1, 0, 1));

        Tensor line = ForwardProcess.jump(picture(), TorchCpuNoise.seeded(8).next(SHAPE), schedule.at(0));
        assertThat(relative(line, drawn.noise())).isLessThan(1e-6);
        assertThat(relative(picture(), back)).isLessThan(1e-6);
    }

    @Test
    void control_brings_generation_nearer_to_the_original() {
        FlowNoise noise = new RfInversion(0.5).invert(SOURCE, picture(), flow(20), TorchCpuNoise.seeded(8));

        double free = relative(picture(), noise.generate(SOURCE, FlowInversion.Control.NONE));
        double drawn = relative(picture(), noise.generate(SOURCE, new FlowInversion.Control(0.9, 0, 0.5)));

        assertThat(drawn).isLessThan(free);
    }

    @Test
    void flow_edit_with_equal_prompts_changes_nothing() {
        Tensor same = new FlowEdit(2).edit(SOURCE, SOURCE, picture(), flow(10), TorchCpuNoise.seeded(1));

        assertThat(relative(picture(), same)).isLessThan(1e-6);
    }

    @Test
    void flow_edit_moves_the_picture_by_what_the_prompts_differ_in() {
        Denoiser low = shifted(-0.5);
        Denoiser high = shifted(0.5);

        Tensor edited = new FlowEdit(1).edit(low, high, picture().times(0), flow(20), TorchCpuNoise.seeded(1));

        // Both networks know one picture each, 1 apart.
        assertThat(edited.mean()).isCloseTo(1, within(1e-5));
    }

    private static double bdia(int steps) {
        Tensor clean = picture().precise();
        return relative(
                clean,
                TwoStepInversion.BDIA
                        .invert(SOURCE, clean, CONFIG.schedule(steps))
                        .generate(SOURCE));
    }

    private static double rfError(int steps) {
        Tensor clean = picture().precise();
        FlowNoise noise = new RfSolver().invert(SOURCE, clean, flow(steps), TorchCpuNoise.seeded(0));
        return relative(clean, noise.generate(SOURCE, FlowInversion.Control.NONE));
    }

    private static InvertedPath plain(int steps) {
        return DdimInversion.path(SOURCE, picture(), CONFIG.schedule(steps), new DdimInversion.Refinement(0, 1));
    }

    private static Tensor ddim(Denoiser model, InvertedPath path) {
        return new Ddim().sample(model, path.noisiest(), path.schedule(), TorchCpuNoise.seeded(0));
    }

    /** Even times from 0.98, where there is signal left. */
    private static Schedule flow(int steps) {
        FlowLevels training = new FlowLevels(1000, false);
        double[] times = new double[steps + 1];
        for (int i = 0; i <= steps; i++) {
            times[i] = 0.98 * (steps - i) / steps;
        }
        List<Level> levels = Levels.each(times, training::atNoise);
        return new Schedule(
                levels.subList(0, steps),
                levels.subList(1, steps + 1),
                PredictionKind.FLOW,
                Limit.NONE,
                1,
                training,
                0,
                new Euler());
    }

    private static double relative(Tensor original, Tensor reconstruction) {
        return ReconstructionError.between(original, reconstruction).relative();
    }

    /** A network that knows a single picture. */
    private static Denoiser shifted(double value) {
        return (x, at) -> x.map(each -> value);
    }

    /** The clean sample under one of two Gaussians at ±1, moved by an offset. */
    private static Denoiser clusters(double offset) {
        return new Denoiser() {
            @Override
            public Tensor denoise(Tensor x, Level at) {
                return x.map(value -> clean(value - at.signal() * offset, at) + offset);
            }

            @Override
            public Tensor noiseIn(Tensor x, Level at) {
                return x.map(value -> noise(value - at.signal() * offset, at));
            }
        };
    }

    private static double clean(double value, Level at) {
        double side = Math.tanh(at.signal() * value / variance(at));
        double gain = at.signal() * SPREAD * SPREAD / variance(at);
        return side + gain * (value - at.signal() * side);
    }

    /** (x − a · x₀)/s, without dividing by a noise that may be 0. */
    private static double noise(double value, Level at) {
        double side = Math.tanh(at.signal() * value / variance(at));
        return at.noise() * (value - at.signal() * side) / variance(at);
    }

    private static double variance(Level at) {
        return at.signal() * at.signal() * SPREAD * SPREAD + at.noise() * at.noise();
    }

    private static Tensor picture() {
        Tensor spread = TorchCpuNoise.seeded(5).next(SHAPE);
        Tensor side = TorchCpuNoise.seeded(6).next(SHAPE).map(Math::signum);
        return side.mix(1, spread, SPREAD);
    }
}
