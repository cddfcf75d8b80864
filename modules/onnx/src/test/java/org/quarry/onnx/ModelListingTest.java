package org.quarry.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quarry.node.model.ModelDescription;
import org.quarry.node.model.ModelException;
import org.quarry.node.model.ModelForm;
import org.quarry.node.model.Models;

/** Models in the forms that people have them in: what a listing tells, and what it remembers. */
class ModelListingTest {
    private static final FileTime LONG_AGO = FileTime.fromMillis(1_000_000_000_000L);

    @TempDir
    Path temporary;

    private Path folder;
    private Path painter;

    @BeforeEach
    void lay() throws IOException {
        folder = Files.createDirectories(temporary.resolve("models"));
        painter = folder.resolve("painter.safetensors");
        Files.copy(ModelsOnDisk.goldens().resolve("sd15-tiny/sd15-tiny.safetensors"), painter);
        Files.setLastModifiedTime(painter, LONG_AGO);
    }

    private Models open() {
        return ModelsOnDisk.open(
                new Models.Options(List.of(folder), temporary.resolve("cache"), "cpu", 0, ModelsOnDisk.PLENTY));
    }

    private void overwriteHeader(int with) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(painter.toFile(), "rw")) {
            file.seek(7);
            file.write(with);
        }
    }

    @Test
    void headers_are_read_once_even_by_another_process() throws IOException {
        ModelDescription before;
        try (Models models = open()) {
            before = models.list().get(0);
        }
        // Same size and time: only a reader of the content could notice that the header now is longer than the file.
        overwriteHeader(1);
        Files.setLastModifiedTime(painter, LONG_AGO);

        try (Models models = open()) {
            assertThat(models.list()).containsExactly(before);
        }
        Files.setLastModifiedTime(painter, FileTime.fromMillis(1_000_000_005_000L));
        try (Models models = open()) {
            assertThat(models.list()).isEmpty();
        }
    }

    @Test
    void a_damaged_memory_costs_only_time() throws IOException {
        try (Models models = open()) {
            ModelDescription before = models.list().get(0);
            for (String memory : List.of("checkpoints", "descriptions")) {
                try (Stream<Path> kept = Files.list(temporary.resolve("cache").resolve(memory))) {
                    Path text = kept.findFirst().orElseThrow();
                    Files.writeString(text, Files.readString(text).split("\n", 2)[0] + "\n{\"family\": 3}");
                }
            }
            try (Models again = open()) {
                assertThat(again.list()).containsExactly(before);
            }
        }
    }

    @Test
    void forms_are_told_apart() {
        try (Models models = open();
                Models goldens = ModelsOnDisk.open(ModelsOnDisk.goldens())) {
            assertThat(models.list().get(0).form()).isEqualTo(ModelForm.FILE);
            assertThat(goldens.describe("sd15-tiny").orElseThrow().form()).isEqualTo(ModelForm.FOLDER);
            assertThat(goldens.describe("sd15-tiny-onnx").orElseThrow().form()).isEqualTo(ModelForm.ONNX);
        }
    }

    @Test
    void the_hash_of_a_file_is_that_which_sha256sum_prints_and_is_remembered()
            throws IOException, NoSuchAlgorithmException {
        String digits =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(painter)));
        try (Models models = open()) {
            assertThat(models.knownHash("painter.safetensors")).isEmpty();

            assertThat(models.hash("painter.safetensors")).isEqualTo("sha256:" + digits);
        }
        try (Models models = open()) {
            assertThat(models.knownHash("painter.safetensors")).hasValue("sha256:" + digits);
        }
    }

    @Test
    void a_model_of_another_name_is_found_by_its_hash() {
        try (Models models = open()) {
            String digits = models.hash("painter.safetensors").substring("sha256:".length());

            assertThat(models.open("other.safetensors@" + digits.substring(0, 10))
                            .description()
                            .name())
                    .isEqualTo("painter.safetensors");
            assertThat(models.describe("other@sha256:" + digits)).isPresent();
            assertThat(models.open("painter.safetensors@" + digits)
                            .description()
                            .name())
                    .isEqualTo("painter.safetensors");
        }
    }

    @Test
    void a_model_of_the_name_and_another_content_is_not_taken_for_the_one_that_was_meant() {
        try (Models models = open()) {
            models.hash("painter.safetensors");

            assertThatThrownBy(() -> models.open("painter.safetensors@00000000"))
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining("there is no model 'painter.safetensors@00000000'")
                    .hasMessageContaining("'quarry models --hash'")
                    .hasMessageContaining("'painter.safetensors' is there with another one");
        }
    }
}
