package org.quarry.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FingerprintsTest {
    private static final FileTime LONG_AGO = FileTime.fromMillis(1_000_000_000_000L);

    @TempDir
    Path folder;

    private Path cache;
    private ModelFolder model;

    @BeforeEach
    void write() throws IOException {
        cache = folder.resolve("cache");
        model = model("m");
    }

    private ModelFolder model(String name) throws IOException {
        Path path = new OnnxFolder(folder.resolve(name))
                .file("unet/model.onnx", "weights")
                .file("vae/config.json", "{}")
                .path();
        for (String file : new String[] {"model_index.json", "unet/model.onnx", "vae/config.json"}) {
            Files.setLastModifiedTime(path.resolve(file), LONG_AGO);
        }
        return new ModelFolder(name, path);
    }

    private String fingerprint() {
        return fingerprint(cache, model);
    }

    private static String fingerprint(Path cache, ModelFolder folder) {
        return new Fingerprints(cache).of(folder, FolderState.of(folder));
    }

    private void change(String file, String text) throws IOException {
        Files.writeString(model.path().resolve(file), text);
        Files.setLastModifiedTime(model.path().resolve(file), LONG_AGO);
    }

    @Test
    void it_is_the_hash_of_what_sha256sum_prints() throws IOException, NoSuchAlgorithmException {
        String index = sha256("{\"_class_name\": \"StableDiffusionPipeline\"}");
        String lines = index + "  model_index.json\n" + sha256("weights") + "  unet/model.onnx\n" + sha256("{}")
                + "  vae/config.json\n";

        assertThat(fingerprint()).isEqualTo("sha256:" + sha256(lines));
    }

    private static String sha256(String text) throws NoSuchAlgorithmException {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(hash);
    }

    @Test
    void equal_content_elsewhere_has_an_equal_fingerprint_and_other_content_another() throws IOException {
        String before = fingerprint();

        assertThat(fingerprint(cache, model("copy"))).isEqualTo(before);
        change("vae/config.json", "{\"a\": 1}");
        assertThat(fingerprint()).isNotEqualTo(before);
    }

    @Test
    void a_new_or_renamed_file_changes_it_and_hidden_files_do_not() throws IOException {
        String before = fingerprint();

        change("vae/config.json", "{}");
        Files.createDirectories(model.path().resolve(".cache"));
        change(".cache/download", "notes");
        assertThat(fingerprint()).isEqualTo(before);
        Files.move(model.path().resolve("vae/config.json"), model.path().resolve("vae/konfig.json"));
        assertThat(fingerprint()).isNotEqualTo(before);
    }

    @Test
    void contents_are_read_once() throws IOException {
        String before = fingerprint();
        // Same size and time: only a reader of the content could notice.
        change("unet/model.onnx", "WEIGHTS");

        assertThat(fingerprint()).isEqualTo(before);
        try (Stream<Path> kept = Files.list(cache.resolve("fingerprints"))) {
            assertThat(kept).hasSize(1);
        }
    }

    @Test
    void a_file_written_a_moment_ago_is_not_trusted_by_its_time() throws IOException {
        FileTime now = FileTime.fromMillis(System.currentTimeMillis());
        Path file = model.path().resolve("unet/model.onnx");
        Files.setLastModifiedTime(file, now);
        String before = fingerprint();
        Files.writeString(file, "WEIGHTS");
        Files.setLastModifiedTime(file, now);

        assertThat(fingerprint()).isNotEqualTo(before);
    }

    @Test
    void a_damaged_cache_costs_only_time() throws IOException {
        String before = fingerprint();
        try (Stream<Path> kept = Files.list(cache.resolve("fingerprints"))) {
            Files.writeString(
                    kept.findFirst().orElseThrow(), "deadbeef 1 2\n\n" + "f".repeat(64) + " x y unet/model.onnx\n");
        }

        assertThat(fingerprint()).isEqualTo(before);
    }

    @Test
    void a_cache_that_cannot_be_written_costs_only_time() throws IOException {
        String before = fingerprint();
        Path file = Files.writeString(folder.resolve("file"), "in the way");

        assertThat(fingerprint(file, model)).isEqualTo(before);
    }
}
