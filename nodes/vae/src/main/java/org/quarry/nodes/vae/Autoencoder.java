package org.quarry.nodes.vae;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.quarry.node.Call;
import org.quarry.node.NodeException;
import org.quarry.node.model.Model;
import org.quarry.node.model.Network;
import org.quarry.tensor.Picture;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

/**
 * A model's autoencoder. Latents are {@code (z - shift) · scale}, so that their spread is about 1; z is what its networks
 * speak. Pictures are -1..1 to the networks. One picture at a time is computed, which bounds the memory.
 */
record Autoencoder(Model model, double scale, double shift) {
    /** Rombach et al. (2022): the scale of all models that do not name their own. */
    private static final double STABLE_DIFFUSION = 0.18215;

    private static final double STABLE_DIFFUSION_XL = 0.13025;

    static Autoencoder of(Model model) {
        double usual = model.description().family().startsWith("sdxl") ? STABLE_DIFFUSION_XL : STABLE_DIFFUSION;
        return new Autoencoder(model, setting(model, "scaling_factor", usual), setting(model, "shift_factor", 0));
    }

    List<Picture> decode(Tensor latents, Call call) {
        Network decoder = model.network("vae_decoder");
        String input = decoder.inputLike("latent_sample").name();
        String output = decoder.outputLike("sample").name();
        Tensor z = latents.map(value -> value / scale + shift);
        List<Picture> pictures = new ArrayList<>();
        for (int row = 0; row < z.shape().size(0); row++) {
            Tensor decoded = call.runOne(decoder, Map.of(input, z.rows(row, row + 1)), output);
            Tensor pixels = decoded.map(value -> Math.min(1, Math.max(0, value / 2 + 0.5)));
            pictures.add(new Picture(pixels.reshaped(withoutBatch(pixels.shape()))));
            call.progress(row + 1, z.shape().size(0));
        }
        return pictures;
    }

    Tensor encode(List<Picture> pictures, Call call) {
        check(pictures);
        Network encoder = model.network("vae_encoder");
        String input = encoder.inputLike("sample").name();
        String output = encoder.outputLike("latent_parameters", "latent_sample").name();
        List<Tensor> latents = new ArrayList<>();
        for (Picture picture : pictures) {
            Tensor pixels = picture.pixels().map(value -> 2 * value - 1);
            Shape batch = Shape.of(1, 3, picture.height(), picture.width());
            Tensor encoded = call.runOne(encoder, Map.of(input, pixels.reshaped(batch)), output);
            Tensor z = output.equals("latent_parameters") ? mean(encoded) : encoded;
            latents.add(z.map(value -> (value - shift) * scale));
            call.progress(latents.size(), pictures.size());
        }
        return Tensor.concatenate(latents);
    }

    /** Mean and logarithm of the variance stand one after the other on the channel axis. */
    private static Tensor mean(Tensor parameters) {
        Shape shape = parameters.shape();
        Shape rows = Shape.of(2, shape.count() / 2);
        return parameters.reshaped(rows).rows(0, 1).reshaped(shape.with(1, shape.size(1) / 2));
    }

    private void check(List<Picture> pictures) {
        if (pictures.isEmpty()) {
            throw new NodeException("pictures", "there is no picture to encode; link one");
        }
        Picture first = pictures.get(0);
        int factor = model.description().sizes().getOrDefault("factor", 8);
        for (Picture picture : pictures) {
            if (picture.width() != first.width() || picture.height() != first.height()) {
                throw new NodeException(
                        "pictures",
                        "found pictures of " + size(first) + " and of " + size(picture)
                                + "; one latent batch holds one size: put a Resize node before");
            }
        }
        if (first.width() % factor != 0 || first.height() % factor != 0) {
            throw new NodeException(
                    "pictures",
                    "the picture is " + size(first) + "; " + model.description().name()
                            + " wants width and height that are multiples of " + factor + ": put a Resize node before");
        }
    }

    private static String size(Picture picture) {
        return picture.width() + " x " + picture.height();
    }

    private static Shape withoutBatch(Shape shape) {
        return Shape.of(shape.size(1), shape.size(2), shape.size(3));
    }

    /** Optimum keeps one configuration for both halves, or one for each. */
    private static double setting(Model model, String key, double otherwise) {
        for (String component : List.of("vae_decoder", "vae", "vae_encoder")) {
            Object value = model.config(component).get(key);
            if (value instanceof Number number) {
                return number.doubleValue();
            }
        }
        return otherwise;
    }
}
