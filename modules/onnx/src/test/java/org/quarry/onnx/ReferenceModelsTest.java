package org.quarry.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.quarry.json.JsonException;
import org.quarry.node.model.Model;
import org.quarry.node.model.ModelDescription;
import org.quarry.node.model.Models;
import org.quarry.node.model.NetworkPort;

/** Small models of random weights in the layout of real exports, with what PyTorch computes; their README says how made. */
class ReferenceModelsTest {
    private final Models models = ModelsOnDisk.open(ModelsOnDisk.goldens());

    @AfterEach
    void close() {
        models.close();
    }

    @TestFactory
    Stream<DynamicTest> every_component_of_stable_diffusion_computes_what_pytorch_does()
            throws IOException, JsonException {
        return cases("sd15-tiny", "sd15-tiny-onnx");
    }

    @TestFactory
    Stream<DynamicTest> every_component_of_sdxl_computes_what_pytorch_does() throws IOException, JsonException {
        return cases("sdxl-tiny", "sdxl-tiny-onnx");
    }

    /** The forms that people download: weights alone, for which the graphs are written here. */
    @TestFactory
    Stream<DynamicTest> every_component_of_a_folder_of_weights_computes_what_pytorch_does()
            throws IOException, JsonException {
        return Stream.of(
                        cases("sd15-tiny", "sd15-tiny"),
                        cases("sdxl-tiny", "sdxl-tiny"),
                        cases("flux-tiny", "flux-tiny"))
                .flatMap(cases -> cases);
    }

    /** As large ones are on a processor. The smallest memory means as many parts as there ever are. */
    @TestFactory
    Stream<DynamicTest> every_component_that_is_loaded_in_parts_computes_what_pytorch_does()
            throws IOException, JsonException {
        Models divided = ModelsOnDisk.openHere(ModelsOnDisk.options(ModelsOnDisk.goldens()), new Dividing(0, 0));
        List<DynamicTest> cases = new ArrayList<>();
        for (String model : List.of("sd15-tiny", "sdxl-tiny", "flux-tiny")) {
            RecordedCases.of(
                            model + " in parts",
                            divided.open(model),
                            ModelsOnDisk.goldens().resolve(model))
                    .forEach(cases::add);
        }
        return cases.stream().onClose(divided::close);
    }

    @Test
    void a_single_file_is_a_model_with_the_settings_of_its_family(@TempDir Path temporary) throws IOException {
        Files.copy(
                ModelsOnDisk.goldens().resolve("sdxl-tiny/sdxl-tiny.safetensors"),
                temporary.resolve("painter.safetensors"));
        Files.copy(
                ModelsOnDisk.goldens().resolve("sd15-tiny-lora/kohya.safetensors"),
                temporary.resolve("lora.safetensors"));
        Files.copy(
                ModelsOnDisk.goldens().resolve("flux-tiny/flux-tiny.safetensors"),
                temporary.resolve("flux.safetensors"));
        try (Models here = ModelsOnDisk.open(temporary)) {
            assertThat(here.list())
                    .extracting(ModelDescription::name)
                    .containsExactly("flux.safetensors", "painter.safetensors");

            assertThat(here.describe("flux.safetensors").orElseThrow().sizes()).containsEntry("guidance", 1);
            ModelDescription painter = here.describe("painter.safetensors").orElseThrow();
            assertThat(painter.family()).isEqualTo("sdxl");
            assertThat(painter.folder()).isEqualTo(temporary.resolve("painter.safetensors"));
            assertThat(painter.components())
                    .containsExactly("text_encoder", "text_encoder_2", "unet", "vae_decoder", "vae_encoder");
            assertThat(painter.missing()).isEmpty();
            assertThat(painter.precision()).isEqualTo("float16");
            Model opened = here.open("painter.safetensors");
            assertThat(opened.config("scheduler")).containsEntry("_class_name", "EulerDiscreteScheduler");
            assertThat(opened.config("vae_decoder")).containsEntry("scaling_factor", 0.13025);
            assertThat(opened.json("tokenizer/vocab.json"))
                    .containsEntry("<|endoftext|>", 49407L)
                    .hasSize(49408);

            assertThat(here.describe("flux.safetensors").orElseThrow().missing())
                    .containsExactly("text_encoder", "text_encoder_2", "tokenizer_2/tokenizer.json", "vae");
        }
    }

    @Test
    void a_folder_of_weights_is_described_like_one_of_networks() {
        ModelDescription weights = models.describe("sd15-tiny").orElseThrow();
        ModelDescription networks = models.describe("sd15-tiny-onnx").orElseThrow();
        assertThat(weights.components()).isEqualTo(networks.components());
        assertThat(weights.missing()).isEmpty();
        assertThat(weights.precision()).isEqualTo("float32");
        assertThat(weights.sizes()).isEqualTo(networks.sizes());
        assertThat(models.describe("flux-tiny").orElseThrow().components())
                .containsExactly("text_encoder", "text_encoder_2", "transformer", "vae_decoder", "vae_encoder");
    }

    private Stream<DynamicTest> cases(String name, String form) throws IOException, JsonException {
        return RecordedCases.of(form, models.open(form), ModelsOnDisk.goldens().resolve(name));
    }

    @Test
    void timesteps_keep_the_type_and_rank_of_each_export() {
        NetworkPort list =
                models.open("sd15-tiny-onnx").network("unet").input("timestep").orElseThrow();
        NetworkPort scalar =
                models.open("sdxl-tiny-onnx").network("unet").input("timestep").orElseThrow();

        assertThat(list).hasToString("timestep int64 [?]");
        assertThat(scalar).hasToString("timestep float32 []");
    }

    @Test
    void settings_tell_the_families_and_sizes() {
        ModelDescription stable = models.describe("sd15-tiny-onnx").orElseThrow();
        ModelDescription large = models.describe("sdxl-tiny-onnx").orElseThrow();

        assertThat(stable.family()).isEqualTo("sd-32");
        assertThat(stable.sizes())
                .isEqualTo(Map.of("channels", 4, "factor", 8, "textWidth", 32, "textLength", 77, "side", 128));
        assertThat(stable.precision()).isEqualTo("float32");
        assertThat(large.family()).isEqualTo("sdxl");
        assertThat(large.components())
                .containsExactly("text_encoder", "text_encoder_2", "unet", "vae_decoder", "vae_encoder");
        assertThat(Stream.of(stable, large))
                .allSatisfy(model -> assertThat(model.missing()).isEmpty());
    }

    /** FLUX.1-dev is told a guidance scale. */
    @Test
    void a_network_that_is_told_a_scale_has_a_size_for_it() {
        assertThat(models.describe("flux-tiny").orElseThrow().sizes()).containsEntry("guidance", 1);
        assertThat(models.describe("sdxl-tiny").orElseThrow().sizes()).doesNotContainKey("guidance");
    }

    @Test
    void a_folder_without_weights_is_found_and_says_what_it_lacks(@TempDir Path temporary) throws IOException {
        Path copy = ModelsOnDisk.copy(ModelsOnDisk.goldens().resolve("sd15-tiny"), temporary.resolve("bare"));
        try (Stream<Path> files = Files.walk(copy)) {
            for (Path file : files.filter(file -> file.toString().endsWith(".safetensors"))
                    .toList()) {
                Files.delete(file);
            }
        }
        Models here = ModelsOnDisk.open(temporary);
        ModelDescription bare = here.describe("bare").orElseThrow();
        here.close();

        assertThat(bare.components()).isEmpty();
        assertThat(bare.missing()).contains("unet/*.safetensors", "text_encoder/*.safetensors", "vae/*.safetensors");
    }
}
