package org.quarry.application;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quarry.diffusion.Level;
import org.quarry.diffusion.Schedule;
import org.quarry.engine.Engine;
import org.quarry.node.model.Conditioning;
import org.quarry.node.testing.TestCall;
import org.quarry.nodes.scheduler.Denoise;
import org.quarry.nodes.scheduler.SamplerChoice;
import org.quarry.tensor.Tensor;

/**
 * From prompt to picture on two networks of random weights, against what Diffusers computed with the same weights. The
 * reference names a tolerance for each of its tensors.
 */
class StableDiffusionGoldenIT {
    private static final int STEPS = 4;

    private final TestCall call = new TestCall();
    private Engine engine;

    @BeforeEach
    void openEngine(@TempDir Path files) throws IOException {
        engine = EndToEnd.engine(files, "sd15-tiny", "sdxl-tiny");
    }

    @AfterEach
    void closeEngine() {
        if (engine != null) {
            engine.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sd15-tiny-onnx", "sd15-tiny", "sd15-tiny.safetensors"})
    void stable_diffusion_1_agrees_from_prompt_to_picture(String form) throws Exception {
        EndToEnd golden = EndToEnd.of("sd15-tiny");
        ByNodes model = new ByNodes(engine.models().open(form), call);
        Conditioning negative = model.conditioning(golden.attribute("negative_prompt"));
        Conditioning prompt = model.conditioning(golden.attribute("prompt"));
        golden.check("prompt_embeds", Tensor.concatenate(List.of(states(negative), states(prompt))));

        Denoise.Out out =
                model.denoise(model.guided(prompt, negative, 7.5), STEPS, golden.input("noise"), SamplerChoice.DDIM, 0);

        for (int step = 0; step < STEPS; step++) {
            golden.check("latents." + step, out.trajectory().rows(step + 1, step + 2));
        }
        golden.checkPicture(model.picture(out.latent()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sdxl-tiny-onnx", "sdxl-tiny", "sdxl-tiny.safetensors"})
    void stable_diffusion_xl_agrees_from_prompt_to_picture(String form) throws Exception {
        EndToEnd golden = EndToEnd.of("sdxl-tiny");
        ByNodes model = new ByNodes(engine.models().open(form), call);
        Conditioning negative = model.conditioning(golden.attribute("negative_prompt"));
        Conditioning prompt = model.conditioning(golden.attribute("prompt"));
        golden.check("prompt_embeds", Tensor.concatenate(List.of(states(negative), states(prompt))));
        golden.check(
                "pooled_prompt_embeds",
                Tensor.concatenate(List.of(
                        negative.inputs().get("text_embeds"), prompt.inputs().get("text_embeds"))));

        Tensor noise = golden.input("noise");
        Denoise.Out out = model.denoise(model.guided(prompt, negative, 5), STEPS, noise, SamplerChoice.EULER, 0);

        Schedule schedule = model.schedule(STEPS, noise);
        for (int step = 0; step < STEPS; step++) {
            // Diffusers keeps Euler's samples in the scale of Karras et al. (2022): x / signal.
            Level after = schedule.after(step);
            golden.check(
                    "latents." + step, out.trajectory().rows(step + 1, step + 2).times(1 / after.signal()));
        }
        golden.checkPicture(model.picture(out.latent()));
    }

    private static Tensor states(Conditioning conditioning) {
        return conditioning.inputs().get("encoder_hidden_states");
    }
}
