package org.quarry.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.quarry.engine.Engine;
import org.quarry.node.Step;
import org.quarry.node.model.Conditioning;
import org.quarry.node.model.Model;
import org.quarry.node.model.Tokens;
import org.quarry.node.testing.NodeTester;
import org.quarry.node.testing.TestCall;
import org.quarry.nodes.model.LoadLora;
import org.quarry.nodes.textencoder.TextEncoder;
import org.quarry.nodes.tokenizer.PromptRule;
import org.quarry.nodes.tokenizer.Tokenizer;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

/** LoRAs and learned words through the nodes, against what Diffusers computed with the same weights. */
class AdaptedModelsGoldenIT {
    private static final Path MODELS =
            Path.of(System.getProperty("quarry.goldens", "none")).resolve("models");

    private final TestCall call = new TestCall();
    private Engine engine;

    @BeforeEach
    void openEngine(@TempDir Path files) throws IOException {
        engine = EndToEnd.engine(files, "sd15-tiny", "sdxl-tiny");
        Files.createDirectory(files.resolve("embeddings"));
        for (String word : List.of("learned_embeds", "tiny-style", "tiny-xl")) {
            Path file = Path.of(word + ".safetensors");
            Files.copy(
                    MODELS.resolve("sd15-tiny-embeddings").resolve(file),
                    files.resolve("embeddings").resolve(file));
        }
    }

