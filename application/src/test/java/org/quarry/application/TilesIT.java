package org.quarry.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.quarry.engine.Engine;
import org.quarry.engine.Setup;
import org.quarry.node.model.Model;
import org.quarry.node.testing.NodeTester;
import org.quarry.nodes.image.LoadImage;
import org.quarry.nodes.image.Resize;
import org.quarry.nodes.vae.VaeDecode;
import org.quarry.nodes.vae.VaeEncode;
import org.quarry.tensor.Picture;
import org.quarry.tensor.Tensor;

/**
 * How far pictures and latents made in tiles are from those made at once. The networks take means over all that they see (group
 * norms, and attention in the reference networks), so they are never equal; the bounds are what was measured, and some room.
 * The reference networks have random weights, which hang on such means far more than trained ones; the encoder of the pocket
 * model is a single convolution and sees nothing else.
 */
class TilesIT {
    private static final Path POCKET = Path.of(System.getProperty("quarry.app")).resolve("quarry/models");
    private static final Path REFERENCE =
            Path.of(System.getProperty("quarry.goldens", "none")).resolve("models");
    private static final int SIDE = 512;

    private Engine engine;

    @AfterEach
    void closeEngine() {
        if (engine != null) {
            engine.close();
        }
    }

    @ParameterizedTest
    @CsvSource({
        // model, tile, overlap, decibels at least
        "pocket, 256, 64, 38",
        "pocket, 384, 128, 42",
        "sd15-tiny-onnx, 256, 64, 19",
        "sd15-tiny-onnx, 384, 128, 21"
    })
    void decoded_in_tiles_a_picture_is_nearly_that_decoded_at_once(
            String name, int tile, int overlap, double decibels) {
        Model model = model(name);
        NodeTester<VaeDecode.In, VaeDecode.Out> decode = NodeTester.of(new VaeDecode())
                .with("vae", model)
                .with("latent", encoded(model, 0, 0))
                .with("overlap", overlap);

        Picture whole = decode.run().pictures().get(0);
        Picture tiled = decode.with("tile", tile).run().pictures().get(0);
        assertThat(tiled.psnr(whole)).isGreaterThan(decibels);
    }

    @ParameterizedTest
    @CsvSource({
        // model, tile, overlap, difference at most, as a part of the latent's spread
        "pocket, 256, 64, 1e-6",
        "sd15-tiny-onnx, 256, 64, 0.9",
        "sd15-tiny-onnx, 384, 128, 0.75"
    })
    void encoded_in_tiles_a_latent_is_nearly_that_encoded_at_once(String name, int tile, int overlap, double part) {
        Model model = model(name);

        Tensor whole = encoded(model, 0, 0);
        Tensor tiled = encoded(model, tile, overlap);

        double mean = whole.mean();
        double spread = whole.map(value -> value - mean).rootMeanSquareDifference(Tensor.filled(whole.shape(), 0));
        assertThat(tiled.rootMeanSquareDifference(whole) / spread).isLessThan(part);
    }

    private Tensor encoded(Model model, int tile, int overlap) {
        return NodeTester.of(new VaeEncode())
                .with("vae", model)
                .with("pictures", List.of(picture()))
                .with("tile", tile)
                .with("overlap", overlap)
                .run()
                .latent();
    }

    private static Picture picture() {
        Picture small = NodeTester.of(new LoadImage())
                .with("file", Path.of("../workflows/images/drawn-circle.png"))
                .run()
                .picture();
        return NodeTester.of(new Resize())
                .with("pictures", List.of(small))
                .with("width", SIDE)
                .with("height", SIDE)
                .run()
                .pictures()
                .get(0);
    }

    private Model model(String name) {
        Path models = name.equals("pocket") ? POCKET : REFERENCE;
        assumeTrue(Files.isDirectory(models), "no networks at " + models);
        engine = Setup.standard().withModels(List.of(models)).withDevice("cpu").open();
        return engine.models().open(name);
    }
}
