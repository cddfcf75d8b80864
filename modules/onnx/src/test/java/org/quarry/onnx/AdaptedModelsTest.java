package org.quarry.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quarry.json.JsonException;
import org.quarry.json.JsonLimits;
import org.quarry.json.JsonReader;
import org.quarry.node.model.AdaptedModel;
import org.quarry.node.model.Adapter;
import org.quarry.node.model.LearnedWord;
import org.quarry.node.model.Model;
import org.quarry.node.model.ModelException;
import org.quarry.node.model.ModelRequest;
import org.quarry.node.model.Models;
import org.quarry.node.model.Network;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

/** LoRAs, words of textual inversion and ControlNets on small models, by what PyTorch computes with them. */
class AdaptedModelsTest {
    private static final Path GOLDENS = ModelsOnDisk.GOLDENS;
    private static final Path LORA = GOLDENS.resolve("sd15-tiny-lora/kohya.safetensors");
    private static final Path CONTROL = GOLDENS.resolve("controlnet-tiny/diffusion_pytorch_model.safetensors");

    private final OnnxModels models = ModelsOnDisk.openHere(ModelsOnDisk.options(ModelsOnDisk.goldens()));

    @AfterEach
    void close() {
        models.close();
    }

    private static Map<String, Tensor> ofCase(String kind, int index) throws IOException, JsonException {
        Path folder = GOLDENS.resolve("sd15-tiny-lora");
        Map<?, ?> recorded = (Map<?, ?>) JsonReader.read(folder.resolve("io.json"), JsonLimits.DEFAULT)
                .root()
                .toJava();
        Map<?, ?> one = (Map<?, ?>) ((List<?>) recorded.get("cases")).get(index);
        Safetensors tensors = new Safetensors(folder.resolve("io.safetensors"));
        Map<String, Tensor> named = new LinkedHashMap<>();
        ((Map<?, ?>) one.get(kind))
                .forEach((name, tensor) -> named.put((String) name, tensors.tensor((String) tensor)));
        return named;
    }

    private static Tensor prediction(Model model) throws IOException, JsonException {
        return model.network("unet")
                .execute(ofCase("inputs", 0), List.of(), ModelsOnDisk.NEVER)
                .get("out_sample");
    }

    private static double distance(Tensor a, Tensor b) {
        double largest = 0;
        for (int i = 0; i < a.shape().count(); i++) {
            largest = Math.max(largest, Math.abs(a.at(i) - b.at(i)));
        }
        return largest;
    }

    @Test
    void a_lora_changes_the_prediction_as_pytorch_merges_it() throws IOException, JsonException {
        AdaptedModel adapted = models.open("sd15-tiny").adapted(new Adapter(LORA, 0.8, 0.8));

        assertThat(adapted.unmatched()).isEmpty();
        assertThat(distance(prediction(adapted.model()), ofCase("outputs", 0).get("out_sample")))
                .isLessThan(2e-5);
    }

    @Test
    void another_strength_is_another_run_of_the_same_session() throws IOException, JsonException {
        Model base = models.open("sd15-tiny");

        Tensor full = prediction(base.adapted(new Adapter(LORA, 0.8, 1)).model());
        Tensor none = prediction(base.adapted(new Adapter(LORA, 0, 1)).model());

        assertThat(models.loaded()).containsExactly("sd15-tiny/unet");
        assertThat(distance(none, prediction(base))).isLessThan(2e-5);
        assertThat(distance(none, full)).isGreaterThan(0.01);
        assertThat(models.loaded()).containsExactly("sd15-tiny/unet", "sd15-tiny/unet");
    }

    @Test
    void a_lora_changes_a_network_that_is_loaded_in_parts_alike() throws IOException, JsonException {
        try (OnnxModels divided = ModelsOnDisk.openHere(ModelsOnDisk.options(GOLDENS), new Dividing(0, 0))) {
            Model base = divided.open("sd15-tiny");

            Tensor changed =
                    prediction(base.adapted(new Adapter(LORA, 0.8, 0.8)).model());
            Tensor none = prediction(base.adapted(new Adapter(LORA, 0, 1)).model());

            assertThat(distance(changed, ofCase("outputs", 0).get("out_sample")))
                    .isLessThan(2e-5);
            assertThat(distance(none, prediction(base))).isLessThan(2e-5);
        }
    }

    @Test
    void several_add_up_whatever_their_order() throws IOException, JsonException {
        Model base = models.open("sd15-tiny");
        Adapter half = new Adapter(LORA, 0.4, 1);
        Path other = LORA.resolveSibling("pytorch_lora_weights.safetensors");

        Model both =
                base.adapted(half).model().adapted(new Adapter(other, 0.4, 1)).model();

        assertThat(distance(prediction(both), ofCase("outputs", 0).get("out_sample")))
                .isLessThan(2e-5);
    }

    @Test
    void a_model_with_parts_of_others_takes_them_too() throws IOException, JsonException {
        Model composed =
                models.open(new ModelRequest("sd15-tiny", List.of("sdxl-tiny"), "", ModelRequest.Precision.AUTO));

        Model adapted = composed.adapted(new Adapter(LORA, 0.8, 0.8)).model();

        assertThat(distance(prediction(adapted), ofCase("outputs", 0).get("out_sample")))
                .isLessThan(2e-5);
        assertThat(adapted.network("text_encoder").input("adapter_strength.0")).isEmpty();
        assertThat(adapted.network("text_encoder")).isNotEqualTo(composed.network("text_encoder"));
    }

