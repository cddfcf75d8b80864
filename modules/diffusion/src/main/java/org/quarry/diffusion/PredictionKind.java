package org.quarry.diffusion;

import java.util.function.BiFunction;
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
 * </pre>
 */
public enum PredictionKind {
    /** The network puts out the noise. */
    EPSILON {
        @Override
        public Tensor clean(Tensor output, Tensor x, Level at) {
            if (at.signal() == 0) {
                throw new IllegalArgumentException("at timestep " + at.timestep() + " no signal is left, and a network"
                        + " that predicts noise cannot start there; take a schedule without zero terminal SNR");
            }
            return x.mix(1 / at.signal(), output, -at.noise() / at.signal());
        }

        @Override
        public Tensor noise(Tensor output, Tensor x, Level at) {
            return output;
        }

        @Override
        public Tensor target(Tensor clean, Tensor noise, Level at) {
            return noise;
        }
    },
    /** The network puts out the velocity of a variance-preserving model. */
    V {
        @Override
        public Tensor clean(Tensor output, Tensor x, Level at) {
            return x.mix(at.signal(), output, -at.noise());
        }

        @Override
        public Tensor noise(Tensor output, Tensor x, Level at) {
            return output.mix(at.signal(), x, at.noise());
        }

        @Override
        public Tensor target(Tensor clean, Tensor noise, Level at) {
            return noise.mix(at.signal(), clean, -at.noise());
        }
    },
    /** The network puts out the clean sample. */
    SAMPLE {
        @Override
        public Tensor clean(Tensor output, Tensor x, Level at) {
            return output;
        }

        @Override
        public Tensor noise(Tensor output, Tensor x, Level at) {
            return x.mix(1 / at.noise(), output, -at.signal() / at.noise());
        }

        @Override
        public Tensor target(Tensor clean, Tensor noise, Level at) {
            return clean;
        }
    },
    /** The network puts out the direction of a straight line from the clean sample to the noise. */
    FLOW {
        @Override
        public Tensor clean(Tensor output, Tensor x, Level at) {
            return x.mix(1, output, -at.noise());
        }

        @Override
        public Tensor noise(Tensor output, Tensor x, Level at) {
            return x.mix(1, output, at.signal());
        }

        @Override
        public Tensor target(Tensor clean, Tensor noise, Level at) {
            return noise.minus(clean);
        }
    };

    /**
     * The clean sample x₀ by the network's output.
     *
     * @param output what the network put out for {@code x}, of equal shape
     */
    public abstract Tensor clean(Tensor output, Tensor x, Level at);

    /**
     * The noise ε by the network's output.
     *
     * @param output what the network put out for {@code x}, of equal shape
     */
    public abstract Tensor noise(Tensor output, Tensor x, Level at);

    /** What a perfect network would put out for {@code signal · clean + noise · ε}. */
    public abstract Tensor target(Tensor clean, Tensor noise, Level at);

    /**
     * A network of this kind as a denoiser.
     *
     * @param network gives its output for a noisy sample at a level, of equal shape
     */
    public Denoiser denoiser(BiFunction<Tensor, Level, Tensor> network) {
        return new Denoiser() {
            @Override
            public Tensor denoise(Tensor x, Level at) {
                return clean(network.apply(x, at), x, at);
            }

            @Override
            public Tensor noiseIn(Tensor x, Level at) {
                return noise(network.apply(x, at), x, at);
            }
        };
    }
}
