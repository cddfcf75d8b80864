package org.quarry.diffusion;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads the settings that Diffusers keeps in a model's {@code scheduler_config.json}. What is absent has the default of
 * the class named under {@code _class_name}.
 *
 * <p>Values are those of JSON: {@code String}, {@code Boolean}, {@code Number}, {@code List}. To swap the scheduler, put
 * other values for {@code _class_name} or {@code use_karras_sigmas} over the model's own; the rest stays.
 */
public final class DiffusersConfig {
    private final Settings settings;

    private DiffusersConfig(Settings settings) {
        this.settings = settings;
    }

    /**
     * The settings of the levels.
     *
     * @throws IllegalArgumentException if a value is not one that is known; the message names the key and those that are
     */
    public static ScheduleConfig read(Map<String, ?> config) {
        return new DiffusersConfig(new Settings(config)).read();
    }

    /**
     * The sampler that the settings name.
     *
     * @throws IllegalArgumentException if a value is not one that is known; the message names the key and those that are
     */
    public static Sampler sampler(Map<String, ?> config) {
        return DiffusersSampler.read(new Settings(config));
    }

    /** The keys that take no effect here, neither on the levels nor on the sampler, sorted. */
    public static Set<String> unread(Map<String, ?> config) {
        Settings settings = new Settings(config);
        new DiffusersConfig(settings).read();
        DiffusersSampler.read(settings);
        return settings.unread();
    }

    private ScheduleConfig read() {
        String scheduler = settings.scheduler();
        return switch (scheduler) {
            case "FlowMatchEulerDiscrete", "FlowMatchHeunDiscrete", "FlowMatchLCM" -> flow();
            case "EDMEuler", "EDMDPMSolverMultistep" -> edm();
            case "CMStochasticIterative" -> consistency();
            case "IPNDM" -> new AngleSchedule(new AngleLevels(settings.whole("num_train_timesteps", 1000)));
            default -> {
                if (settings.flag("use_flow_sigmas", false)) {
                    yield solverOnFlow(scheduler);
                }
                boolean told = settings.text("timestep_type", "discrete").equals("continuous");
                yield told && prediction() == PredictionKind.V ? continuous() : betas();
            }
        };
    }

    private BetaSchedule betas() {
        Grid grid = grid();
        return new BetaSchedule(
                training(),
                prediction(),
                grid,
                spacing(grid),
                settings.whole("steps_offset", 0),
                betweenOwnEnds(curve()),
                end(),
                limit(),
                settings.number("lambda_min_clipped", Double.NEGATIVE_INFINITY),
                settings.whole("original_inference_steps", 50));
    }

    private Grid grid() {
        return switch (settings.scheduler()) {
            case "DDPM" -> Grid.DDPM;
            case "DDIM", "DDIMInverse", "PNDM" -> Grid.DDIM;
            case "LCM", "TCD" -> Grid.LCM;
            case "EulerDiscrete", "EulerAncestralDiscrete", "HeunDiscrete", "LMSDiscrete", "DPMSolverSDE" -> Grid.EULER;
            case "KDPM2Discrete", "KDPM2AncestralDiscrete" -> Grid.K_DPM_2;
            case "DPMSolverMultistep",
                    "DPMSolverMultistepInverse",
                    "DPMSolverSinglestep",
                    "UniPCMultistep",
                    "DEISMultistep",
                    "SASolver" -> Grid.DPM_SOLVER;
            default -> throw settings.unknownScheduler();
        };
    }

    private TrainingLevels training() {
        TrainingLevels trained = trained();
        return settings.flag("rescale_betas_zero_snr", false) ? trained.withZeroTerminalSnr() : trained;
    }

    private TrainingLevels trained() {
        List<Double> betas = settings.numbers("trained_betas");
        int count = settings.whole("num_train_timesteps", 1000);
        double start = settings.number("beta_start", 0.0001);
        double end = settings.number("beta_end", 0.02);
        String schedule = settings.text("beta_schedule", "linear");
        if (!betas.isEmpty()) {
            return TrainingLevels.of(betas);
        }
        return switch (schedule) {
            case "linear" -> TrainingLevels.linear(count, start, end);
            case "scaled_linear" -> TrainingLevels.scaledLinear(count, start, end);
            case "squaredcos_cap_v2" -> TrainingLevels.squaredCosine(count);
            case "sigmoid" -> TrainingLevels.sigmoid(count, start, end);
            default ->
                throw Settings.unknown("beta_schedule", schedule, "linear, scaled_linear, squaredcos_cap_v2, sigmoid");
        };
    }

