package org.quarry.architecture;

import java.util.ArrayList;
import java.util.List;
import org.quarry.architecture.checkpoint.CheckpointException;
import org.quarry.architecture.checkpoint.Weights;
import org.quarry.architecture.graph.Precision;

/** The networks of a model by the names of its components. */
public final class Networks {
    private Networks() {}

    /**
     * Writes a network.
     *
     * @param component {@code unet}, {@code transformer}, {@code controlnet}, {@code vae_encoder}, {@code vae_decoder},
     *     {@code text_encoder}, {@code text_encoder_2} or {@code text_encoder_3}
     * @throws CheckpointException if weights or settings are missing or of another network
     */
    public static Blueprint write(String component, Settings settings, Weights weights, Precision precision) {
        try {
            return written(component, settings, weights, precision);
        } catch (ArithmeticException | IndexOutOfBoundsException | IllegalArgumentException e) {
            // Settings that contradict each other or the weights, as no heads or a list too short, have no end of ways
            // to.
            throw new CheckpointException(
                    settings.what() + ": its settings do not belong to its weights (" + e.getMessage()
                            + "); copy or download its config.json again",
                    e);
        }
    }

    private static Blueprint written(String component, Settings settings, Weights weights, Precision precision) {
        return switch (kind(component, weights)) {
            case "unet" -> Unet.blueprint(settings, weights, precision);
            case "transformer" ->
                Mmdit.has(weights)
                        ? Mmdit.blueprint(settings, weights, precision)
                        : FluxTransformer.blueprint(settings, weights, precision);
            case "controlnet" -> ControlNet.blueprint(settings, weights, precision);
            case "vae_encoder" -> Autoencoder.encoder(settings, weights, precision);
            case "vae_decoder" -> Autoencoder.decoder(settings, weights, precision);
            case "t5" -> T5Encoder.blueprint(settings, weights, precision);
            default -> ClipText.blueprint(settings, weights, precision);
        };
    }

    /** What a component is: a text encoder may be T5, whatever its number. */
    static String kind(String component, Weights weights) {
        boolean t5 =
                weights.find("encoder.block.0.layer.0.SelfAttention.q.weight").isPresent();
        return t5 ? "t5" : component;
    }

    /** For a folder's component: one network, or two for the autoencoder. */
    static List<Blueprint> all(String component, Settings settings, Weights weights) {
        List<String> networks = component.equals("vae") ? List.of("vae_encoder", "vae_decoder") : List.of(component);
        List<Blueprint> blueprints = new ArrayList<>();
        networks.forEach(network -> blueprints.add(write(network, settings, weights, Precision.FLOAT32)));
        return blueprints;
    }
}
