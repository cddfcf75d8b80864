package org.quarry.architecture.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeightFolderTest {
    @TempDir
    private Path folder;

    private Path weights(String name, String tensor) throws IOException {
        byte[] header = "{\"%s\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,1]}}"
                .formatted(tensor)
                .getBytes(StandardCharsets.UTF_8);
        byte[] file = ByteBuffer.allocate(8 + header.length + 1)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(header.length)
                .put(header)
                .array();
        return Files.write(folder.resolve(name), file);
    }

    @Test
    void theFileWithoutAMarkIsTakenBeforeHalvesAndAverages() throws IOException {
        weights("diffusion_pytorch_model.fp16.safetensors", "half");
        weights("diffusion_pytorch_model.ema.safetensors", "average");
        assertThat(WeightFolder.read("unet", folder).tensors()).containsOnlyKeys("half");
        weights("diffusion_pytorch_model.safetensors", "whole");
        assertThat(WeightFolder.read("unet", folder).tensors()).containsOnlyKeys("whole");
    }

    @Test
    void severalFilesAreJoinedByTheirIndex() throws IOException {
        weights("model-00001-of-00002.safetensors", "a");
        weights("model-00002-of-00002.safetensors", "b");
        Files.writeString(folder.resolve("model.safetensors.index.json"), """
            {"weight_map": {"a": "model-00001-of-00002.safetensors", "b": "model-00002-of-00002.safetensors"}}\
            """);
        assertThat(WeightFolder.read("text_encoder_2", folder).tensors()).containsOnlyKeys("a", "b");
    }

    @Test
    void anIndexThatNamesWhatIsNotThereSaysSo() throws IOException {
        weights("model-00001-of-00002.safetensors", "a");
        Path index = folder.resolve("model.safetensors.index.json");
        Files.writeString(index, """
            {"weight_map": {"b": "model-00001-of-00002.safetensors"}}\
            """);
        assertThatThrownBy(() -> WeightFolder.read("t5", folder))
                .hasMessage(index + " names 1 tensors that are not in its files, as 'b' in"
                        + " model-00001-of-00002.safetensors; download them again");
        Files.writeString(index, """
            {"weight_map": {"b": "../elsewhere.safetensors"}}\
            """);
        assertThatThrownBy(() -> WeightFolder.read("t5", folder))
                .hasMessage(index + " names the file '../elsewhere.safetensors', which is not beside it");
        Files.writeString(index, "{}");
        assertThatThrownBy(() -> WeightFolder.read("t5", folder))
                .hasMessage(index + " has no 'weight_map'; download it again");
    }

    @Test
    void pickledWeightsAreRefusedWithTheReason() throws IOException {
        Files.writeString(folder.resolve("diffusion_pytorch_model.bin"), "");
        assertThat(WeightFolder.isOne(folder)).isFalse();
        assertThatThrownBy(() -> WeightFolder.read("unet", folder))
                .hasMessage("unet: there are no .safetensors files in " + folder
                        + "; .bin files can hold programs and are not read: download the .safetensors of this model");
    }
}
