package org.quarry.editor.picture;

import java.util.Arrays;
import org.quarry.tensor.Picture;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

/**
 * Pictures of latents without decoding them: each pixel's colour is a linear function of the latent's channels there. The
 * factors of Stable Diffusion's families were fitted by others to what its decoders make of latents (keturn 2022, for
 * family 1; ComfyUI's latent_formats for XL); of other latents the first three channels are taken for red, green and blue.
 */
public final class LatentColours {
    private static final double[][] FAMILY_1 = {
        {0.3512, 0.2297, 0.3227}, {0.3250, 0.4974, 0.2350}, {-0.2829, 0.1762, 0.2721}, {-0.2120, -0.2616, -0.7177}
    };
    private static final double[][] FAMILY_XL = {
        {0.3920, 0.4054, 0.4549}, {-0.2634, -0.0196, 0.0653}, {0.0568, 0.1687, -0.0755}, {-0.3112, -0.2359, -0.2076}
    };
    private static final double PLAIN = 0.5;
    private static final int COLOURS = 3;

    private LatentColours() {}

    /** Whether a tensor can be seen so: {@code B,C,H,W} with anything in it. */
    public static boolean fits(Tensor tensor) {
        return tensor.shape().rank() == 4 && tensor.shape().count() > 0;
    }

    /**
     * The first latent of a batch, in colours: ½ + ½ · Σ factor · channel.
     *
     * @param latents {@code B,C,H,W}
     * @param family of the model, as in {@code sd15}; empty if unknown
     */
    public static Picture of(Tensor latents, String family) {
        Shape shape = latents.shape();
        int channels = shape.size(1);
        int plane = shape.size(2) * shape.size(3);
        double[][] factors = factors(family, channels);
        float[] pixels = new float[COLOURS * plane];
        for (int colour = 0; colour < COLOURS; colour++) {
            for (int i = 0; i < plane; i++) {
                double sum = 0;
                for (int channel = 0; channel < factors.length; channel++) {
                    sum += factors[channel][colour] * latents.at(channel * plane + i);
                }
                pixels[colour * plane + i] = (float) (0.5 + 0.5 * sum);
            }
        }
        return new Picture(Tensor.adopt(Shape.of(COLOURS, shape.size(2), shape.size(3)), pixels));
    }

    private static double[][] factors(String family, int channels) {
        if (channels == 4 && family.startsWith("sdxl")) {
            return FAMILY_XL;
        } else if (channels == 4 && family.startsWith("sd")) {
            return FAMILY_1;
        }
        double[][] plain = new double[Math.min(channels, COLOURS)][COLOURS];
        for (int channel = 0; channel < plain.length; channel++) {
            if (channels < COLOURS) {
                Arrays.fill(plain[channel], PLAIN / plain.length);
            } else {
                plain[channel][channel] = PLAIN;
            }
        }
        return plain;
    }
}
