package org.quarry.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quarry.node.model.Model;
import org.quarry.node.model.Models;
import org.quarry.node.model.Network;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

/** Networks a, b and c of a good 40,000 bytes each. */
class MemoryBudgetTest {
    private static final int FLOATS = 10_000;
    private static final int TWO = 100_000;

    @TempDir
    Path folder;

    @BeforeEach
    void write() throws IOException {
        OnnxFolder model = new OnnxFolder(folder.resolve("m"));
        for (String name : List.of("a", "b", "c")) {
            model.network(name, OnnxFolder.heavy(FLOATS));
        }
    }

    private OnnxModels open(long budget) {
        return ModelsOnDisk.openHere(new Models.Options(List.of(folder), ModelsOnDisk.CACHE, "cpu", 1, budget));
    }

    private static Tensor run(Network network) {
        return network.execute(Map.of("x", Tensor.filled(Shape.of(FLOATS), 2)), List.of(), ModelsOnDisk.NEVER)
                .get("y");
    }

    @Test
    void the_least_recently_used_goes_when_a_third_does_not_fit() {
        try (OnnxModels models = open(TWO)) {
            Model model = models.open("m");
            Network a = model.network("a");
            model.network("b");
            run(a);

            model.network("c");

            assertThat(models.loaded()).containsExactly("m/a", "m/c");
        }
    }

    @Test
    void an_evicted_network_loads_itself_again() {
        try (OnnxModels models = open(TWO)) {
            Model model = models.open("m");
            Network a = model.network("a");
            model.network("b");
            model.network("c");
            assertThat(models.loaded()).containsExactly("m/b", "m/c");

            assertThat(run(a).at(0)).isEqualTo(2);

            assertThat(models.loaded()).containsExactly("m/c", "m/a");
        }
    }

    @Test
    void the_last_used_stays_even_over_the_budget() {
        try (OnnxModels models = open(1)) {
            Model model = models.open("m");
            Network a = model.network("a");

            run(a);
            assertThat(models.loaded()).containsExactly("m/a");

            model.network("b");
            assertThat(models.loaded()).containsExactly("m/b");
        }
    }

    @Test
    void many_threads_under_a_tiny_budget_never_meet_a_closed_session() {
        try (OnnxModels models = open(1)) {
            Model model = models.open("m");
            List<Network> networks = List.of(model.network("a"), model.network("b"), model.network("c"));

            List<CompletableFuture<Tensor>> runs = IntStream.range(0, 60)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> run(networks.get(i % 3))))
                    .toList();

            assertThat(runs)
                    .allSatisfy(run -> assertThat(run.join().at(FLOATS - 1)).isEqualTo(2));
        }
    }

    @Test
    void opening_a_model_twice_loads_its_network_once() {
        try (OnnxModels models = open(ModelsOnDisk.PLENTY)) {
            models.open("m").network("a");
            models.open("m").network("a");

            assertThat(models.loaded()).containsExactly("m/a");
        }
    }

    @Test
    void a_file_written_anew_is_loaded_anew() throws IOException {
        try (OnnxModels models = open(ModelsOnDisk.PLENTY)) {
            models.open("m").network("a");
            OnnxFolder.heavy(3).write(folder.resolve("m/a/model.onnx"));
            Files.setLastModifiedTime(folder.resolve("m/a/model.onnx"), FileTime.fromMillis(1));

            assertThat(models.open("m").network("a").inputs().get(0).axes()).containsExactly(3);
        }
    }

    @Test
    void closed_models_load_nothing() {
        OnnxModels models = open(ModelsOnDisk.PLENTY);
        Network a = models.open("m").network("a");

        models.close();

        assertThat(models.loaded()).isEmpty();
        assertThatThrownBy(() -> run(a))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("m/a");
    }
}
