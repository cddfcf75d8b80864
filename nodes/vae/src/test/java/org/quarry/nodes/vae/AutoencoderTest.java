package org.quarry.nodes.vae;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.quarry.node.NodeException;
import org.quarry.node.model.NetworkPort.Element;
import org.quarry.node.testing.FakeModel;
import org.quarry.node.testing.FakeNetwork;
import org.quarry.node.testing.NodeTester;
import org.quarry.node.testing.TestCall;
import org.quarry.tensor.Picture;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

/** An autoencoder of factor 1 whose latent is the red channel: what goes in comes out, in the networks' scale of -1 to 1. */
class AutoencoderTest {
    private final TestCall call = new TestCall();

    @Test
    void decoding_undoes_the_scale_and_the_shift() {
        // z = 0.6 / 2 + 0.1 = 0.4, and -1..1 becomes 0..1.
        FakeModel model =
                model("latent_sample").config("vae_decoder", Map.of("scaling_factor", 2.0, "shift_factor", 0.1));

        List<Picture> pictures = decode(model, Tensor.filled(Shape.of(1, 1, 2, 3), 0.6));

        assertThat(pictures).hasSize(1);
        assertThat(pictures.get(0).pixels().shape()).isEqualTo(Shape.of(3, 2, 3));
        assertThat(pictures.get(0).at(1, 1, 2)).isCloseTo(0.7f, within(1e-6f));
    }

    @Test
    void a_batch_gives_a_picture_for_each_latent_in_order() {
        Tensor two = Tensor.of(Shape.of(2, 1, 1, 1), -0.18215f, 0.18215f);

        List<Picture> pictures = decode(model("latent_sample"), two);

        assertThat(pictures.get(0).at(0, 0, 0)).isEqualTo(0);
        assertThat(pictures.get(1).at(0, 0, 0)).isEqualTo(1);
        assertThat(call.progress()).last().isEqualTo(new TestCall.Progress(2, 2));
    }

    @Test
    void colours_beyond_black_and_white_are_cut_off() {
        assertThat(decode(model("latent_sample"), Tensor.filled(Shape.of(1, 1, 1, 1), 9))
                        .get(0)
                        .at(0, 0, 0))
                .isEqualTo(1);
    }

    @Test
    void sdxl_has_a_scale_of_its_own() {
        FakeModel xl = FakeModel.named("xl", "sdxl").network("vae_decoder", decoder());

        assertThat(decode(xl, Tensor.filled(Shape.of(1, 1, 1, 1), 0.13025))
                        .get(0)
                        .at(0, 0, 0))
                .isEqualTo(1);
    }

    @Test
    void stable_diffusion_3_and_flux_have_a_scale_and_a_shift_of_their_own() {
        // z = latent / scale + shift = 1.
        assertThat(decode(
                                FakeModel.named("three", "sd3").network("vae_decoder", decoder()),
                                Tensor.filled(Shape.of(1, 1, 1, 1), 1.5305 * (1 - 0.0609)))
                        .get(0)
                        .at(0, 0, 0))
                .isCloseTo(1, within(1e-6f));
        assertThat(decode(
                                FakeModel.named("flux", "flux").network("vae_decoder", decoder()),
                                Tensor.filled(Shape.of(1, 1, 1, 1), 0.3611 * (0.4 - 0.1159)))
                        .get(0)
                        .at(0, 0, 0))
                .isCloseTo(0.7f, within(1e-6f));
    }

    @Test
    void encoding_what_was_decoded_gives_the_latent_back() {
        FakeModel model =
                model("latent_sample").config("vae_decoder", Map.of("scaling_factor", 0.5, "shift_factor", -0.2));
        Tensor latent = Tensor.of(Shape.of(2, 1, 1, 2), 0.1f, -0.3f, 0.2f, 0);

        Tensor again = encode(model, decode(model, latent));

        assertThat(again.rootMeanSquareDifference(latent)).isLessThan(1e-6);
    }

    @Test
    void of_a_distribution_the_mean_is_taken() {
        FakeModel model = model("latent_parameters");

        Tensor latent = encode(model, List.of(new Picture(Tensor.filled(Shape.of(3, 2, 2), 1))));

        assertThat(latent).isEqualTo(Tensor.filled(Shape.of(1, 1, 2, 2), 0.18215));
    }

    @Test
    void with_noise_the_latent_is_drawn_from_the_distribution() {
        // The fake encoder's mean is the red channel in -1..1, the logarithm of its variance -2: σ = 1/e.
        FakeModel model = model("latent_parameters", -2).config("vae_decoder", Map.of("scaling_factor", 1.0));
        Tensor noise = Tensor.of(Shape.of(1, 1, 1, 2), 1, -2);
        List<Picture> two = List.of(grey(2, 1), grey(2, 1));

        Tensor drawn = encode(model, two, noise);

        double sigma = Math.exp(-1);
        assertThat(drawn.shape()).isEqualTo(Shape.of(2, 1, 1, 2));
        assertThat(drawn.toDoubles())
                .containsExactly(new double[] {sigma, -2 * sigma, sigma, -2 * sigma}, within(1e-6));
    }

