package org.quarry.architecture.family;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.quarry.architecture.MmditTest;
import org.quarry.json.JsonException;
import org.quarry.json.JsonLimits;
import org.quarry.json.JsonReader;

/** What a single file of Stable Diffusion 3 is said to be. */
class CheckpointSettingsTest {
    @Test
    void stableDiffusion3IsFoundFromItsTensors() throws Exception {
        Map<String, Object> index = settings("model_index.json");

        assertThat(index)
                .containsEntry("_class_name", "StableDiffusion3Pipeline")
                .containsKeys("transformer", "text_encoder", "text_encoder_2", "vae", "tokenizer", "tokenizer_2");
    }

    /** Esser et al. (2024), section 5.3.2: at 1024 pixels the levels are shifted by 3. */
    @Test
    void itsScheduleIsAFlowShiftedBy3() throws Exception {
        assertThat(settings("scheduler/scheduler_config.json"))
                .containsEntry("_class_name", "FlowMatchEulerDiscreteScheduler")
                .hasEntrySatisfying(
                        "shift",
                        shift -> assertThat(((Number) shift).doubleValue()).isEqualTo(3));
    }

    @Test
    void withoutT5ItsTokenizerIsNotMissed() throws Exception {
        assertThat(settings("model_index.json")).doesNotContainKeys("tokenizer_3", "text_encoder_3");
    }

    @Test
    void theTransformerIsSetUpByItsTensors() throws Exception {
        assertThat(settings("transformer/config.json"))
                .containsEntry("_class_name", "SD3Transformer2DModel")
                .containsEntry("sample_size", 128L)
                .containsEntry("pos_embed_max_size", 7L);
    }

    @Test
    void itsTokenizersPadAsItsEncodersWereTrained() throws Exception {
        assertThat(List.of(
                        settings("tokenizer/tokenizer_config.json").get("pad_token"),
                        settings("tokenizer_2/tokenizer_config.json").get("pad_token")))
                .containsExactly("<|endoftext|>", "!");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> settings(String file) throws URISyntaxException, JsonException {
        Path checkpoint = Path.of(MmditTest.class
                .getResource("mmdit/three-five-original.safetensors")
                .toURI());
        String text = CheckpointSettings.of(checkpoint).orElseThrow().get(file);
        return (Map<String, Object>) JsonReader.read(text.getBytes(StandardCharsets.UTF_8), JsonLimits.DEFAULT)
                .root()
                .toJava();
    }
}