    @Test
    void networks_of_equal_strengths_are_equal_and_share_a_batch() {
        Model base = models.open("sd15-tiny");
        Network network = base.adapted(new Adapter(LORA, 0.8, 1)).model().network("unet");

        assertThat(base.adapted(new Adapter(LORA, 0.8, 0)).model().network("unet"))
                .isEqualTo(network);
        assertThat(base.adapted(new Adapter(LORA, 0.7, 1)).model().network("unet"))
                .isNotEqualTo(network);
    }

    @Test
    void a_lora_of_another_family_and_a_model_that_cannot_take_one_are_refused_with_the_reason() {
        assertThatThrownBy(() -> models.open("sdxl-tiny").adapted(new Adapter(LORA, 1, 1)))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("is a LoRA for another family of models than sdxl-tiny")
                .hasMessageContaining("it says that it was trained for sd_v1");
        assertThatThrownBy(() -> models.open("sd15-tiny-onnx").adapted(new Adapter(LORA, 1, 1)))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("is a finished ONNX network")
                .hasMessageContaining(".safetensors form");
        assertThatThrownBy(() -> models.open("sd15-tiny").adapted(new Adapter(CONTROL, 1, 1)))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("is no LoRA");
    }

    @Test
    void words_are_found_by_the_names_of_their_files_and_by_their_own(@TempDir Path folder) throws IOException {
        Models here = withWords(folder);
        Model model = here.open("sd15-tiny");

        assertThat(model.learnedWords()).containsExactly("<tiny-object>", "learned_embeds", "tiny-style", "tiny-xl");
        LearnedWord object = model.learnedWord("<tiny-object>").orElseThrow();
        assertThat(object.firstId()).isEqualTo(1024);
        assertThat(object.vectors().get("text_encoder").shape()).isEqualTo(Shape.of(1, 32));
        assertThat(model.learnedWord("learned_embeds").orElseThrow().vectors()).isEqualTo(object.vectors());
        assertThat(model.learnedWord("tiny-style").orElseThrow().tokens()).isEqualTo(3);
        assertThat(model.learnedWord("nothing")).isEmpty();
        assertThat(here.open("sdxl-tiny")
                        .learnedWord("tiny-xl")
                        .orElseThrow()
                        .vectors()
                        .get("text_encoder_2")
                        .shape())
                .isEqualTo(Shape.of(2, 48));
        here.close();
    }

    @Test
    void words_for_another_family_are_refused_with_the_reason(@TempDir Path folder) throws IOException {
        Models here = withWords(folder);
        assertThatThrownBy(() -> here.open("sdxl-tiny").learnedWord("tiny-style"))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("tiny-style.safetensors")
                .hasMessageContaining("it has vectors for one text encoder and none for the text_encoder");
        assertThatThrownBy(() -> here.open("flux-tiny").learnedWord("tiny-style"))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("its vectors have 32 numbers, those of the text_encoder of 'flux-tiny' 24");
        here.close();
    }

    @Test
    void a_new_word_changes_what_surrounds_the_models(@TempDir Path folder) throws IOException {
        Models here = withWords(folder);
        String before = here.surroundings();
        Path words = folder.resolve("embeddings");

        Files.copy(words.resolve("tiny-style.safetensors"), words.resolve("another.safetensors"));

        assertThat(here.surroundings()).isNotEqualTo(before);
        here.close();
    }

    private static Models withWords(Path folder) throws IOException {
        ModelsOnDisk.copy(GOLDENS.resolve("sd15-tiny"), folder.resolve("sd15-tiny"));
        ModelsOnDisk.copy(GOLDENS.resolve("sdxl-tiny"), folder.resolve("sdxl-tiny"));
        ModelsOnDisk.copy(GOLDENS.resolve("flux-tiny"), folder.resolve("flux-tiny"));
        Files.createDirectories(folder.resolve("embeddings"));
        for (String word : List.of("learned_embeds", "tiny-style", "tiny-xl")) {
            Path file = Path.of(word + ".safetensors");
            Files.copy(
                    GOLDENS.resolve("sd15-tiny-embeddings").resolve(file),
                    folder.resolve("embeddings").resolve(file));
        }
        return ModelsOnDisk.open(folder);
    }

    @Test
    void a_control_net_gives_a_residual_for_each_skip_connection_and_the_middle() {
        Network control = models.open("sd15-tiny").controlNet(CONTROL);

        assertThat(control.outputs()).hasSize(13);
        assertThat(control.input("controlnet_cond").orElseThrow().axes()).containsExactly(-1, 3, -1, -1);
    }

    @Test
    void a_control_net_of_another_family_and_what_is_none_are_refused_with_the_reason() {
        assertThatThrownBy(() -> models.open("sdxl-tiny").controlNet(CONTROL))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("is a ControlNet for another family of models than sdxl-tiny");
        assertThatThrownBy(() -> models.open("sd15-tiny").controlNet(LORA))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("is no ControlNet");
        assertThatThrownBy(() -> models.open("sd15-tiny-onnx").controlNet(CONTROL))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("is a finished one of ONNX");
    }
}
