package org.quarry.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.quarry.json.JsonException;
import org.quarry.node.model.Model;
import org.quarry.node.model.ModelRequest;
import org.quarry.node.model.ModelRequest.Precision;
import org.quarry.node.model.Models;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

/** What networks compute in that come as weights. The bound is that of the references' notes on other precisions. */
class PrecisionOptionTest {
    private static final double HALF_BOUND = 1e-2;

    @TempDir
    Path folder;

    private static Model open(Models models, String name, Precision precision) {
        return models.open(new ModelRequest(name, List.of(), "", precision));
    }

    @TestFactory
    Stream<DynamicTest> in_16_bits_every_network_is_within_a_hundredth_of_its_largest_value() {
        Path goldens = ModelsOnDisk.goldens();
        return Stream.of(
                        "sd15-tiny text_encoder unet vae_encoder vae_decoder",
                        "sdxl-tiny text_encoder_2 unet vae_decoder")
                .map(line -> line.split(" "))
                .flatMap(words -> Stream.of(words)
                        .skip(1)
                        .map(component -> DynamicTest.dynamicTest(
                                words[0] + " " + component, () -> halves(goldens, words[0], component))));
    }

    private static void halves(Path goldens, String name, String component) throws IOException, JsonException {
        try (Models models = ModelsOnDisk.open(goldens)) {
            Model model = open(models, name, Precision.FP16);
            assertThat(RecordedCases.relative(model, component, goldens.resolve(name)))
                    .isNotEmpty()
                    .allSatisfy(difference -> assertThat(difference).isLessThan(HALF_BOUND));
        }
    }

    @Test
    void sixteen_bits_are_really_computed_in_and_auto_takes_32_on_the_processor() throws IOException, JsonException {
        Path goldens = ModelsOnDisk.goldens();
        try (Models models = ModelsOnDisk.open(goldens)) {
            Path reference = goldens.resolve("sd15-tiny");
            double halves = largest(open(models, "sd15-tiny", Precision.FP16), reference);
            double auto = largest(open(models, "sd15-tiny", Precision.AUTO), reference);

            assertThat(halves).isBetween(1e-4, HALF_BOUND);
            assertThat(auto).isLessThan(1e-5);
        }
    }

    private static double largest(Model model, Path reference) throws IOException, JsonException {
        return RecordedCases.relative(model, "unet", reference).stream()
                .mapToDouble(difference -> difference)
                .max()
                .orElseThrow();
    }

    @Test
    void weights_of_16_bits_run_in_these_where_the_device_gains_and_those_of_32_do_not() {
        Path painter = ModelsOnDisk.goldens().resolve("sdxl-tiny/sdxl-tiny.safetensors");
        WrittenNetworks half = new WrittenNetworks(new ModelFolder("half", painter.getParent(), List.of(painter)));
        WrittenNetworks whole = new WrittenNetworks(new ModelFolder("whole", painter.getParent()));
        var narrow = org.quarry.architecture.graph.Precision.FLOAT16;
        var wide = org.quarry.architecture.graph.Precision.FLOAT32;

        assertThat(half.precision("unet", Precision.AUTO, Device.CUDA)).isEqualTo(narrow);
        assertThat(half.precision("unet", Precision.AUTO, Device.CPU)).isEqualTo(wide);
        assertThat(half.precision("unet", Precision.FP32, Device.CUDA)).isEqualTo(wide);
        assertThat(whole.precision("unet", Precision.AUTO, Device.CUDA)).isEqualTo(wide);
        assertThat(whole.precision("unet", Precision.FP16, Device.CPU)).isEqualTo(narrow);
    }

    /** As Stable Diffusion XL's does: {@code force_upcast} in its settings. */
    @Test
    void an_autoencoder_that_overflows_in_16_bits_stays_in_32() {
        Path flux = ModelsOnDisk.goldens().resolve("flux-tiny");
        WrittenNetworks networks = new WrittenNetworks(new ModelFolder("flux", flux));
        assertThat(new ModelFolder("flux", flux).config("vae")).containsEntry("force_upcast", true);

        assertThat(networks.precision("vae_decoder", Precision.FP16, Device.CUDA))
                .isEqualTo(org.quarry.architecture.graph.Precision.FLOAT32);
    }

    @Test
    void halves_take_half_the_memory_of_the_budget() {
        Path painter = ModelsOnDisk.goldens().resolve("sd15-tiny");
        WrittenNetworks networks = new WrittenNetworks(new ModelFolder("painter", painter));
        long wide = WrittenNetworks.memory(networks.weights("unet"), org.quarry.architecture.graph.Precision.FLOAT32);

        assertThat(WrittenNetworks.memory(networks.weights("unet"), org.quarry.architecture.graph.Precision.FLOAT16))
                .isEqualTo(wide / 2);
    }

