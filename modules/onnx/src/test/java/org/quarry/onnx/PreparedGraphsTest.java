package org.quarry.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quarry.node.model.Models;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

class PreparedGraphsTest {
    private static final FileTime LONG_AGO = FileTime.fromMillis(1_000_000_000_000L);

    @TempDir
    Path folder;

    private Path model(int floats) throws IOException {
        Path path = new OnnxFolder(folder.resolve("models/m"))
                .network("net", OnnxFolder.heavy(floats))
                .path();
        Files.setLastModifiedTime(path.resolve("net/model.onnx"), LONG_AGO);
        return path;
    }

    private Tensor run(Tensor x) {
        Models.Options options = new Models.Options(
                List.of(folder.resolve("models")), folder.resolve("cache"), "cpu", 0, ModelsOnDisk.PLENTY);
        try (Models models = ModelsOnDisk.openHere(options)) {
            return models.open("m")
                    .network("net")
                    .execute(Map.of("x", x), List.of(), ModelsOnDisk.NEVER)
                    .get("y");
        }
    }

    private List<Path> graphs() throws IOException {
        try (Stream<Path> graphs = Files.list(folder.resolve("cache/graphs"))) {
            return graphs.toList();
        }
    }

    @Test
    void the_second_load_takes_the_graph_that_the_first_prepared() throws IOException {
        Path file = model(8).resolve("net/model.onnx");
        Tensor x = Tensor.filled(Shape.of(8), 3);
        assertThat(run(x)).isEqualTo(x);
        assertThat(graphs()).hasSize(1);

        // Same size and time, and no ONNX file any more: only the prepared graph can run.
        Files.write(file, new byte[(int) Files.size(file)]);
        Files.setLastModifiedTime(file, LONG_AGO);

        assertThat(run(x)).isEqualTo(x);
    }

    @Test
    void a_prepared_graph_that_is_damaged_is_made_anew() throws IOException {
        model(8);
        Tensor x = Tensor.filled(Shape.of(8), 3);
        run(x);
        Path graph = graphs().get(0);
        long whole = Files.size(graph);
        Files.writeString(graph, "damaged");

        assertThat(run(x)).isEqualTo(x);

        assertThat(graphs()).containsExactly(graph);
        assertThat(graph).hasSize(whole);
    }

    @Test
    void a_file_written_a_moment_ago_is_not_prepared() throws IOException {
        Path file = model(8).resolve("net/model.onnx");
        Files.setLastModifiedTime(file, FileTime.fromMillis(System.currentTimeMillis()));

        run(Tensor.filled(Shape.of(8), 3));

        assertThat(folder.resolve("cache/graphs")).doesNotExist();
    }

    @Test
    void graphs_that_were_made_long_ago_go_when_a_new_one_comes() throws IOException {
        model(8);
        Files.createDirectories(folder.resolve("cache/graphs"));
        Path old = Files.writeString(folder.resolve("cache/graphs/old.onnx"), "old");
        Files.setLastModifiedTime(old, LONG_AGO);

        run(Tensor.filled(Shape.of(8), 3));

        assertThat(old).doesNotExist();
        assertThat(graphs()).hasSize(1);
    }

    @Test
    void the_bundled_models_prepared_graph_computes_the_same_bits() {
        Path pocket = ModelsOnDisk.pocket();
        Models.Options options =
                new Models.Options(List.of(pocket), folder.resolve("cache"), "cpu", 0, ModelsOnDisk.PLENTY);

        Map<String, Tensor> first = unet(options, pocket);

        assertThat(unet(options, pocket)).isEqualTo(first);
    }

    private static Map<String, Tensor> unet(Models.Options options, Path pocket) {
        Random random = new Random(2);
        Map<String, Tensor> inputs = Map.of(
                "sample", Tensor.filled(Shape.of(2, 4, 16, 16), 0).map(zero -> random.nextGaussian()),
                "timestep", Tensor.scalar(321),
                "encoder_hidden_states", Tensor.filled(Shape.of(2, 32, 192), 0).map(zero -> random.nextGaussian()));
        try (Models models = ModelsOnDisk.openHere(options)) {
            return models.open(pocket.getFileName().toString())
                    .network("unet")
                    .execute(inputs, List.of(), ModelsOnDisk.NEVER);
        }
    }
}
