package org.quarry.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quarry.engine.Quarry;
import org.quarry.engine.RunResult;
import org.quarry.engine.Setup;
import org.quarry.tensor.Tensor;

/**
 * Networks that look at more than the sample, run from a model folder: that of the bundled model with another UNet, which
 * predicts a clean latent as a sum of its channels.
 */
class ChannelsIT {
    private static final String NODES = """
        "model": {"type": "quarry:load-model@2", "model": "wide"},
        "prompt": {"type": "quarry:tokenizer@1", "text": "a boat", "vocabulary": {"from": "model.tokenizer"}},
        "text": {"type": "quarry:text-encoder@1", "tokens": {"from": "prompt.tokens"}, "encoder": {"from": "model.textEncoder"}},
        "picture": {"type": "quarry:load-image@1", "file": "picture.png"},
        "encode": {"type": "quarry:vae-encode@1", "pictures": {"from": "picture.picture"}, "vae": {"from": "model.vae"}},
        "noise": {"type": "quarry:noise-source@1", "unet": {"from": "model.unet"}, "width": 128, "height": 128},
        "schedule": {"type": "quarry:scheduler@1", "scheduler": {"from": "model.scheduler"}, "steps": 5, "end": "clean"},
        """;

    @TempDir
    Path folder;

    @BeforeEach
    void a_picture() throws IOException {
        Files.copy(
                Command.workflow("text-to-image").resolveSibling("images/drawn-circle.png"),
                folder.resolve("picture.png"));
    }

    @Test
    void an_inpainting_network_of_nine_channels_gets_mask_and_masked_picture() throws IOException {
        // The masked picture, and 2 more where the mask is.
        model(9, (output, channel) -> channel == 5 + output ? 1 : channel == 4 ? 2 : 0);

        RunResult result = run("""
            "area": {"type": "quarry:draw-mask@1", "like": {"from": "picture.picture"}, "shapes": "rectangle 0 0 0.5 1"},
            "mask": {"type": "quarry:latent-mask@1", "masks": {"from": "area.mask"}, "vae": {"from": "model.vae"}},
            "channels": {"type": "quarry:channel-conditioning@1", "conditioning": {"from": "text.conditioning"}, "channels": [{"from": "mask.mask"}, {"from": "encode.latent"}]},
            "unet": {"type": "quarry:unet-step@1", "unet": {"from": "model.unet"}, "conditioning": {"from": "channels.conditioning"}},
            "denoise": {"type": "quarry:denoise@1", "prediction": {"from": "unet.prediction"}, "schedule": {"from": "schedule.schedule"}, "noise": {"from": "noise.noise"}}
            """);

        Tensor change = result.value("denoise.latent", Tensor.class).minus(result.value("encode.latent", Tensor.class));
        for (int i = 0; i < change.shape().count(); i++) {
            assertThat(change.at(i)).isCloseTo(i % 16 < 8 ? 2 : 0, within(1e-4f));
        }
    }

    @Test
    void instruct_pix2pix_of_eight_channels_has_a_scale_for_the_picture() throws IOException {
        model(8, (output, channel) -> channel == 4 + output ? 1 : 0);

        RunResult result = run("""
            "nothing": {"type": "quarry:scale@1", "tensor": {"from": "encode.latent"}, "factor": 0},
            "with": {"type": "quarry:channel-conditioning@1", "conditioning": {"from": "text.conditioning"}, "channels": [{"from": "encode.latent"}]},
            "without": {"type": "quarry:channel-conditioning@1", "conditioning": {"from": "text.conditioning"}, "channels": [{"from": "nothing.tensor"}]},
            "unet-with": {"type": "quarry:unet-step@1", "unet": {"from": "model.unet"}, "conditioning": {"from": "with.conditioning"}},
            "unet-without": {"type": "quarry:unet-step@1", "unet": {"from": "model.unet"}, "conditioning": {"from": "without.conditioning"}},
            "guided": {"type": "quarry:instruction-guidance@1", "instructed": {"from": "unet-with.prediction"}, "pictured": {"from": "unet-with.prediction"}, "none": {"from": "unet-without.prediction"}, "pictureScale": 1.5, "instructionScale": 7.5},
            "denoise": {"type": "quarry:denoise@1", "prediction": {"from": "guided.guided"}, "schedule": {"from": "schedule.schedule"}, "noise": {"from": "noise.noise"}}
            """);

        Tensor guided = result.value("denoise.latent", Tensor.class);
        Tensor picture = result.value("encode.latent", Tensor.class);
        assertThat(guided.rootMeanSquareDifference(picture.times(1.5))).isLessThan(1e-4);
    }

    @Test
    void a_network_that_wants_more_channels_than_it_gets_says_so() throws IOException {
        model(9, (output, channel) -> 0);

        String told = Quarry.load(workflow("""
            "unet": {"type": "quarry:unet-step@1", "unet": {"from": "model.unet"}, "conditioning": {"from": "text.conditioning"}},
            "denoise": {"type": "quarry:denoise@1", "prediction": {"from": "unet.prediction"}, "schedule": {"from": "schedule.schedule"}, "noise": {"from": "noise.noise"}}
            """))
                .on(setup())
                .to("denoise")
                .run()
                .failures()
                .toString();

        assertThat(told).contains("looks at 9 channels, found 4").contains("Channel conditioning");
    }

    @FunctionalInterface
    private interface Weight {
        float of(int output, int channel);
    }

    private void model(int channels, Weight weight) throws IOException {
        Path model = folder.resolve("models/wide");
        copy(Command.pocket(), model);
        float[] weights = new float[4 * channels];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = weight.of(i / channels, i % channels);
        }
        Files.write(model.resolve("unet/model.onnx"), OnnxBytes.convolution(channels, weights));
        replace(model.resolve("unet/config.json"), "\"in_channels\": 4", "\"in_channels\": " + channels);
        replace(model.resolve("scheduler/scheduler_config.json"), "\"epsilon\"", "\"sample\"");
    }

    private RunResult run(String nodes) throws IOException {
        return Quarry.load(workflow(nodes))
                .on(setup())
                .to("denoise", "encode")
                .run()
                .orThrow();
    }

    private Path workflow(String nodes) throws IOException {
        return Files.writeString(folder.resolve("w.json"), "{\"quarry\": 1, \"nodes\": {\n" + NODES + nodes + "}}\n");
    }

    private Setup setup() {
        return Setup.standard().withModels(List.of(folder.resolve("models"))).withDevice("cpu");
    }

    private static void replace(Path file, String old, String replacement) throws IOException {
        String text = Files.readString(file);
        assertThat(text).contains(old);
        Files.writeString(file, text.replace(old, replacement));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }
}