    private PredictionKind prediction() {
        String kind = settings.text("prediction_type", "epsilon");
        return switch (kind) {
            case "epsilon" -> PredictionKind.EPSILON;
            case "v_prediction" -> PredictionKind.V;
            case "sample", "original_sample" -> PredictionKind.SAMPLE;
            case "flow_prediction" -> PredictionKind.FLOW;
            default ->
                throw Settings.unknown("prediction_type", kind, "epsilon, v_prediction, sample, flow_prediction");
        };
    }

    private Spacing spacing(Grid grid) {
        String standard = grid == Grid.DDIM || grid == Grid.DDPM ? "leading" : "linspace";
        String spacing = settings.text("timestep_spacing", standard);
        return switch (spacing) {
            case "leading" -> Spacing.LEADING;
            case "trailing" -> Spacing.TRAILING;
            case "linspace" -> Spacing.LINSPACE;
            default -> throw Settings.unknown("timestep_spacing", spacing, "leading, trailing, linspace");
        };
    }

    private SigmaCurve curve() {
        boolean logLinear = settings.text("interpolation_type", "linear").equals("log_linear");
        boolean even = settings.flag("use_exponential_sigmas", false) | settings.flag("use_lu_lambdas", false);
        boolean beta = settings.flag("use_beta_sigmas", false);
        if (settings.flag("use_karras_sigmas", false)) {
            return SigmaCurve.KARRAS;
        } else if (even) {
            return SigmaCurve.EXPONENTIAL;
        } else if (beta) {
            return SigmaCurve.BETA;
        }
        return logLinear ? SigmaCurve.LOG_LINEAR : SigmaCurve.TRAINED;
    }

    /** Euler's settings may name the ends of a curve; of those at timesteps they say nothing. */
    private SigmaCurve betweenOwnEnds(SigmaCurve curve) {
        boolean atTimesteps = curve instanceof SigmaCurve.Trained || curve instanceof SigmaCurve.LogLinear;
        if (atTimesteps || !settings.scheduler().equals("EulerDiscrete")) {
            return curve;
        }
        double most = settings.number("sigma_max", Double.NaN);
        double least = settings.number("sigma_min", Double.NaN);
        return Double.isNaN(most) && Double.isNaN(least) ? curve : new SigmaCurve.Between(curve, most, least);
    }

    private FinalLevel end() {
        boolean clean = switch (settings.scheduler()) {
            case "DDIM", "DDIMInverse", "LCM" -> settings.flag("set_alpha_to_one", true);
            case "PNDM" -> settings.flag("set_alpha_to_one", false);
            case "DEISMultistep", "SASolver", "TCD", "DPMSolverMultistepInverse" -> false;
            default -> settings.text("final_sigmas_type", "zero").equals("zero");
        };
        return clean ? FinalLevel.CLEAN : FinalLevel.LOWEST_TRAINED;
    }

    private Limit limit() {
        boolean standard = List.of("DDIM", "DDIMInverse", "DDPM").contains(settings.scheduler());
        Limit clip = new Limit.Clip(settings.number("clip_sample_range", 1));
        Limit threshold = new Limit.Threshold(
                settings.number("dynamic_thresholding_ratio", 0.995), settings.number("sample_max_value", 1));
        boolean clips = settings.flag("clip_sample", standard);
        if (settings.flag("thresholding", false)) {
            return threshold;
        }
        return clips ? clip : Limit.NONE;
    }

    private FlowSchedule flow() {
        boolean countsUp = settings.flag("invert_sigmas", false);
        boolean dynamic = settings.flag("use_dynamic_shifting", false);
        return new FlowSchedule(
                new FlowLevels(settings.whole("num_train_timesteps", 1000), countsUp),
                countsUp ? PredictionKind.DATA_FLOW : PredictionKind.FLOW,
                // Those who shift by the size of the picture (FLUX, Qwen-Image) also choose the times so.
                dynamic ? FlowGrid.TRAILING : FlowGrid.LINSPACE,
                shift("shift"),
                settings.number("shift_terminal", 0),
                curve(),
                FinalLevel.CLEAN);
    }