    /** 4 bits of exponent, 3 of fraction: sign, exponent and fraction as Micikevicius et al. (2022), table 1, have them. */
    private static float fromEight(int bits) {
        int exponent = bits >> 3 & 15;
        int fraction = bits & 7;
        float size = exponent == 0 ? Math.scalb(fraction / 8f, -6) : Math.scalb(1 + fraction / 8f, exponent - 7);
        return (bits & 128) == 0 ? size : -size;
    }

    private static int toEight(float value) {
        int best = 0;
        for (int bits = 0; bits < 256; bits++) {
            if ((bits & 127) != 127 && Math.abs(fromEight(bits) - value) < Math.abs(fromEight(best) - value)) {
                best = bits;
            }
        }
        return best;
    }

    @Test
    void weights_of_8_bits_compute_like_the_same_numbers_in_32() throws IOException {
        Path encoder = ModelsOnDisk.goldens().resolve("sd15-tiny/text_encoder");
        List<Map.Entry<String, Tensor>> tensors = new ArrayList<>();
        var stored = org.quarry.architecture.checkpoint.Safetensors.read(encoder.resolve("model.safetensors"));
        for (var tensor : stored.tensors().values()) {
            tensors.add(Map.entry(tensor.name(), floats(tensor)));
        }
        write(folder.resolve("eight.safetensors"), tensors, true);
        write(folder.resolve("wide.safetensors"), tensors, false);
        for (String name : List.of("eight", "wide")) {
            Path settings = Files.createDirectories(folder.resolve(name + "/text_encoder"));
            Files.copy(encoder.resolve("config.json"), settings.resolve("config.json"));
        }
        try (Models models = ModelsOnDisk.open(folder)) {
            assertThat(models.describe("eight.safetensors").orElseThrow().precision())
                    .isEqualTo("float8_e4m3");
            Tensor ids = Tensor.filled(Shape.of(1, 5), 7);

            Tensor eight = hidden(models, "eight.safetensors", ids);
            Tensor wide = hidden(models, "wide.safetensors", ids);

            for (int i = 0; i < wide.shape().count(); i++) {
                assertThat(eight.at(i)).isEqualTo(wide.at(i), org.assertj.core.api.Assertions.within(1e-5f));
            }
        }
    }

    private static Tensor hidden(Models models, String name, Tensor ids) {
        return models.open(name)
                .network("text_encoder")
                .execute(Map.of("input_ids", ids), List.of("last_hidden_state"), ModelsOnDisk.NEVER)
                .get("last_hidden_state");
    }

    /** Layers with scales of their own would compute wrong numbers without them. */
    @Test
    void weights_of_8_bits_with_scales_are_refused() throws IOException {
        Path file = folder.resolve("scaled.safetensors");
        write(
                file,
                List.of(
                        Map.entry("text_model.final_layer_norm.weight", Tensor.filled(Shape.of(8), 1)),
                        Map.entry("text_model.encoder.layers.0.mlp.fc1.scale_weight", Tensor.filled(Shape.of(1), 2))),
                true);
        var tensors = org.quarry.architecture.checkpoint.Safetensors.read(file).tensors();

        assertThatThrownBy(() -> org.quarry.architecture.naming.Components.of("scaled", tensors))
                .hasMessageContaining("scale_weight")
                .hasMessageContaining("16 bits");
    }

    private static Tensor floats(org.quarry.architecture.checkpoint.StoredTensor tensor) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(tensor.file())).order(ByteOrder.LITTLE_ENDIAN);
        float[] values = new float[(int) tensor.elements()];
        for (int i = 0; i < values.length; i++) {
            values[i] = bytes.getFloat((int) tensor.offset() + 4 * i);
        }
        return Tensor.adopt(
                Shape.of(tensor.axes().stream().mapToInt(Long::intValue).toArray()), values);
    }

    /** The numbers that 8 bits hold, in 8 bits or in 32. */
    private static void write(Path file, List<Map.Entry<String, Tensor>> tensors, boolean eight) throws IOException {
        List<String> entries = new ArrayList<>();
        int end = 0;
        int bytes = eight ? 1 : 4;
        for (Map.Entry<String, Tensor> tensor : tensors) {
            int start = end;
            end += tensor.getValue().shape().count() * bytes;
            entries.add("\"%s\":{\"dtype\":\"%s\",\"shape\":%s,\"data_offsets\":[%d,%d]}"
                    .formatted(
                            tensor.getKey(),
                            eight ? "F8_E4M3" : "F32",
                            tensor.getValue().shape(),
                            start,
                            end));
        }
        byte[] header = ("{" + String.join(",", entries) + "}").getBytes(StandardCharsets.UTF_8);
        ByteBuffer content = ByteBuffer.allocate(8 + header.length + end).order(ByteOrder.LITTLE_ENDIAN);
        content.putLong(header.length).put(header);
        for (Map.Entry<String, Tensor> tensor : tensors) {
            for (float value : tensor.getValue().toArray()) {
                int rounded = toEight(value);
                if (eight) {
                    content.put((byte) rounded);
                } else {
                    content.putFloat(fromEight(rounded));
                }
            }
        }
        Files.write(file, content.array());
    }
}
