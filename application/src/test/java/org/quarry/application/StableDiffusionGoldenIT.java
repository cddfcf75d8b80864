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
import org.quarry.node.PerStep;
import org.quarry.node.Step;
import org.quarry.node.model.Conditioning;
import org.quarry.node.model.Model;
import org.quarry.node.model.Tokens;
import org.quarry.node.testing.NodeTester;
import org.quarry.node.testing.TestCall;
import org.quarry.nodes.guidance.CfgCombine;
import org.quarry.nodes.scheduler.Denoise;
import org.quarry.nodes.scheduler.SamplerChoice;
import org.quarry.nodes.scheduler.Scheduler;
import org.quarry.nodes.textencoder.TextEncoder;
import org.quarry.nodes.tokenizer.Tokenizer;
import org.quarry.nodes.unet.UnetStep;
import org.quarry.nodes.vae.VaeDecode;
import org.quarry.tensor.Picture;
import org.quarry.tensor.Tensor;

/**
 * From prompt to picture on two networks of random weights, against what Diffusers computed with the same weights. The
 * reference names a tolerance for each of its tensors.
 */
class StableDiffusionGoldenIT {

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
        Model model = engine.models().open(form);
        Conditioning negative = conditioning(model, golden.attribute("negative_prompt"));
        Conditioning prompt = conditioning(model, golden.attribute("prompt"));
        Tensor embeds = Tensor.concatenate(List.of(states(negative), states(prompt)));
        golden.check("prompt_embeds", embeds);

        Denoise.Out out = denoise(model, prompt, negative, golden, SamplerChoice.DDIM, 7.5);

        for (int step = 0; step < 4; step++) {
            golden.check("latents." + step, out.trajectory().rows(step + 1, step + 2));
        }
        golden.checkPicture(picture(model, out.latent()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sdxl-tiny-onnx", "sdxl-tiny", "sdxl-tiny.safetensors"})
    void stable_diffusion_xl_agrees_from_prompt_to_picture(String form) throws Exception {
        EndToEnd golden = EndToEnd.of("sdxl-tiny");
        Model model = engine.models().open(form);
        Conditioning negative = conditioning(model, golden.attribute("negative_prompt"));
        Conditioning prompt = conditioning(model, golden.attribute("prompt"));
        golden.check("prompt_embeds", Tensor.concatenate(List.of(states(negative), states(prompt))));
        golden.check(
                "pooled_prompt_embeds",
                Tensor.concatenate(List.of(
                        negative.inputs().get("text_embeds"), prompt.inputs().get("text_embeds"))));

        Denoise.Out out = denoise(model, prompt, negative, golden, SamplerChoice.EULER, 5);

        Schedule schedule = schedule(model);
        for (int step = 0; step < 4; step++) {
            // Diffusers keeps Euler's samples in the scale of Karras et al. (2022): x / signal.
            Level after = schedule.after(step);
            golden.check(
                    "latents." + step, out.trajectory().rows(step + 1, step + 2).times(1 / after.signal()));
        }
        golden.checkPicture(picture(model, out.latent()));
    }

    private Denoise.Out denoise(
            Model model,
            Conditioning prompt,
            Conditioning negative,
            EndToEnd golden,
            SamplerChoice sampler,
            double scale) {
        return NodeTester.of(new Denoise())
                .with("prediction", guided(model, prompt, negative, scale))
                .with("schedule", schedule(model))
                .with("noise", golden.input("noise"))
                .with("sampler", sampler)
                .calling(call)
                .run();
    }

    private PerStep<Tensor> guided(Model model, Conditioning prompt, Conditioning negative, double scale) {
        return step -> {
            List<UnetStep.Out> both = unet(model, prompt, step).runTogetherWith(List.of(unet(model, negative, step)));
            return NodeTester.of(new CfgCombine())
                    .with("conditional", both.get(0).prediction())
                    .with("unconditional", both.get(1).prediction())
                    .with("scale", scale)
                    .at(step)
                    .run()
                    .guided();
        };
    }

    private NodeTester<UnetStep.In, UnetStep.Out> unet(Model model, Conditioning conditioning, Step step) {
        return NodeTester.of(new UnetStep())
                .with("unet", model)
                .with("conditioning", conditioning)
                .at(step)
                .calling(call);
    }

    private static Schedule schedule(Model model) {
        return NodeTester.of(new Scheduler())
                .with("scheduler", model)
                .with("steps", 4)
                .run()
                .schedule();
    }

    private Conditioning conditioning(Model model, String text) {
        Tokens tokens = NodeTester.of(new Tokenizer())
                .with("text", text)
                .with("vocabulary", model)
                .run()
                .tokens();
        return NodeTester.of(new TextEncoder())
                .with("tokens", tokens)
                .with("encoder", model)
                .calling(call)
                .run()
                .conditioning();
    }

    private Picture picture(Model model, Tensor latent) {
        return NodeTester.of(new VaeDecode())
                .with("latent", latent)
                .with("vae", model)
                .calling(call)
                .run()
                .pictures()
                .get(0);
    }

    private static Tensor states(Conditioning conditioning) {
        return conditioning.inputs().get("encoder_hidden_states");
    }
}
