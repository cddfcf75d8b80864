package org.quarry.editor.picture;

import java.util.Arrays;
import java.util.Optional;
import org.quarry.tensor.Picture;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

/**
 * Pictures of latents without decoding them: each pixel's colour is a linear function of the latent's channels there,
 * c = Σ factor · channel + offset. The factors come from one latent and its decoded picture by least squares; as long as
 * there is none, from a table of known families; of other latents the first three channels are red, green and blue.
 */
public final class LatentColours {
    private static final int COLOURS = 3;
    private static final double GREY = 0.5;
    /** Singular systems, as of a latent that is the same everywhere, are held up by this much of the largest square. */
    private static final double RIDGE = 1e-6;

    /** Stable Diffusion 1 and 2: fitted by keturn (2022) to its decoder, for colours from -1 to 1. */
    private static final double[][] SD = {
        {0.3512, 0.2297, 0.3227},
        {0.3250, 0.4974, 0.2350},
        {-0.2829, 0.1762, 0.2721},
        {-0.2120, -0.2616, -0.7177},
        {0, 0, 0}
    };
    /** Stable Diffusion XL: the same, from ComfyUI's latent formats. */
    private static final double[][] SDXL = {
        {0.3920, 0.4054, 0.4549},
        {-0.2634, -0.0196, 0.0653},
        {0.0568, 0.1687, -0.0755},
        {-0.3112, -0.2359, -0.2076},
        {0, 0, 0}
    };
    /** The bundled model: least squares over six pictures, which explains 97 % of their colours. */
    private static final double[][] POCKET = {
        {0.500, 0.452, 0.124},
        {0.025, -0.100, 0.047},
        {-0.137, 0.166, 0.275},
        {0.061, -0.098, 0.128},
        {0.373, 0.452, 0.404}
    };

    /** By channel and colour; the last row is the offset. */
    private final double[][] factors;

    private LatentColours(double[][] factors) {
        this.factors = factors;
    }

    /** Whether a tensor can be seen so: {@code B,C,H,W} with anything in it. */
    public static boolean fits(Tensor tensor) {
        return tensor.shape().rank() == 4 && tensor.shape().count() > 0;
    }

    /** What is usual. @param family of the model, as in {@code sd15}; empty if unknown */
    public static LatentColours usual(String family, int channels) {
        if (channels == 4 && (family.equals("sd15") || family.startsWith("sd2"))) {
            return signed(SD);
        } else if (channels == 4 && family.startsWith("sdxl")) {
            return signed(SDXL);
        } else if (channels == 4 && family.equals("sd-192")) {
            return signed(POCKET);
        }
        double[][] plain = new double[channels + 1][COLOURS];
        for (int colour = 0; colour < COLOURS; colour++) {
            plain[channels < COLOURS ? 0 : colour][colour] = GREY;
        }
        return signed(plain);
    }

    /** Factors for colours from -1 to 1 as such for 0 to 1. */
    private static LatentColours signed(double[][] factors) {
        double[][] scaled = new double[factors.length][COLOURS];
        for (int row = 0; row < factors.length; row++) {
            for (int colour = 0; colour < COLOURS; colour++) {
                scaled[row][colour] = GREY * factors[row][colour] + (row == factors.length - 1 ? GREY : 0);
            }
        }
        return new LatentColours(scaled);
    }

    /** The number of channels that it is for. */
    public int channels() {
        return factors.length - 1;
    }

    /** The first latent of a batch, in colours. @param latents {@code B,C,H,W} with as many channels */
    public Picture of(Tensor latents) {
        int plane = latents.shape().size(2) * latents.shape().size(3);
        int channels = channels();
        float[] pixels = new float[COLOURS * plane];
        for (int colour = 0; colour < COLOURS; colour++) {
            for (int i = 0; i < plane; i++) {
                double sum = factors[channels][colour];
                for (int channel = 0; channel < channels; channel++) {
                    sum += factors[channel][colour] * latents.at(channel * plane + i);
                }
                pixels[colour * plane + i] = (float) sum;
            }
        }
        Shape shape = Shape.of(COLOURS, latents.shape().size(2), latents.shape().size(3));
        return new Picture(Tensor.adopt(shape, pixels));
    }

    /** What a decoder does, seen from one latent and its picture; empty if their sizes do not fit, or NaN is in them. */
    public static Optional<LatentColours> fitted(Tensor latents, Picture picture) {
        int height = latents.shape().size(2);
        int width = latents.shape().size(3);
        int factor = picture.width() / width;
        if (factor < 1 || width * factor != picture.width() || height * factor != picture.height()) {
            return Optional.empty();
        }
        double[][] found = LeastSquares.solve(normal(latents, picture, factor), RIDGE);
        boolean sound = Arrays.stream(found).flatMapToDouble(Arrays::stream).allMatch(Double::isFinite);
        return sound ? Optional.of(new LatentColours(found)) : Optional.empty();
    }

    /** The normal equations: a row for each channel and one for the offset, the right sides in the last columns. */
    private static double[][] normal(Tensor latents, Picture picture, int factor) {
        int channels = latents.shape().size(1);
        int width = latents.shape().size(3);
        int plane = latents.shape().size(2) * width;
        double[][] system = new double[channels + 1][channels + 1 + COLOURS];
        double[] row = new double[channels + 1 + COLOURS];
        for (int i = 0; i < plane; i++) {
            for (int channel = 0; channel < channels; channel++) {
                row[channel] = latents.at(channel * plane + i);
            }
            row[channels] = 1;
            for (int colour = 0; colour < COLOURS; colour++) {
                row[channels + 1 + colour] = mean(picture, colour, new int[] {i / width, i % width, factor});
            }
            LeastSquares.add(system, row);
        }
        return system;
    }

    private static double mean(Picture picture, int colour, int[] block) {
        int factor = block[2];
        double sum = 0;
        for (int row = 0; row < factor; row++) {
            for (int column = 0; column < factor; column++) {
                sum += picture.at(colour, block[0] * factor + row, block[1] * factor + column);
            }
        }
        return sum / (factor * factor);
    }
}
