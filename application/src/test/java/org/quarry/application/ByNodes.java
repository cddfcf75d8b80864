package org.quarry.application;

import java.util.List;
import org.quarry.diffusion.Schedule;
import org.quarry.node.PerStep;
import org.quarry.node.Step;
import org.quarry.node.model.Conditioning;
import org.quarry.node.model.Model;
import org.quarry.node.testing.NodeTester;
import org.quarry.node.testing.TestCall;
import org.quarry.nodes.guidance.CfgCombine;
import org.quarry.nodes.guidance.EmbedGuidance;
import org.quarry.nodes.scheduler.Denoise;
import org.quarry.nodes.scheduler.SamplerChoice;
import org.quarry.nodes.scheduler.Scheduler;
import org.quarry.nodes.textencoder.TextEncoder;
import org.quarry.nodes.tokenizer.Tokenizer;
import org.quarry.nodes.unet.UnetStep;
import org.quarry.nodes.vae.VaeDecode;
import org.quarry.tensor.Picture;
import org.quarry.tensor.Tensor;

/** A model, run by the nodes that users run it by. */
record ByNodes(Model model, TestCall call) {
    Conditioning conditioning(String text) {
        return NodeTester.of(new TextEncoder())
                .with(
                        "tokens",
                        NodeTester.of(new Tokenizer())
                                .with("text", text)
                                .with("vocabulary", model)
                                .run()
                                .tokens())
                .with("encoder", model)
                .calling(call)
                .run()
                .conditioning();
    }

    /** What steers a network that is told how strongly. */
    Conditioning told(Conditioning conditioning, double scale) {
        return NodeTester.of(new EmbedGuidance())
                .with("conditioning", conditioning)
                .with("unet", model)
                .with("scale", scale)
                .run()
                .conditioning();
    }

    PerStep<Tensor> prediction(Conditioning conditioning) {
        return step -> step(conditioning, step).run().prediction();
    }

    PerStep<Tensor> guided(Conditioning prompt, Conditioning negative, double scale) {
        return step -> {
            List<UnetStep.Out> both = step(prompt, step).runTogetherWith(List.of(step(negative, step)));
            return NodeTester.of(new CfgCombine())
                    .with("conditional", both.get(0).prediction())
                    .with("unconditional", both.get(1).prediction())
                    .with("scale", scale)
                    .at(step)
                    .run()
                    .guided();
        };
    }

    private NodeTester<UnetStep.In, UnetStep.Out> step(Conditioning conditioning, Step step) {
        return NodeTester.of(new UnetStep())
                .with("unet", model)
                .with("conditioning", conditioning)
                .at(step)
                .calling(call);
    }

    /** For flows, shifted as the size of the noise wants it. */
    Schedule schedule(int steps, Tensor noise) {
        return NodeTester.of(new Scheduler())
                .with("scheduler", model)
                .with("latent", noise)
                .with("steps", steps)
                .run()
                .schedule();
    }

    /** All else of the sampler is as a user finds it. @param seed of the noise that it may add */
    Denoise.Out denoise(PerStep<Tensor> prediction, int steps, Tensor noise, SamplerChoice sampler, long seed) {
        return NodeTester.of(new Denoise())
                .with("prediction", prediction)
                .with("schedule", schedule(steps, noise))
                .with("noise", noise)
                .with("sampler", sampler)
                .with("seed", seed)
                .calling(call)
                .run();
    }

    Picture picture(Tensor latent) {
        return NodeTester.of(new VaeDecode())
                .with("latent", latent)
                .with("vae", model)
                .calling(call)
                .run()
                .pictures()
                .get(0);
    }
}
