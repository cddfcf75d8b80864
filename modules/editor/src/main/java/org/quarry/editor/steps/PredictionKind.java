package org.quarry.editor.steps;

import org.quarry.node.Step;
import org.quarry.tensor.Tensor;

/** What a network's prediction says of the clean sample, with x = signal · x₀ + noise · ε. */
enum PredictionKind {
    /** ε, so x₀ = (x − noise · ε) / signal (Ho et al. 2020, eq. 15). */
    EPSILON {
        @Override
        Tensor clean(Step step, Tensor prediction) {
            return step.sample().mix(1 / step.signal(), prediction, -step.noise() / step.signal());
        }
    },
    /** v = signal · ε − noise · x₀, so x₀ = signal · x − noise · v (Salimans and Ho 2022, appendix D). */
    V {
        @Override
        Tensor clean(Step step, Tensor prediction) {
            return step.sample().mix(step.signal(), prediction, -step.noise());
        }
    },
    /** x₀ itself. */
    SAMPLE {
        @Override
        Tensor clean(Step step, Tensor prediction) {
            return prediction;
        }
    },
    /** u = ε − x₀ with signal + noise = 1, so x₀ = x − noise · u (Lipman et al. 2023). */
    FLOW {
        @Override
        Tensor clean(Step step, Tensor prediction) {
            return step.sample().mix(1, prediction, -step.noise());
        }
    };

    abstract Tensor clean(Step step, Tensor prediction);

    /** By the word of {@code scheduler_config.json}, or of the Scheduler node. */
    static PredictionKind of(String word) {
        return switch (word) {
            case "v_prediction", "v" -> V;
            case "sample" -> SAMPLE;
            case "flow_prediction", "flow" -> FLOW;
            default -> EPSILON;
        };
    }
}