    @Test
    void an_absurd_variance_is_kept_within_the_bounds_of_the_reference() {
        FakeModel model = model("latent_parameters", 100).config("vae_decoder", Map.of("scaling_factor", 1.0));

        Tensor drawn = encode(model, List.of(grey(1, 1)), Tensor.filled(Shape.of(1, 1, 1, 1), 1));

        assertThat(drawn.at(0)).isCloseTo((float) Math.exp(10), within(0.01f));
    }

    @Test
    void where_the_encoder_has_drawn_already_noise_changes_nothing_and_that_is_told() {
        Tensor drawn = encode(model("latent_sample"), List.of(grey(1, 1)), Tensor.filled(Shape.of(1, 1, 1, 1), 1));

        assertThat(drawn).isEqualTo(encode(model("latent_sample"), List.of(grey(1, 1))));
        assertThat(call.reports())
                .containsExactly(
                        "The encoder of pocket gives a latent and no distribution: the linked noise changes nothing.");
    }

    @Test
    void noise_of_another_size_is_refused() {
        assertThatThrownBy(() ->
                        encode(model("latent_parameters"), List.of(grey(2, 2)), Tensor.filled(Shape.of(1, 1, 1, 1), 1)))
                .isInstanceOf(NodeException.class)
                .hasMessage("found noise of shape [1, 1, 1, 1] for latents of shape [1, 1, 2, 2]; wanted the same:"
                        + " set the Noise source to the size of the pictures");
    }

    @Test
    void pictures_of_different_sizes_are_refused() {
        List<Picture> two = List.of(grey(8, 8), grey(8, 16));

        assertThatThrownBy(() -> encode(model("latent_sample"), two))
                .isInstanceOf(NodeException.class)
                .hasMessage("found pictures of 8 x 8 and of 8 x 16; one latent batch holds one size: put a Resize node"
                        + " before");
    }

    @Test
    void sides_that_do_not_divide_are_refused() {
        assertThatThrownBy(() -> encode(model("latent_sample").size("factor", 8), List.of(grey(12, 8))))
                .isInstanceOf(NodeException.class)
                .hasMessage("the picture is 12 x 8; pocket wants width and height that are multiples of 8:"
                        + " put a Resize node before");
    }

    private List<Picture> decode(FakeModel model, Tensor latent) {
        return NodeTester.of(new VaeDecode())
                .with("latent", latent)
                .with("vae", model)
                .calling(call)
                .run()
                .pictures();
    }

    private Tensor encode(FakeModel model, List<Picture> pictures) {
        return NodeTester.of(new VaeEncode())
                .with("pictures", pictures)
                .with("vae", model)
                .calling(call)
                .run()
                .latent();
    }

    private Tensor encode(FakeModel model, List<Picture> pictures, Tensor noise) {
        return NodeTester.of(new VaeEncode())
                .with("pictures", pictures)
                .with("vae", model)
                .with("noise", noise)
                .calling(call)
                .run()
                .latent();
    }

    private static Picture grey(int width, int height) {
        return new Picture(Tensor.filled(Shape.of(3, height, width), 0.5));
    }

    private static FakeModel model(String encoded) {
        return model(encoded, -30);
    }

    private static FakeModel model(String encoded, double logVariance) {
        boolean distribution = encoded.equals("latent_parameters");
        FakeNetwork encoder = FakeNetwork.named("pocket/vae_encoder")
                .input("sample", Element.FLOAT32, -1, 3, -1, -1)
                .output(
                        encoded,
                        Element.FLOAT32,
                        inputs -> red(inputs.get("sample"), distribution, logVariance),
                        -1,
                        -1,
                        -1,
                        -1);
        return FakeModel.named("pocket", "sd15")
                .size("factor", 1)
                .network("vae_decoder", decoder())
                .network("vae_encoder", encoder);
    }

    private static FakeNetwork decoder() {
        return FakeNetwork.named("pocket/vae_decoder")
                .input("latent_sample", Element.FLOAT32, 1, 1, -1, -1)
                .output("sample", Element.FLOAT32, inputs -> threeTimes(inputs.get("latent_sample")), -1, 3, -1, -1);
    }

    private static Tensor threeTimes(Tensor latent) {
        Shape row = Shape.of(1, latent.shape().count());
        Tensor flat = latent.reshaped(row);
        return Tensor.concatenate(List.of(flat, flat, flat))
                .reshaped(latent.shape().with(1, 3));
    }

    /** The red channel, and for a distribution the logarithm of its variance after it. */
    private static Tensor red(Tensor sample, boolean distribution, double logVariance) {
        Tensor red = sample.reshaped(Shape.of(3, sample.shape().count() / 3)).rows(0, 1);
        Shape shape = sample.shape().with(1, distribution ? 2 : 1);
        Tensor all = distribution ? Tensor.concatenate(List.of(red, Tensor.filled(red.shape(), logVariance))) : red;
        return all.reshaped(shape);
    }
}
