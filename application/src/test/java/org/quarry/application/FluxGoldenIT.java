package org.quarry.application;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quarry.diffusion.LatentPacking;
import org.quarry.engine.Engine;
import org.quarry.node.PerStep;
import org.quarry.node.Step;
import org.quarry.node.model.Conditioning;
import org.quarry.node.model.Model;
import org.quarry.node.model.ModelRequest;
import org.quarry.node.model.ModelRequest.Precision;
import org.quarry.node.model.Tokens;
import org.quarry.node.testing.NodeTester;
import org.quarry.node.testing.TestCall;
import org.quarry.nodes.scheduler.Denoise;
import org.quarry.nodes.scheduler.SamplerChoice;
import org.quarry.nodes.textencoder.TextEncoder;
import org.quarry.nodes.tokenizer.Tokenizer;
import org.quarry.nodes.unet.UnetStep;
import org.quarry.tensor.Tensor;

/**
 * FLUX from prompt to picture on networks of random weights, by the nodes that Stable Diffusion is run by, against what Diffusers
 * computed with the same weights.
 */
class FluxGoldenIT {
    private static final int STEPS = 4;
    private static final String HALF = ".fp16.safetensors";

    private final TestCall call = new TestCall();
    private Engine engine;

    @AfterEach
    void closeEngine() {
        if (engine != null) {
            engine.close();
        }
    }

    /** The text encoder's shards are in both forms. */
    @ParameterizedTest(name = "in {0}")
    @ValueSource(strings = {"float32", "float16"})
    void flux_agrees_from_prompt_to_picture(String precision, @TempDir Path files) throws Exception {
        engine = EndToEnd.engine(folder(files, precision));
        assertAgrees(engine.models().open("flux-tiny"));
    }

    @Test
    void a_file_of_the_transformer_agrees_with_what_it_lacks_taken_from_others(@TempDir Path files) throws Exception {
        Path reference = EndToEnd.folder("flux-tiny");
        Files.copy(reference.resolve("ae.safetensors"), files.resolve("ae.safetensors"));
        Files.createDirectories(files.resolve("ae/vae"));
        Files.copy(reference.resolve("vae/config.json"), files.resolve("ae/vae/config.json"));
        engine = EndToEnd.engine(files, "flux-tiny");

        assertAgrees(engine.models()
                .open(new ModelRequest(
                        "flux-tiny.safetensors", List.of("flux-tiny"), "ae.safetensors", Precision.AUTO)));
    }

    /** As model sites offer FLUX for programs that want all in one file. */
    @Test
    void a_file_with_all_networks_agrees(@TempDir Path files) throws Exception {
        Path reference = EndToEnd.folder("flux-tiny");
        engine = EndToEnd.engine(files, "flux-tiny");
        Path t5 = reference.resolve("text_encoder_2");
        new SingleFile()
                .with("model.diffusion_model.", reference.resolve("flux-tiny.safetensors"))
                .with("vae.", reference.resolve("ae.safetensors"))
                .with("text_encoders.clip_l.transformer.", reference.resolve("text_encoder/model.safetensors"))
                .with("text_encoders.t5xxl.transformer.", t5.resolve("model-00001-of-00002.safetensors"))
                .with("text_encoders.t5xxl.transformer.", t5.resolve("model-00002-of-00002.safetensors"))
                .write(files.resolve("flux-tiny.safetensors"));

        assertAgrees(engine.models().open("flux-tiny.safetensors"));
    }

    private void assertAgrees(Model model) throws Exception {
        EndToEnd golden = EndToEnd.of("flux-tiny");
        ByNodes nodes = new ByNodes(model, call);
        Conditioning conditioning = nodes.told(conditioning(model, golden), 3.5);
        golden.check("prompt_embeds", conditioning.inputs().get("encoder_hidden_states"));
        golden.check("pooled_prompt_embeds", conditioning.inputs().get("pooled_projections"));

        Denoise.Out out = denoise(nodes, conditioning, golden);

        for (int step = 0; step < STEPS; step++) {
            golden.check("latents." + step, LatentPacking.pack(out.trajectory().rows(step + 1, step + 2)));
        }
        golden.checkPicture(nodes.picture(out.latent()));
    }

    @Test
    void without_a_guidance_node_it_is_told_the_usual_scale() throws Exception {
        engine = EndToEnd.engine();
        EndToEnd golden = EndToEnd.of("flux-tiny");
        Model model = engine.models().open("flux-tiny");

        // 3.5 is also what the reference was made with.
        denoise(new ByNodes(model, call), conditioning(model, golden), golden);
    }

    /** 6 x 8 tokens: a latent of 12 x 16 places. The network counts time from 0 to 1, the schedule to 1000. */
    @Test
    void a_step_of_schnell_which_is_told_no_guidance_agrees(@TempDir Path files) throws Exception {
        engine = EndToEnd.engine(files, "flux-schnell-tiny");
        EndToEnd golden = EndToEnd.of("flux-schnell-tiny", "transformer");
        Tensor latent = LatentPacking.unpack(golden.input("hidden_states"), 12, 16);
        double time = golden.input("timestep").at(0);

        Tensor prediction = NodeTester.of(new UnetStep())
                .with("unet", engine.models().open("flux-schnell-tiny.safetensors"))
                .with(
                        "conditioning",
                        new Conditioning(Map.of(
                                "encoder_hidden_states", golden.input("encoder_hidden_states"),
                                "pooled_projections", golden.input("pooled_projections"))))
                .at(new Step(latent, 1000 * time, 1 - time, time, 0, STEPS))
                .calling(call)
                .run()
                .prediction();

        golden.check("out_hidden_states", LatentPacking.pack(prediction));
    }

    /** The reference model, or the same with the weights of half the precision only. */
    private static Path folder(Path files, String precision) throws IOException {
        Path whole = EndToEnd.folder("flux-tiny");
        if (precision.equals("float32")) {
            return whole.getParent();
        }
        Path copy = files.resolve("flux-tiny");
        try (var all = Files.walk(whole)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                Path half = file.resolveSibling(file.getFileName().toString().replace(".safetensors", HALF));
                if (!file.toString().endsWith(HALF) && Files.exists(half) && !half.equals(file)) {
                    continue;
                }
                Path target = copy.resolve(whole.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
        return files;
    }

    /** Each prediction is compared. */
    private static Denoise.Out denoise(ByNodes nodes, Conditioning conditioning, EndToEnd golden) {
        PerStep<Tensor> prediction = nodes.prediction(conditioning);
        PerStep<Tensor> checked = step -> {
            Tensor found = prediction.at(step);
            golden.check("noise_pred." + step.index(), LatentPacking.pack(found));
            return found;
        };
        return nodes.denoise(checked, STEPS, golden.input("noise"), SamplerChoice.FROM_MODEL, 0);
    }

    private Conditioning conditioning(Model model, EndToEnd golden) {
        Tokens clip = NodeTester.of(new Tokenizer())
                .with("text", golden.attribute("prompt"))
                .with("vocabulary", model)
                .run()
                .tokens();
        // The reference has no vocabulary of T5, so its ids are given.
        Tokens t5 = new Tokens(golden.attribute("prompt"), List.of(ids(golden.input("input_ids_2"))));
        return NodeTester.of(new TextEncoder())
                .with("encoder", model)
                .with("tokens", clip)
                .with("t5Tokens", t5)
                .calling(call)
                .run()
                .conditioning();
    }

    private static List<Integer> ids(Tensor ids) {
        return IntStream.range(0, ids.shape().count())
                .mapToObj(i -> (int) ids.at(i))
                .toList();
    }
}
