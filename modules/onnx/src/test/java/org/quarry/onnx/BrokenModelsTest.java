package org.quarry.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quarry.node.model.ModelException;
import org.quarry.node.model.Models;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

class BrokenModelsTest {
    @TempDir
    Path folder;

    private Models models;
    private OnnxFolder model;

    @BeforeEach
    void open() throws IOException {
        models = ModelsOnDisk.open(folder);
        model = new OnnxFolder(folder.resolve("m"));
    }

    @AfterEach
    void close() {
        models.close();
    }

    private List<String> missing() {
        return models.describe("m").orElseThrow().missing();
    }

    private static OnnxWriter weightsBeside(String file) {
        return new OnnxWriter()
                .input("x", OnnxWriter.FLOAT, 4)
                .weightsElsewhere("w", OnnxWriter.FLOAT, file, 16, 4)
                .node("Add", "y", "x", "w")
                .output("y", OnnxWriter.FLOAT, 4);
    }

    @Test
    void a_file_that_is_cut_off_is_named_wherever_it_was_cut() throws IOException {
        byte[] whole = OnnxFolder.heavy(100).toBytes();
        Path file = folder.resolve("m/net/model.onnx");
        for (int length : new int[] {0, 1, 2, 30, whole.length / 2, whole.length - 20}) {
            Files.createDirectories(file.getParent());
            Files.write(file, Arrays.copyOf(whole, length));

            assertThatThrownBy(() -> models.open("m").network("net"))
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining("'m/net' cannot be loaded on cpu")
                    .hasMessageContaining(file + " is cut off: it has " + length + " bytes")
                    .hasMessageContaining("copy or download it again");
            assertThat(missing()).anySatisfy(entry -> assertThat(entry).contains(file + " is cut off"));
        }
    }

    @Test
    void a_file_that_is_something_else_is_named() throws IOException {
        model.file("net/model.onnx", "<html>Please log in to download this file.</html>");

        assertThatThrownBy(() -> models.open("m").network("net"))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("m/net/model.onnx".replace('/', java.io.File.separatorChar));
    }

    @Test
    void weights_in_another_file_are_found_beside_it() throws IOException {
        model.network("net", weightsBeside("model.onnx_data"));
        // 1, 2, 3, 4 in little-endian float32.
        byte[] weights = {0, 0, (byte) 0x80, 0x3f, 0, 0, 0, 0x40, 0, 0, 0x40, 0x40, 0, 0, (byte) 0x80, 0x40};
        Files.write(folder.resolve("m/net/model.onnx_data"), weights);

        Tensor sum = models.open("m")
                .network("net")
                .execute(Map.of("x", Tensor.filled(Shape.of(4), 10)), List.of(), ModelsOnDisk.NEVER)
                .get("y");

        assertThat(sum).isEqualTo(Tensor.of(Shape.of(4), 11, 12, 13, 14));
        assertThat(missing()).isEmpty();
        assertThat(models.describe("m").orElseThrow().precision()).isEqualTo("float32");
    }

    @Test
    void weights_that_are_missing_are_named() throws IOException {
        model.network("net", weightsBeside("weights.pb"));

        assertThatThrownBy(() -> models.open("m").network("net"))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(
                        "keeps its weights in " + folder.resolve("m/net/weights.pb") + ", which is not there");
        assertThat(missing()).containsExactly("net/weights.pb");
    }

    @Test
    void weights_that_are_cut_off_are_named() throws IOException {
        model.network("net", weightsBeside("weights.pb")).file("net/weights.pb", "1234567");

        assertThatThrownBy(() -> models.open("m").network("net"))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(folder.resolve("m/net/weights.pb") + " is cut off: it has 7 of 16 bytes");
        assertThat(missing()).containsExactly("net/weights.pb is cut off: it has 7 of 16 bytes");
    }

    @Test
    void settings_that_are_not_json_are_named_with_line_and_column() throws IOException {
        model.file("scheduler/scheduler_config.json", "{\n  \"beta_start\": 0.1,\n  oops\n}");

        assertThatThrownBy(() -> models.open("m").config("scheduler"))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(folder.resolve("m/scheduler/scheduler_config.json") + ", line 3");
    }

    @Test
    void a_broken_index_is_listed_with_the_reason_and_hides_no_other_model() throws IOException {
        new OnnxFolder(folder.resolve("good"));
        model.file("model_index.json", "[1, 2]");

        assertThat(models.list()).extracting("name").containsExactly("good", "m");
        assertThat(missing())
                .singleElement()
                .asString()
                .contains("model_index.json holds an array, an object was wanted");
        assertThat(models.describe("m").orElseThrow().family()).isEqualTo("unknown");
    }

    @Test
    void a_model_that_is_not_there_is_refused_with_those_that_are() throws IOException {
        new OnnxFolder(folder.resolve("deep/er/sd"));

        assertThatThrownBy(() -> models.open("sdxl"))
                .isInstanceOf(ModelException.class)
                .hasMessage("there is no model 'sdxl' in " + folder + "; there are: deep/er/sd, m");
    }

    @Test
    void a_network_that_is_not_there_is_refused_with_those_that_are() throws IOException {
        model.network("unet", OnnxFolder.heavy(1));

        assertThatThrownBy(() -> models.open("m").network("transformer"))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("model 'm' has no network 'transformer'")
                .hasMessageEndingWith("it has unet; download its folder again");
    }

    @Test
    void a_text_that_is_missing_or_no_text_is_named() throws IOException {
        Files.write(folder.resolve("m/latin"), new byte[] {(byte) 0xe9, ' '});

        assertThatThrownBy(() -> models.open("m").text("latin"))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(folder.resolve("m/latin") + " is not a text in UTF-8");
        assertThatThrownBy(() -> models.open("m").text("tokenizer/merges.txt"))
                .hasMessageContaining(folder.resolve("m/tokenizer/merges.txt") + " is missing");
    }

    @Test
    void nothing_outside_the_model_is_read() throws IOException {
        Files.writeString(folder.resolve("secret"), "secret");

        assertThatThrownBy(() -> models.open("m").text("../secret")).isInstanceOf(ModelException.class);
        assertThat(models.describe("../" + folder.getFileName() + "/m")).isEmpty();
        assertThat(models.describe("m/../m")).isEmpty();
    }
}
