package org.quarry.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.quarry.node.model.Model;
import org.quarry.node.model.ModelDescription;
import org.quarry.node.model.Models;

/** The two models that ship: pocket, and pocket-turbo for few steps without guidance. */
class BundledModelsTest {
    private static final Path FOLDER = ModelsOnDisk.pocket().getParent();

    @Test
    void both_are_found_and_of_one_family() {
        try (Models models = ModelsOnDisk.open(FOLDER)) {
            assertThat(models.list())
                    .extracting(ModelDescription::name)
                    .containsExactlyInAnyOrder("pocket", "pocket-turbo");
            assertThat(models.list()).extracting(ModelDescription::family).containsOnly("sd-192");
        }
    }

    @Test
    void the_one_for_few_steps_loads_all_its_networks_and_names_the_scheduler_of_consistency_models() {
        try (Models models = ModelsOnDisk.open(FOLDER)) {
            Model turbo = models.open("pocket-turbo");

            assertThat(turbo.config("scheduler"))
                    .containsEntry("_class_name", "LCMScheduler")
                    .containsEntry("original_inference_steps", 50L);
            assertThat(turbo.description().missing()).isEmpty();
            for (String component : turbo.description().components()) {
                assertThat(turbo.network(component).outputs()).isNotEmpty();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"pocket, 24", "pocket-turbo, 16"})
    void each_is_small_enough_to_lie_in_a_repository(String name, int megabytes) throws IOException {
        try (Stream<Path> files = Files.walk(FOLDER.resolve(name))) {
            long bytes = files.filter(Files::isRegularFile)
                    .mapToLong(f -> f.toFile().length())
                    .sum();

            assertThat(bytes).isBetween(1_000_000L, megabytes * 1_000_000L);
        }
    }
}