    private FlowSchedule solverOnFlow(String scheduler) {
        boolean again = List.of("DEISMultistep", "SASolver").contains(scheduler);
        return new FlowSchedule(
                new FlowLevels(settings.whole("num_train_timesteps", 1000), false),
                PredictionKind.FLOW,
                scheduler.equals("UniPCMultistep") ? FlowGrid.UNI_PC : FlowGrid.DPM_SOLVER,
                shift("flow_shift"),
                settings.number("shift_terminal", 0),
                ofRatio(curve()),
                again ? FinalLevel.LOWEST_TRAINED : end());
    }

    /**
     * A solver's curve is one of σ, noise per signal, between the ends of its betas, or those that are named, as Cosmos
     * does.
     */
    private SigmaCurve ofRatio(SigmaCurve curve) {
        if (curve instanceof SigmaCurve.Trained) {
            return curve;
        }
        TrainingLevels betas = trained();
        return new SigmaCurve.OfFlow(
                curve,
                settings.number("sigma_max", betas.sigma(betas.count() - 1)),
                settings.number("sigma_min", betas.sigma(0)));
    }

    private FlowShift shift(String key) {
        FlowShift constant = new FlowShift.Constant(settings.number(key, 1));
        FlowShift dynamic = new FlowShift.Dynamic(
                settings.whole("base_image_seq_len", 256),
                settings.number("base_shift", 0.5),
                settings.whole("max_image_seq_len", 4096),
                settings.number("max_shift", 1.15),
                settings.text("time_shift_type", "exponential").equals("linear"));
        return settings.flag("use_dynamic_shifting", false) ? dynamic : constant;
    }

    private KarrasSchedule edm() {
        double spread = settings.number("sigma_data", 0.5);
        boolean velocity = settings.text("prediction_type", "epsilon").equals("v_prediction");
        boolean even = settings.text("sigma_schedule", "karras").equals("exponential");
        SigmaCurve karras = new SigmaCurve.Karras(settings.number("rho", 7));
        return new KarrasSchedule(
                new KarrasLevels(settings.whole("num_train_timesteps", 1000), spread, 1, 0),
                new Preconditioning(spread, 0, velocity ? -1 : 1),
                settings.number("sigma_max", 80),
                settings.number("sigma_min", 0.002),
                even ? SigmaCurve.EXPONENTIAL : karras,
                false,
                KarrasSchedule.Start.NOISE_AND_DATA,
                end(),
                limit());
    }

    private KarrasSchedule consistency() {
        double spread = settings.number("sigma_data", 0.5);
        double lowest = settings.number("sigma_min", 0.002);
        return new KarrasSchedule(
                new KarrasLevels(settings.whole("num_train_timesteps", 40), spread, 1000, lowest),
                new Preconditioning(spread, lowest, 1),
                settings.number("sigma_max", 80),
                lowest,
                new SigmaCurve.Karras(settings.number("rho", 7)),
                true,
                KarrasSchedule.Start.NOISE,
                FinalLevel.CLEAN,
                settings.flag("clip_denoised", true) ? new Limit.Clip(1) : Limit.NONE);
    }

    /** Stable Video Diffusion: the network has a velocity, and is told ¼ ln σ. */
    private KarrasSchedule continuous() {
        BetaSchedule betas = betas();
        int last = betas.training().count() - 1;
        boolean plain = betas.curve() instanceof SigmaCurve.Trained;
        return new KarrasSchedule(
                new KarrasLevels(last + 1, 1, 1, 0),
                PredictionKind.V,
                settings.number("sigma_max", betas.training().sigma(last)),
                settings.number("sigma_min", betas.training().sigma(0)),
                plain ? SigmaCurve.EXPONENTIAL : betas.curve(),
                false,
                betas.spacing() == Spacing.LEADING ? KarrasSchedule.Start.NOISE_AND_DATA : KarrasSchedule.Start.NOISE,
                betas.end(),
                betas.limit());
    }
}
