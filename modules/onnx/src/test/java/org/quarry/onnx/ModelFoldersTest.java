package org.quarry.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFoldersTest {
    private static ModelFolders folders(List<Path> roots) {
        return new ModelFolders(roots, new CheckpointFolders(ModelsOnDisk.CACHE));
    }

    @TempDir
    Path folder;

    private static void models(Path root, String... names) throws IOException {
        for (String name : names) {
            new OnnxFolder(root.resolve(name));
        }
    }

    @Test
    void models_are_named_by_their_path_below_the_searched_folder() throws IOException {
        models(folder, "pocket", "hub/runwayml/sd15");
        ModelFolders folders = folders(List.of(folder));

        assertThat(folders.all().keySet()).containsExactly("hub/runwayml/sd15", "pocket");
        assertThat(folders.named("hub/runwayml/sd15").orElseThrow().path())
                .isEqualTo(folder.resolve("hub/runwayml/sd15"));
    }

    @Test
    void a_searched_folder_that_is_a_model_has_its_own_name() throws IOException {
        models(folder, "pocket");
        ModelFolders folders = folders(List.of(folder.resolve("pocket")));

        assertThat(folders.all().keySet()).containsExactly("pocket");
        assertThat(folders.named("pocket")).isPresent();
    }

    @Test
    void of_equal_names_the_earlier_folder_counts_and_absent_folders_are_passed_over() throws IOException {
        models(folder, "first/m", "second/m");
        ModelFolders folders =
                folders(List.of(folder.resolve("none"), folder.resolve("first"), folder.resolve("second")));

        assertThat(folders.all().get("m").path()).isEqualTo(folder.resolve("first/m"));
        assertThat(folders.named("m").orElseThrow().path()).isEqualTo(folder.resolve("first/m"));
    }

    @Test
    void links_are_followed_and_loops_end() throws IOException {
        models(folder, "real/m");
        Files.createDirectories(folder.resolve("searched/deep"));
        Files.createSymbolicLink(folder.resolve("searched/linked"), folder.resolve("real"));
        Files.createSymbolicLink(folder.resolve("searched/deep/up"), folder.resolve("searched"));

        ModelFolders folders = folders(List.of(folder.resolve("searched")));

        assertThat(folders.all().keySet()).containsExactly("linked/m");
    }

    @Test
    void folders_within_a_model_are_not_models() throws IOException {
        models(folder, "m", "m/unet");

        assertThat(folders(List.of(folder)).all().keySet()).containsExactly("m");
    }

    @Test
    void names_that_are_no_paths_or_lead_outside_are_no_models() throws IOException {
        models(folder, "outside", "searched/m");
        ModelFolders folders = folders(List.of(folder.resolve("searched")));

        assertThat(folders.named("../outside")).isEmpty();
        assertThat(folders.named(folder.resolve("outside").toString())).isEmpty();
        assertThat(folders.named("")).isEmpty();
        assertThat(folders.named("\0")).isEmpty();
    }

    @Test
    void a_model_that_changes_on_disk_is_described_anew() throws IOException {
        models(folder, "m");
        try (OnnxModels models = ModelsOnDisk.openHere(ModelsOnDisk.options(folder))) {
            assertThat(models.describe("m").orElseThrow().components()).isEmpty();
            assertThat(models.open("m")).isSameAs(models.open("m"));

            OnnxFolder.heavy(1).write(folder.resolve("m/unet/model.onnx"));

            assertThat(models.describe("m").orElseThrow().components()).containsExactly("unet");
            assertThat(models.open("m").fingerprint()).startsWith("sha256:");
        }
    }
}