    @AfterEach
    void closeEngine() {
        if (engine != null) {
            engine.close();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "sd15-tiny-lora, sd15-tiny",
        "sd15-tiny-lora, sd15-tiny.safetensors",
        "sdxl-tiny-lora, sdxl-tiny",
        "sdxl-tiny-lora, sdxl-tiny.safetensors"
    })
    void a_lora_changes_the_prediction_of_every_form_of_a_model(String cases, String form) throws Exception {
        for (ComponentCase golden : ComponentCase.of(MODELS.resolve(cases), "unet")) {
            for (List<Path> files : golden.alternatives()) {
                LoadLora.Out adapted = adapted(engine.models().open(form), files, golden.number("scale"));

                golden.check(
                        "out_sample",
                        new ByNodes(adapted.unet(), call)
                                .prediction(conditioning(golden))
                                .at(step(golden)));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sd15-tiny", "sd15-tiny.safetensors"})
    void a_lora_changes_how_words_are_read(String form) throws Exception {
        for (ComponentCase golden : ComponentCase.of(MODELS.resolve("sd15-tiny-lora"), "text_encoder")) {
            for (List<Path> files : golden.alternatives()) {
                Model model = adapted(engine.models().open(form), files, golden.number("scale"))
                        .textEncoder();

                golden.check(
                        "last_hidden_state", encoded(model, golden).inputs().get("encoder_hidden_states"));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sdxl-tiny", "sdxl-tiny.safetensors"})
    void a_lora_changes_both_text_encoders(String form) throws Exception {
        Path cases = MODELS.resolve("sdxl-tiny-lora");
        ComponentCase first = ComponentCase.of(cases, "text_encoder").get(0);
        ComponentCase second = ComponentCase.of(cases, "text_encoder_2").get(0);
        Model model = adapted(engine.models().open(form), first.alternatives().get(0), first.number("scale"))
                .textEncoder();

        Conditioning conditioning = encoded(model, first);

        Tensor states = conditioning.inputs().get("encoder_hidden_states");
        int width = first.output("hidden_states.2").shape().size(2);
        first.check("hidden_states.2", columns(states, 0, width));
        second.check("hidden_states.2", columns(states, width, states.shape().size(2)));
        second.check("text_embeds", conditioning.inputs().get("text_embeds"));
    }

    /** The words are called as Diffusers' tokenizer takes them, and as people of ComfyUI do. */
    @ParameterizedTest
    @CsvSource({"sd15-tiny, false", "sd15-tiny, true", "sd15-tiny.safetensors, false"})
    void words_that_were_learned_are_read_by_one_encoder(String form, boolean called) throws Exception {
        for (ComponentCase golden : ComponentCase.of(MODELS.resolve("sd15-tiny-embeddings"), "text_encoder")) {
            if (golden.attribute("base").equals("sd15-tiny")) {
                Conditioning conditioning = prompted(engine.models().open(form), golden, called);

                golden.check("last_hidden_state", conditioning.inputs().get("encoder_hidden_states"));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"sdxl-tiny, false", "sdxl-tiny, true", "sdxl-tiny.safetensors, true"})
    void words_that_were_learned_are_read_by_both_encoders(String form, boolean called) throws Exception {
        Path cases = MODELS.resolve("sd15-tiny-embeddings");
        ComponentCase second = ComponentCase.of(cases, "text_encoder_2").get(0);
        ComponentCase first = ComponentCase.of(cases, "text_encoder").stream()
                .filter(one -> one.attribute("base").equals("sdxl-tiny"))
                .findFirst()
                .orElseThrow();

        Conditioning conditioning = prompted(engine.models().open(form), first, called);

        Tensor states = conditioning.inputs().get("encoder_hidden_states");
        int width = first.output("hidden_states.2").shape().size(2);
        first.check("hidden_states.2", columns(states, 0, width));
        second.check("hidden_states.2", columns(states, width, states.shape().size(2)));
        second.check("text_embeds", conditioning.inputs().get("text_embeds"));
    }

    private Conditioning prompted(Model model, ComponentCase golden, boolean called) {
        String prompt = (String) golden.attribute("prompt");
        for (Object word : ((Map<?, ?>) golden.attribute("new_ids")).keySet()) {
            prompt = called ? prompt.replace((String) word, "embedding:" + word) : prompt;
        }
        Tokens tokens = NodeTester.of(new Tokenizer())
                .with("text", prompt)
                .with("vocabulary", model)
                .with("rule", called ? PromptRule.COMFYUI : PromptRule.PLAIN)
                .run()
                .tokens();
        return NodeTester.of(new TextEncoder())
                .with("tokens", tokens)
                .with("encoder", model)
                .calling(call)
                .run()
                .conditioning();
    }

    private LoadLora.Out adapted(Model model, List<Path> files, double strength) {
        LoadLora.Out parts = new LoadLora.Out(model, model);
        for (Path file : files) {
            parts = NodeTester.of(new LoadLora())
                    .with("unet", parts.unet())
                    .with("textEncoder", parts.textEncoder())
                    .with("file", file)
                    .with("strength", strength)
                    .with("textStrength", strength)
                    .calling(call)
                    .run();
        }
        assertThat(call.reports()).as("what of the files belongs to no layer").isEmpty();
        return parts;
    }

    private Conditioning encoded(Model model, ComponentCase golden) {
        List<Integer> ids = new ArrayList<>();
        for (float id : golden.input("input_ids").toArray()) {
            ids.add((int) id);
        }
        return NodeTester.of(new TextEncoder())
                .with("tokens", new Tokens("recorded", List.of(ids)))
                .with("encoder", model)
                .calling(call)
                .run()
                .conditioning();
    }

    private static Conditioning conditioning(ComponentCase golden) {
        Map<String, Tensor> inputs = new TreeMap<>(golden.inputs());
        inputs.keySet().removeAll(List.of("sample", "timestep"));
        return new Conditioning(inputs);
    }

    private static Step step(ComponentCase golden) {
        return new Step(golden.input("sample"), golden.input("timestep").at(0), 0.5, 0.5, 0, 4);
    }

    private static Tensor columns(Tensor states, int from, int to) {
        Shape shape = states.shape();
        int width = shape.size(2);
        float[] part = new float[shape.size(0) * shape.size(1) * (to - from)];
        for (int i = 0; i < part.length; i++) {
            part[i] = states.at(i / (to - from) * width + from + i % (to - from));
        }
        return Tensor.adopt(Shape.of(shape.size(0), shape.size(1), to - from), part);
    }
}
