package org.quarry.diffusion;

import java.util.List;
import org.quarry.tensor.Combination;
import org.quarry.tensor.Noise;
import org.quarry.tensor.Tensor;

/** One step of the DPM-Solver family, given a prediction D₀ and its scaled differences D₁, D₂ along λ. */
public sealed interface DpmStep {
    /** What is predicted: the clean sample, or the noise. */
    Combination ask(Denoiser model, Tensor x, Level at, Schedule schedule);

    /** How changes of the prediction are weighted. */
    DpmForm form();

    /** The same step with changes weighted in another form. */
    DpmStep with(DpmForm form);

    /** The step for three differences. */
    default DpmStep ofThirdOrder() {
        return with(form().ofThirdOrder());
    }

    /** From one level to the next. @param differences D₀, D₁ … as many as the order */
    Tensor step(Tensor x, Level at, Level next, List<Combination> differences, Noise noise);

    /**
     * DPM-Solver++, Lu et al. (2022), eq. 9, for the clean sample; with noise, SDE-DPM-Solver++, their eq. 18. With λ =
     * ln(signal/noise), h = λ' − λ, H = (1 + η) · h and φ the integrals of {@link DpmForm}:
     *
     * <pre>
     *   x' = (s'/s) · e^(−η·h) · x + a' · (φ₀(H) · D₀ + φ₁(H) · D₁ + φ₂(H) · D₂) + s' · √(1 − e^(−2η·h)) · z
     * </pre>
     *
     * @param eta how much fresh noise is added: 0 for the ODE, 1 for the SDE
     * @param form how changes of x₀ are weighted
     */
    record Clean(double eta, DpmForm form) implements DpmStep {
        @Override
        public Combination ask(Denoiser model, Tensor x, Level at, Schedule schedule) {
            return schedule.clean(model, x, at);
        }

        @Override
        public DpmStep with(DpmForm other) {
            return new Clean(eta, other);
        }

        @Override
        public Tensor step(Tensor x, Level at, Level next, List<Combination> differences, Noise noise) {
            double h = next.lambda() - at.lambda();
            double fresh = eta == 0 ? 0 : eta * h;
            Combination sum = Combination.of(x)
                    .times(next.noise() / at.noise() * Math.exp(-fresh))
                    .plus(integral(form, h + fresh, differences).times(next.signal()));
            double spread = next.noise() * Math.sqrt(-Math.expm1(-2 * fresh));
            return spread > 0 ? sum.plus(spread, noise.next(x.shape())).tensor() : sum.tensor();
        }
    }

    /**
     * DPM-Solver, Lu et al. (2022), eq. 3.4, for the noise; with η = 1, SDE-DPM-Solver of the later paper, eq. 17:
     *
     * <pre>
     *   x' = (a'/a) · x + s' · (1 + η) · (φ₀(−h) · D₀ + φ₁(−h) · D₁ + φ₂(−h) · D₂) + s' · √(e^(2h) − 1) · z
     * </pre>
     *
     * @param stochastic whether η is 1 and not 0
     * @param form how changes of ε are weighted
     */
    record Epsilon(boolean stochastic, DpmForm form) implements DpmStep {
        @Override
        public Combination ask(Denoiser model, Tensor x, Level at, Schedule schedule) {
            return Combination.of(schedule.noise(model, x, at));
        }

        @Override
        public DpmStep with(DpmForm other) {
            return new Epsilon(stochastic, other);
        }

        @Override
        public Tensor step(Tensor x, Level at, Level next, List<Combination> differences, Noise noise) {
            if (at.signal() == 0) {
                // Without signal, x is noise and no more: of x₀ nothing is known but its mean, 0.
                return differences.get(0).times(next.noise()).tensor();
            }
            if (next.noise() == 0) {
                // s' · e^h is a' · s/a, though h is infinite.
                return Combination.of(x)
                        .times(next.signal() / at.signal())
                        .plus(differences.get(0).times(-next.signal() * at.sigma()))
                        .tensor();
            }
            double h = next.lambda() - at.lambda();
            Combination sum = Combination.of(x)
                    .times(next.signal() / at.signal())
                    .plus(integral(form, -h, differences).times(next.noise() * (stochastic ? 2 : 1)));
            return stochastic
                    ? sum.plus(next.noise() * Math.sqrt(Math.expm1(2 * h)), noise.next(x.shape()))
                            .tensor()
                    : sum.tensor();
        }
    }

    private static Combination integral(DpmForm form, double h, List<Combination> differences) {
        Combination sum = differences.get(0).times(form.constant(h));
        if (differences.size() > 1) {
            sum = sum.plus(differences.get(1).times(form.linear(h)));
        }
        return differences.size() > 2 ? sum.plus(differences.get(2).times(form.quadratic(h))) : sum;
    }
}
