package org.quarry.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.quarry.architecture.Networks;
import org.quarry.architecture.Settings;
import org.quarry.architecture.checkpoint.CheckpointException;
import org.quarry.architecture.checkpoint.WeightFolder;
import org.quarry.architecture.checkpoint.Weights;
import org.quarry.json.Json;
import org.quarry.json.JsonException;
import org.quarry.json.JsonLimits;
import org.quarry.json.JsonReader;
import org.quarry.node.model.ModelDescription;
import org.quarry.node.model.ModelException;

/**
 * Thousands of damaged files are read or refused with a sentence; {@code -Dquarry.fuzz=100000} damages as many of each kind, for which
 * 256 MB of memory are enough.
 */
class DamagedFilesTest {
    @TempDir
    Path folder;

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void networks_of_onnx() throws IOException {
        byte[] good = new OnnxWriter()
                .input("latent_sample", OnnxWriter.FLOAT, "batch", 4, "height", "width")
                .weights("a", OnnxWriter.FLOAT16, new byte[60], 30)
                .weightsElsewhere("b", OnnxWriter.FLOAT16, "model.onnx_data", 1000, 500)
                .node("Identity", "y", "latent_sample")
                .output("y", OnnxWriter.FLOAT, "batch", 4, "height", "width")
                .toBytes();
        Damage damage = new Damage(3);
        Path file = folder.resolve("damaged.onnx");
        int refused = 0;
        for (int i = 0; i < Damage.FILES; i++) {
            Files.write(file, damage.bytes(good));
            try {
                assertThat(OnnxFile.read(file).weights()).isNotNull();
            } catch (IOException e) {
                assertThat(e).hasMessageContaining("damaged.onnx");
                refused++;
            }
        }
        assertThat(refused).isBetween(Damage.FILES / 4, Damage.FILES - 1);
    }

    /** Whatever its small files hold, a folder is described: what is broken is listed as missing. */
    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void small_files_of_a_model_folder() throws IOException {
        Path copy = smallFiles(ModelsOnDisk.goldens().resolve("sd15-tiny"), folder.resolve("damaged"));
        List<Path> files;
        try (Stream<Path> all = Files.walk(copy)) {
            files = all.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
        Damage damage = new Damage(4);
        ModelFolder model = new ModelFolder("damaged", copy);
        for (int i = 0; i < Damage.FILES; i++) {
            Path file = damage.one(files);
            byte[] good = Files.readAllBytes(file);
            Files.write(file, damage.bytes(good));
            try {
                ModelDescription description = new Describer(model, FolderState.of(model)).describe();
                assertThat(description.missing())
                        .allSatisfy(missing -> assertThat(missing).isNotBlank());
                model.json(copy.relativize(file).toString().replace('\\', '/'));
            } catch (ModelException e) {
                assertThat(e).hasMessageContaining(file.getFileName().toString());
            }
            Files.write(file, good);
        }
    }

    /** Without the weights and the long vocabularies, which other tests damage. */
    private static Path smallFiles(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                if (Files.size(file) < 4096) {
                    Files.createDirectories(copy.getParent());
                    Files.copy(file, copy);
                }
            }
        }
        return to;
    }

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void indexes_of_shards() throws IOException {
        Path shards = ModelsOnDisk.copy(
                ModelsOnDisk.goldens().resolve("flux-schnell-tiny/transformer"), folder.resolve("transformer"));
        Path index = shards.resolve("diffusion_pytorch_model.safetensors.index.json");
        byte[] good = Files.readAllBytes(index);
        Damage damage = new Damage(5);
        int refused = 0;
        for (int i = 0; i < Damage.FILES; i++) {
            Files.write(index, damage.bytes(good));
            try {
                assertThat(WeightFolder.read("damaged", shards).tensors()).isNotEmpty();
            } catch (CheckpointException e) {
                assertThat(e).hasMessageContaining("transformer");
                refused++;
            }
        }
        assertThat(refused).isPositive();
    }

    /** Settings that do not belong to the weights are refused before a graph of them is computed. */
    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void settings_of_networks() throws IOException, JsonException {
        Map<String, Weights> networks = new TreeMap<>();
        Map<String, Map<String, Object>> settings = new LinkedHashMap<>();
        for (String network : List.of(
                "sd15-tiny/unet",
                "sd15-tiny/text_encoder",
                "sd15-tiny/vae",
                "sdxl-tiny/unet",
                "flux-tiny/transformer",
                "flux-tiny/text_encoder_2",
                "controlnet-tiny")) {
            Path place = ModelsOnDisk.goldens().resolve(network);
            networks.put(network, WeightFolder.read(network, place));
            settings.put(network, json(place.resolve("config.json")));
        }
        Damage damage = new Damage(6);
        int refused = 0;
        for (int i = 0; i < Damage.FILES; i++) {
            String network = damage.one(List.copyOf(networks.keySet()));
            Map<String, Object> damaged = damage.settings(settings.get(network));
            try {
                String component = network.substring(network.indexOf('/') + 1);
                String written = component.equals("vae") ? "vae_decoder" : component.replace("-tiny", "");
                Networks.write(
                        written,
                        new Settings("damaged", damaged),
                        networks.get(network),
                        org.quarry.architecture.graph.Precision.FLOAT32);
            } catch (CheckpointException e) {
                assertThat(e).hasMessageMatching("(?s).*(damaged|" + network + ").*");
                refused++;
            } catch (RuntimeException | StackOverflowError e) {
                fail(network + " with " + damaged, e);
            }
        }
        assertThat(refused).isBetween(Damage.FILES / 20, Damage.FILES - 1);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> json(Path file) throws IOException, JsonException {
        Map<String, Object> settings = new LinkedHashMap<>(
                (Map<String, Object>) ((Json.Members) JsonReader.readValue(file, JsonLimits.DEFAULT)).toJava());
        settings.values().removeIf(java.util.Objects::isNull);
        return settings;
    }
}
