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
 * speak. Pictures are -1..1 to the networks. One picture at a time is computed, or one tile of it, which bounds the memory.
 */
record Autoencoder(Model model, double scale, double shift) {
    private static final int USUAL_FACTOR = 8;

    static Autoencoder of(Model model) {
        Usual usual = Usual.of(model.description().family());
        return new Autoencoder(
                model, setting(model, "scaling_factor", usual.scale()), setting(model, "shift_factor", usual.shift()));
    }

    /** Of the published models, for exports without settings. */
    private record Usual(double scale, double shift) {
        static Usual of(String family) {
            return switch (family) {
                case "sdxl" -> new Usual(0.13025, 0);
                case "sd3" -> new Usual(1.5305, 0.0609);
                case "flux" -> new Usual(0.3611, 0.1159);
                // Rombach et al. (2022)
                default -> new Usual(0.18215, 0);
            };
        }
    }

    /** Pixels of a picture's side for one place of its latent. */
    int factor() {
        return model.description().sizes().getOrDefault("factor", USUAL_FACTOR);
    }

    List<Picture> decode(Tensor latents, Tiling tiling, Call call) {
        Network decoder = model.network("vae_decoder");
        String input = decoder.inputLike("latent_sample").name();
        String output = decoder.outputLike("sample").name();
        Tensor z = latents.map(value -> value / scale + shift);
        int batch = z.shape().size(0);
        Steps steps = new Steps(
                call, batch * tiling.count(z.shape().size(2), z.shape().size(3)));
        List<Picture> pictures = new ArrayList<>();
        for (int row = 0; row < batch; row++) {
            Tensor decoded = tiling.decode(
                    z.rows(row, row + 1),
                    factor(),
                    tile -> steps.done(call.runOne(decoder, Map.of(input, tile), output)));
            Tensor pixels = decoded.map(value -> Math.min(1, Math.max(0, value / 2 + 0.5)));
            pictures.add(new Picture(pixels.reshaped(withoutBatch(pixels.shape()))));
        }
        return pictures;
    }

    /** @throws NodeException if the pictures are not of one size that the networks can take */
    Encoded encode(List<Picture> pictures, Tiling tiling, Call call) {
        check(pictures);
        Network encoder = model.network("vae_encoder");
        String input = encoder.inputLike("sample").name();
        String output = encoder.outputLike("latent_parameters", "latent_sample").name();
        Picture first = pictures.get(0);
        int tiles = tiling.count(first.height() / factor(), first.width() / factor());
        Steps steps = new Steps(call, pictures.size() * tiles);
        List<Tensor> all = new ArrayList<>();
        for (Picture picture : pictures) {
            Tensor pixels = picture.pixels().map(value -> 2 * value - 1);
            all.add(tiling.encode(
                    pixels.reshaped(Shape.of(1, 3, picture.height(), picture.width())),
                    factor(),
                    tile -> steps.done(call.runOne(encoder, Map.of(input, tile), output))));
        }
        return new Encoded(Tensor.concatenate(all), output.equals("latent_parameters"));
    }

    /** z in the scale of latents. */
    Tensor scaled(Tensor z) {
        return z.map(value -> (value - shift) * scale);
    }

    private void check(List<Picture> pictures) {
        if (pictures.isEmpty()) {
            throw new NodeException("pictures", "there is no picture to encode; link one");
        }
        Picture first = pictures.get(0);
        for (Picture picture : pictures) {
            if (picture.width() != first.width() || picture.height() != first.height()) {
                throw new NodeException(
                        "pictures",
                        "found pictures of " + size(first) + " and of " + size(picture)
                                + "; one latent batch holds one size: put a Resize node before");
            }
        }
        if (first.width() % factor() != 0 || first.height() % factor() != 0) {
            throw new NodeException(
                    "pictures",
                    "the picture is " + size(first) + "; " + model.description().name()
                            + " wants width and height that are multiples of " + factor()
                            + ": put a Resize node before");
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

    /** Counts what is computed, and tells. */
    private static final class Steps {
        private final Call call;
        private final int total;
        private int done;

        Steps(Call call, int total) {
            this.call = call;
            this.total = total;
        }

        Tensor done(Tensor result) {
            done++;
            call.progress(done, total);
            return result;
        }
    }
}
