package org.quarry.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.quarry.json.JsonException;
import org.quarry.json.JsonLimits;
import org.quarry.json.JsonReader;
import org.quarry.node.model.Model;
import org.quarry.node.model.ModelDescription;
import org.quarry.node.model.Models;
import org.quarry.node.model.Network;
import org.quarry.node.model.NetworkPort;
import org.quarry.tensor.Tensor;

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
                    .contains("text_encoder/model.onnx", "text_encoder_2/model.onnx", "vae_decoder/model.onnx");
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
        Path reference = ModelsOnDisk.goldens().resolve(name);
        Safetensors tensors = new Safetensors(reference.resolve("io.safetensors"));
        Map<?, ?> recorded = (Map<?, ?>) JsonReader.read(reference.resolve("io.json"), JsonLimits.DEFAULT)
                .root()
                .toJava();
        List<?> cases = (List<?>) recorded.get("cases");
        Model model = models.open(form);
        List<Map<?, ?>> known = cases.stream()
                .<Map<?, ?>>map(entry -> (Map<?, ?>) entry)
                .filter(entry -> model.description().components().contains(entry.get("component")))
                .toList();
        assertThat(known.stream().map(entry -> entry.get("component")).distinct())
                .hasSameSizeAs(model.description().components());
        return known.stream()
                .map(entry -> dynamicTest(
                        form + " " + entry.get("component") + " " + entry.get("case"),
                        () -> check(model, tensors, entry)));
    }

    private static void check(Model model, Safetensors tensors, Map<?, ?> entry) {
        Network network = model.network((String) entry.get("component"));
        Map<String, Tensor> inputs = new LinkedHashMap<>();
        ((Map<?, ?>) entry.get("inputs"))
                .forEach((input, tensor) -> inputs.put((String) input, tensors.tensor((String) tensor)));

        Map<String, Tensor> outputs = new LinkedHashMap<>(network.execute(inputs, List.of(), ModelsOnDisk.NEVER));

        double tolerance = ((Number) entry.get("tolerance")).doubleValue();
        Map<?, ?> expected = (Map<?, ?>) entry.get("outputs");
        assertThat(outputs).isNotEmpty();
        // The references skip one layer at most.
        outputs.keySet().removeIf(output -> output.startsWith("clip_skip_") && !expected.containsKey(output));
        outputs.forEach((output, tensor) -> {
            assertThat(expected.containsKey(output)).as(output).isTrue();
            Tensor reference = tensors.tensor((String) expected.get(output));
            assertThat(tensor.shape()).as(output).isEqualTo(reference.shape());
            assertThat(largestDifference(tensor, reference)).as(output).isLessThanOrEqualTo(tolerance);
        });
    }

    private static double largestDifference(Tensor a, Tensor b) {
        double largest = 0;
        for (int i = 0; i < a.shape().count(); i++) {
            largest = Math.max(largest, Math.abs(a.at(i) - b.at(i)));
        }
        return largest;
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
        assertThat(bare.missing())
                .contains(
                        "unet/model.onnx",
                        "text_encoder/model.onnx",
                        "vae_decoder/model.onnx",
                        "vae_encoder/model.onnx");
    }
}
