package org.quarry.diffusion;

import org.quarry.tensor.Combination;
import org.quarry.tensor.Tensor;

/**
 * What a network was trained to put out. With {@code x = a · x₀ + s · ε} (a signal, s noise), each kind is a linear
 * combination of x₀ and ε, and gives both back:
 *
 * <pre>
 *             output      x₀               ε                  from
 *   EPSILON   ε           (x − s·out)/a    out                Ho et al. (2020), eq. 15
 *   V         a·ε − s·x₀  a·x − s·out      a·out + s·x        Salimans and Ho (2022), appendix D; a² + s² = 1
 *   SAMPLE    x₀          out              (x − a·out)/s
 *   FLOW      ε − x₀      x − s·out        x + a·out          Lipman et al. (2023); a + s = 1
 *   DATA_FLOW x₀ − ε      x + s·out        x − a·out          the same, counted towards the data
 * </pre>
 */
public enum PredictionKind implements Prediction {
    /** The network puts out the noise. Where no signal is left it is refused: x₀ would be infinite, as in Diffusers' LCM. */
    EPSILON {
        @Override
        public Combination cleanSum(Combination output, Tensor x, Level at) {
            if (at.signal() == 0) {
                throw new IllegalArgumentException("at timestep " + at.timestep() + " no signal is left, and a network"
                        + " that predicts noise cannot start there; take a schedule without zero terminal SNR");
            }
            return Combination.of(x).times(1 / at.signal()).minus(output.times(at.noise() / at.signal()));
        }

        @Override
        public Tensor noise(Tensor output, Tensor x, Level at) {
            return output;
        }

        @Override
        public Tensor output(Tensor clean, Tensor x, Level at) {
            return x.mix(1 / at.noise(), clean, -at.signal() / at.noise());
        }
    },
    /** The network puts out the velocity of a variance-preserving model. */
    V {
        @Override
        public Combination cleanSum(Combination output, Tensor x, Level at) {
            return Combination.of(x).times(at.signal()).minus(output.times(at.noise()));
        }

        @Override
        public Tensor noise(Tensor output, Tensor x, Level at) {
            return output.mix(at.signal(), x, at.noise());
        }

        @Override
        public Tensor output(Tensor clean, Tensor x, Level at) {
            return x.mix(at.signal() / at.noise(), clean, -1 / at.noise());
        }
    },
    /** The network puts out the clean sample. */
    SAMPLE {
        @Override
        public Combination cleanSum(Combination output, Tensor x, Level at) {
            return output;
        }

        @Override
        public Tensor noise(Tensor output, Tensor x, Level at) {
            return x.mix(1 / at.noise(), output, -at.signal() / at.noise());
        }

        @Override
        public Tensor output(Tensor clean, Tensor x, Level at) {
            return clean;
        }
    },
    /** The network puts out the direction of a straight line from the clean sample to the noise. */
    FLOW {
        @Override
        public Combination cleanSum(Combination output, Tensor x, Level at) {
            return Combination.of(x).minus(output.times(at.noise()));
        }

        @Override
        public Tensor noise(Tensor output, Tensor x, Level at) {
            return x.mix(1, output, at.signal());
        }

        @Override
        public Tensor output(Tensor clean, Tensor x, Level at) {
            return x.mix(1 / at.noise(), clean, -1 / at.noise());
        }
    },
    /** As {@link #FLOW}, from the noise to the clean sample. */
    DATA_FLOW {
        @Override
        public Combination cleanSum(Combination output, Tensor x, Level at) {
            return Combination.of(x).plus(output.times(at.noise()));
        }

        @Override
        public Tensor noise(Tensor output, Tensor x, Level at) {
            return x.mix(1, output, -at.signal());
        }

        @Override
        public Tensor output(Tensor clean, Tensor x, Level at) {
            return clean.mix(1 / at.noise(), x, -1 / at.noise());
        }
    };

    @Override
    public abstract Tensor noise(Tensor output, Tensor x, Level at);
}
