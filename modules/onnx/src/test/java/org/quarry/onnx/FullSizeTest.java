package org.quarry.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quarry.architecture.Blueprint;
import org.quarry.architecture.checkpoint.Safetensors;
import org.quarry.json.Json;
import org.quarry.json.JsonException;
import org.quarry.json.JsonLimits;
import org.quarry.json.JsonReader;

/**
 * Checkpoints of the size that people have, made up: {@code -Dquarry.fullsize=sd15} or {@code sdxl} measures loading, memory and steps
 * against a bare session of the same network as an exported file. It takes 12 or 18 GB of disk, up to 14 GB of memory, and minutes.
 * The same with the smallest of models runs always.
 */
class FullSizeTest {
    @TempDir
    Path folder;

    /**
     * In milliseconds and bytes.
     *
     * @param weights of the UNet in memory
     * @param work the processors' time of a step, which other work on the machine changes less than the clock's
     */
    private record Measured(long weights, long load, long step, long work, long loaded, long highest, double sum) {
        /** @param printed of which the last line counts: before it the virtual machine may warn */
        static Measured of(String printed, long weights) {
            String line = printed.strip().substring(printed.strip().lastIndexOf('\n') + 1);
            List<Double> numbers =
                    Arrays.stream(line.split(" ")).map(Double::parseDouble).toList();
            return new Measured(
                    weights,
                    numbers.get(0).longValue(),
                    numbers.get(1).longValue(),
                    numbers.get(2).longValue(),
                    numbers.get(3).longValue() << 10,
                    numbers.get(4).longValue() << 10,
                    numbers.get(5));
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "loaded in %.1f s, step %.2f s (%.2f s of processors), memory %.2f GB when loaded and %.2f GB at"
                            + " most, weights %.2f GB",
                    load / 1e3,
                    step / 1e3,
                    work / 1e3,
                    loaded / 1e9,
                    highest / 1e9,
                    weights / 1e9);
        }
    }

    @Test
    void a_made_up_checkpoint_of_the_smallest_model_computes_like_its_exported_network() throws Exception {
        Path small = ModelsOnDisk.goldens().resolve("sd15-tiny/sd15-tiny.safetensors");
        Map<String, List<Long>> shapes = new LinkedHashMap<>();
        Safetensors.read(small).tensors().forEach((name, tensor) -> shapes.put(name, tensor.axes()));
        new MadeUpCheckpoint(true).write(folder.resolve("made-up.safetensors"), shapes);
        new MadeUpCheckpoint(false).write(folder.resolve("exported.safetensors"), shapes);
        Path settings = Files.createDirectories(folder.resolve("made-up/unet")).resolve("config.json");
        Files.copy(ModelsOnDisk.goldens().resolve("sd15-tiny/unet/config.json"), settings);
        Export exported = export(folder.resolve("exported.safetensors"), settings);

        Pace pace = new Pace(32, 1, 16, 2);
        Measured own = measure("quarry", folder, "made-up.safetensors", pace, 1);
        Measured bare = measure("bare", exported.graph(), exported.weights(), pace, 1);

        assertThat(own.sum()).isFinite().isNotZero();
        assertThat(Math.abs(own.sum() - bare.sum())).isLessThan(1e-4 * Math.max(1, Math.abs(bare.sum())));
    }

    @Test
    void stable_diffusion_15_of_full_size() throws Exception {
        assumeTrue("sd15".equals(System.getProperty("quarry.fullsize")), "takes minutes: -Dquarry.fullsize=sd15");
        compare("sd15", List.of(new Pace(768, 1, 64, 3), new Pace(768, 2, 64, 3)));
    }

    @Test
    void stable_diffusion_xl_of_full_size() throws Exception {
        assumeTrue("sdxl".equals(System.getProperty("quarry.fullsize")), "takes minutes: -Dquarry.fullsize=sdxl");
        compare("sdxl", List.of(new Pace(2048, 1, 128, 2)));
    }

    /** How a UNet is run. */
    private record Pace(int textWidth, int batch, int side, int steps) {}

    private void compare(String model, List<Pace> runs) throws Exception {
        Map<String, List<Long>> shapes = listed(model);
        new MadeUpCheckpoint(true).write(folder.resolve("made-up.safetensors"), shapes);
        String unet = "model.diffusion_model.";
        new MadeUpCheckpoint(false)
                .write(
                        folder.resolve("exported.safetensors"),
                        shapes.entrySet().stream()
                                .filter(tensor -> tensor.getKey().startsWith(unet))
                                .collect(Collectors.toMap(
                                        Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, LinkedHashMap::new)));
        Export exported = export(folder.resolve("exported.safetensors"), folder.resolve("none"));
        long weights = Files.size(folder.resolve("exported.safetensors"));
        Path own = Files.createDirectory(folder.resolve("own"));
        Files.move(folder.resolve("made-up.safetensors"), own.resolve("made-up.safetensors"));
        for (Pace run : runs) {
            Measured bare = measure("bare", exported.graph(), exported.weights(), run, weights);
            Measured ours = measure("quarry", own, "made-up.safetensors", run, weights);
            System.out.println(model + " " + run);
            System.out.println("  bare session: " + bare);
            System.out.println("  Quarry:       " + ours);
            assertThat(Math.abs(ours.sum() - bare.sum())).isLessThan(1e-2 * Math.max(1, Math.abs(bare.sum())));
            assertThat(ours.loaded() / (double) weights)
                    .as("memory while loading")
                    .isLessThan(1.15);
            assertThat(ours.work() / (double) bare.work()).as("step").isLessThan(1.05);
        }
    }

    private Measured measure(String how, Path place, String name, Pace run, long weights) throws Exception {
        ChildProcess child = ChildProcess.start(
                folder,
                Map.of(),
                StepOnce.class,
                how,
                place.toString(),
                name,
                ModelsOnDisk.CACHE.toString(),
                "" + run.textWidth(),
                "" + run.batch(),
                "" + run.side(),
                "" + run.steps());
        return Measured.of(child.printed(), weights);
    }

    /** @param weights from where the graph names its weights */
    private record Export(Path graph, String weights) {}

    /** The UNet of a file as an exported network: a graph in a file, its weights as they are used in another. */
    private Export export(Path weights, Path settings) throws IOException {
        Blueprint blueprint = WrittenNetworks.write(
                new NetworkFile("exported/unet", weights, settings, 0, Files.getLastModifiedTime(weights)));
        Path graph = Files.write(folder.resolve("exported.onnx"), blueprint.model());
        return new Export(graph, blueprint.folder().orElseThrow().toString());
    }

    /** The shapes of a published model's single file. */
    private static Map<String, List<Long>> listed(String model) throws IOException, JsonException {
        Path listing = ModelsOnDisk.goldens().resolve("full-size").resolve(model + ".json");
        Json.Members files = (Json.Members) ((Json.Members) JsonReader.readValue(listing, JsonLimits.DEFAULT))
                .members()
                .get("single_file");
        Map<String, List<Long>> shapes = new LinkedHashMap<>();
        ((Json.Members) files.members().values().iterator().next())
                .members()
                .forEach((name, axes) -> shapes.put(
                        name,
                        ((Json.Elements) axes)
                                .elements().stream()
                                        .map(axis ->
                                                ((Json.Numeral) axis).value().longValueExact())
                                        .toList()));
        return shapes;
    }
}
