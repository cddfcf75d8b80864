package org.quarry.diffusion;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads the settings that Diffusers keeps in a model's {@code scheduler_config.json}. What is absent has the default of
 * the class named under {@code _class_name}.
 *
 * <p>Values are those of JSON: {@code String}, {@code Boolean}, {@code Number}, {@code List}. To swap the scheduler, put
 * other values for {@code _class_name} or {@code use_karras_sigmas} over the model's own; the rest stays.
 */
public final class DiffusersConfig {
    private static final Set<String> READ = Set.of(
            "_class_name",
            "num_train_timesteps",
            "beta_schedule",
            "beta_start",
            "beta_end",
            "trained_betas",
            "rescale_betas_zero_snr",
            "prediction_type",
            "timestep_spacing",
            "steps_offset",
            "use_karras_sigmas",
            "use_exponential_sigmas",
            "use_lu_lambdas",
            "set_alpha_to_one",
            "final_sigmas_type",
            "clip_sample",
            "clip_sample_range",
            "thresholding",
            "dynamic_thresholding_ratio",
            "sample_max_value",
            "lambda_min_clipped");

    private final Map<String, ?> config;

    private DiffusersConfig(Map<String, ?> config) {
        this.config = config;
    }

    /**
     * The settings as this package has them.
     *
     * @throws IllegalArgumentException if a value is not one that is known; the message names the key and those that are
     */
    public static ScheduleConfig read(Map<String, ?> config) {
        return new DiffusersConfig(config).read();
    }

    /** The keys that {@link #read} takes no notice of, sorted. Those that begin with an underscore are left out. */
    public static Set<String> unread(Map<String, ?> config) {
        Set<String> unread = new TreeSet<>(config.keySet());
        unread.removeIf(key -> READ.contains(key) || key.startsWith("_"));
        return unread;
    }

    private ScheduleConfig read() {
        Grid grid = grid();
        return new ScheduleConfig(
                training(),
                prediction(),
                grid,
                spacing(grid),
                (int) number("steps_offset", 0),
                curve(),
                end(grid),
                limit(),
                lowestLambda());
    }

    private Grid grid() {
        String name = text("_class_name", "DDIMScheduler");
        return switch (name) {
            case "DDPMScheduler", "DDPMParallelScheduler" -> Grid.DDPM;
            case "DPMSolverMultistepScheduler",
                    "DPMSolverSinglestepScheduler",
                    "UniPCMultistepScheduler",
                    "DEISMultistepScheduler" -> Grid.DPM_SOLVER;
            case "EulerDiscreteScheduler",
                    "EulerAncestralDiscreteScheduler",
                    "HeunDiscreteScheduler",
                    "LMSDiscreteScheduler",
                    "KDPM2DiscreteScheduler",
                    "KDPM2AncestralDiscreteScheduler" -> Grid.EULER;
            case "DDIMScheduler",
                    "DDIMInverseScheduler",
                    "DDIMParallelScheduler",
                    "PNDMScheduler",
                    "LCMScheduler",
                    "TCDScheduler",
                    "IPNDMScheduler" -> Grid.DDIM;
            default ->
                throw unknown(
                        "_class_name",
                        name,
                        "the scheduler of a model with betas, such as DDIMScheduler or EulerDiscreteScheduler");
        };
    }

    private TrainingLevels training() {
        TrainingLevels trained = betas();
        return flag("rescale_betas_zero_snr", false) ? trained.withZeroTerminalSnr() : trained;
    }

    private TrainingLevels betas() {
        if (config.get("trained_betas") instanceof List<?> betas) {
            return TrainingLevels.of(
                    betas.stream().map(beta -> asNumber("trained_betas", beta)).toList());
        }
        int count = (int) number("num_train_timesteps", 1000);
        double start = number("beta_start", 0.0001);
        double end = number("beta_end", 0.02);
        String schedule = text("beta_schedule", "linear");
        return switch (schedule) {
            case "linear" -> TrainingLevels.linear(count, start, end);
            case "scaled_linear" -> TrainingLevels.scaledLinear(count, start, end);
            case "squaredcos_cap_v2" -> TrainingLevels.squaredCosine(count);
            case "sigmoid" -> TrainingLevels.sigmoid(count, start, end);
            default -> throw unknown("beta_schedule", schedule, "linear, scaled_linear, squaredcos_cap_v2, sigmoid");
        };
    }

    private PredictionKind prediction() {
        String kind = text("prediction_type", "epsilon");
        return switch (kind) {
            case "epsilon" -> PredictionKind.EPSILON;
            case "v_prediction" -> PredictionKind.V;
            case "sample" -> PredictionKind.SAMPLE;
            default -> throw unknown("prediction_type", kind, "epsilon, v_prediction, sample");
        };
    }

    private Spacing spacing(Grid grid) {
        String standard = grid == Grid.DDIM || grid == Grid.DDPM ? "leading" : "linspace";
        String spacing = text("timestep_spacing", standard);
        return switch (spacing) {
            case "leading" -> Spacing.LEADING;
            case "trailing" -> Spacing.TRAILING;
            case "linspace" -> Spacing.LINSPACE;
            default -> throw unknown("timestep_spacing", spacing, "leading, trailing, linspace");
        };
    }

    private SigmaCurve curve() {
        if (flag("use_karras_sigmas", false)) {
            return SigmaCurve.KARRAS;
        }
        boolean exponential = flag("use_exponential_sigmas", false) || flag("use_lu_lambdas", false);
        return exponential ? SigmaCurve.EXPONENTIAL : SigmaCurve.TRAINED;
    }

    private FinalLevel end(Grid grid) {
        boolean clean = switch (grid) {
            case DDPM -> true;
            case DDIM -> flag("set_alpha_to_one", true);
            case EULER, DPM_SOLVER -> text("final_sigmas_type", "zero").equals("zero");
        };
        return clean ? FinalLevel.CLEAN : FinalLevel.LOWEST_TRAINED;
    }

    private Limit limit() {
        if (flag("thresholding", false)) {
            return new Limit.Threshold(number("dynamic_thresholding_ratio", 0.995), number("sample_max_value", 1));
        }
        boolean standard =
                Set.of("DDIMScheduler", "DDIMInverseScheduler", "DDPMScheduler").contains(text("_class_name", ""));
        return flag("clip_sample", standard) ? new Limit.Clip(number("clip_sample_range", 1)) : Limit.NONE;
    }

    /** Python writes {@code -Infinity}, which may come as a text. */
    private double lowestLambda() {
        return config.get("lambda_min_clipped") instanceof Number number
                ? number.doubleValue()
                : Double.NEGATIVE_INFINITY;
    }

    private String text(String key, String standard) {
        return config.get(key) instanceof String text ? text : standard;
    }

    private boolean flag(String key, boolean standard) {
        return config.get(key) instanceof Boolean flag ? flag : standard;
    }

    private double number(String key, double standard) {
        return config.containsKey(key) ? asNumber(key, config.get(key)) : standard;
    }

    private static double asNumber(String key, Object value) {
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        throw unknown(key, value, "a number");
    }

    private static IllegalArgumentException unknown(String key, Object found, String wanted) {
        return new IllegalArgumentException(
                "scheduler_config.json, '" + key + "': found '" + found + "', wanted " + wanted);
    }
}
