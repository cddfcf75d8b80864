package org.quarry.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quarry.engine.Quarry;
import org.quarry.engine.RunResult;

/** The built-in model for few steps: four of them, no guidance, and the sampler that its settings name. */
class FewStepsIT {
    /** What the model was shown under these names, about half way down. */
    private static final Map<String, Color> PAPERS = Map.of(
            "cream", new Color(251, 241, 224),
            "pink", new Color(250, 216, 224),
            "mint", new Color(210, 238, 221),
            "lavender", new Color(224, 212, 244));

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"cream", "pink", "mint", "lavender"})
    void the_paper_has_the_colour_that_the_prompt_asks_for(String paper) throws IOException {
        RunResult result = drawn("a red star in the middle on a plain " + paper + " background");

        Color edge = meanOfLeftAndRightEdge(result.files().get(0));

        assertThat(PAPERS.keySet().stream().min(Comparator.comparing(name -> distance(PAPERS.get(name), edge))))
                .as("%s", edge)
                .hasValue(paper);
    }

    private RunResult drawn(String prompt) throws IOException {
        Path file = folder.resolve("few-steps.json");
        Files.writeString(file, """
            {"quarry": 1, "nodes": {
              "model": {"type": "quarry:load-model@2", "model": "pocket-turbo"},
              "prompt": {"type": "quarry:tokenizer@1", "vocabulary": {"from": "model.tokenizer"}},
              "encoded": {"type": "quarry:text-encoder@1", "tokens": {"from": "prompt.tokens"},
                "encoder": {"from": "model.textEncoder"}},
              "unet": {"type": "quarry:unet-step@1", "unet": {"from": "model.unet"},
                "conditioning": {"from": "encoded.conditioning"}},
              "noise": {"type": "quarry:noise-source@1", "unet": {"from": "model.unet"}, "seed": 4, "width": 128, "height": 128},
              "schedule": {"type": "quarry:scheduler@1", "scheduler": {"from": "model.scheduler"}, "steps": 4},
              "denoise": {"type": "quarry:denoise@1", "prediction": {"from": "unet.prediction"},
                "schedule": {"from": "schedule.schedule"}, "noise": {"from": "noise.noise"}, "sampler": "from-model"},
              "decode": {"type": "quarry:vae-decode@1", "latent": {"from": "denoise.latent"}, "vae": {"from": "model.vae"}},
              "save": {"type": "quarry:save-image@1", "pictures": {"from": "decode.pictures"}, "file": "few-steps.png"}}}
            """);
        return Quarry.load(file)
                .with("prompt.text", prompt)
                .on(Shipped.setup())
                .into(folder)
                .run()
                .orThrow();
    }

    private static Color meanOfLeftAndRightEdge(Path png) throws IOException {
        BufferedImage picture = ImageIO.read(png.toFile());
        double[] sums = new double[3];
        int right = picture.getWidth() - 1;
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x : new int[] {0, 1, right - 1, right}) {
                float[] colour = new Color(picture.getRGB(x, y)).getRGBColorComponents(null);
                for (int c = 0; c < sums.length; c++) {
                    sums[c] += colour[c] / (4.0 * picture.getHeight());
                }
            }
        }
        return new Color((float) sums[0], (float) sums[1], (float) sums[2]);
    }

    private static double distance(Color a, Color b) {
        return Math.hypot(Math.hypot(a.getRed() - b.getRed(), a.getGreen() - b.getGreen()), a.getBlue() - b.getBlue());
    }
}
