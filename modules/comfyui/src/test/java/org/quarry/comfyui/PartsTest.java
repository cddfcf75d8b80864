package org.quarry.comfyui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.quarry.comfyui.Graphs.at;
import static org.quarry.comfyui.Graphs.input;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.quarry.json.Json;
import org.quarry.json.JsonException;
import org.quarry.node.NodeException;
import org.quarry.node.extension.WorkflowImporter.Imported;

/** Models in several files, and runs in several parts. */
class PartsTest {
    private static final String FLUX = "flux.json";
    private static final String REFINER = "refiner.json";

    @ParameterizedTest
    @CsvSource({
        "model, model, flux1-dev.safetensors",
        "model, textEncodersFrom, 't5xxl_fp16.safetensors, clip_l.safetensors'",
        "model, vaeFrom, ae.safetensors",
        "prompt-guidance, scale, 2.5",
        "prompt-guidance, conditioning, prompt-encoded.conditioning",
        "unet-prompt, conditioning, prompt-guidance.conditioning",
        "negative-encoded, empty, zeros",
        "noise, width, 1024",
        "noise, height, 768",
        "guided, scale, 1",
        "schedule, curve, simple"
    })
    void flux_comes_in_several_files(String node, String input, String value) throws IOException, JsonException {
        assertThat(input(Graphs.read(FLUX), node, input)).isEqualTo(value);
    }

    @Test
    void the_shift_of_a_square_of_1024_pixels_is_the_largest_of_both() throws IOException, JsonException {
        // 1024 · 1024 / 256 = 4096 tokens, the upper end of the line; the shift is given as its logarithm.
        assertThat(Double.parseDouble(input(Graphs.read(FLUX), "schedule", "shift")))
                .isCloseTo(Math.exp(1.15), within(1e-12));
    }

    @Test
    void the_shift_of_a_picture_of_256_pixels_is_the_smallest_of_both() throws IOException, JsonException {
        Imported small = Graphs.read(FLUX, "\"width\": 1024, \"height\": 1024", "\"width\": 256, \"height\": 256");

        assertThat(Double.parseDouble(input(small, "schedule", "shift"))).isCloseTo(Math.exp(0.5), within(1e-12));
    }

    @Test
    void a_shift_of_stable_diffusion_3_is_kept() throws IOException, JsonException {
        Imported shifted = Graphs.read(
                FLUX, "\"ModelSamplingFlux\", \"inputs\": {", "\"ModelSamplingSD3\", \"inputs\": {\"shift\": 4.5, ");

        assertThat(input(shifted, "schedule", "shift")).isEqualTo("4.5");
    }

    @Test
    void three_text_encoders_are_named_one_after_the_other() throws IOException, JsonException {
        Imported three = Graphs.read(
                FLUX,
                "\"DualCLIPLoader\", \"inputs\": {",
                "\"TripleCLIPLoader\", \"inputs\": {\"clip_name3\": \"g.safetensors\", ");

        assertThat(input(three, "model", "textEncodersFrom"))
                .isEqualTo("t5xxl_fp16.safetensors, clip_l.safetensors, g.safetensors");
    }

    @Test
    void t5_is_told_its_own_text() throws IOException, JsonException {
        Imported two = Graphs.read(
                FLUX,
                "\"CLIPTextEncode\", \"inputs\": {\"text\": \"a fox\"",
                "\"CLIPTextEncodeFlux\", \"inputs\": {\"clip_l\": \"fox\", \"t5xxl\": \"a red fox\", \"guidance\": 3");

        assertThat(input(two, "prompt", "text")).isEqualTo("fox");
        assertThat(input(two, "prompt-t5", "text")).isEqualTo("a red fox");
        assertThat(input(two, "prompt-encoded", "t5Tokens")).isEqualTo("prompt-t5.tokens");
    }

    @Test
    void weights_that_are_cut_short_there_are_told() throws IOException {
        assertThat(Graphs.read(FLUX, "\"weight_dtype\": \"default\"", "\"weight_dtype\": \"fp8_e4m3fn\"")
                        .notes())
                .contains("node 12 (UNETLoader): the weight_dtype 'fp8_e4m3fn' has no counterpart here; the weights are"
                        + " taken as the file has them");
    }

    @ParameterizedTest
    @CsvSource({
        "schedule, steps, 25",
        "schedule, end, 20",
        "schedule-11, start, 20",
        "schedule-11, resumes, true",
        "denoise-11, schedule, schedule-11.schedule",
        "denoise, noise, noise.noise",
        "denoise-11, noise, denoise.latent",
        "noise, seed, 721",
        "decode, latent, denoise-11.latent",
        "model, model, sd_xl_base.safetensors",
        "model-12, model, sd_xl_refiner.safetensors",
        "prompt-encoded-size, width, 2048",
        "prompt-encoded-size, height, 1536",
        "prompt-encoded-size, left, 8",
        "prompt-encoded-size, top, 16",
        "prompt-encoded-size, targetHeight, 768",
        "prompt-15-encoded-size, score, 7.5"
    })
    void a_refiner_goes_on_where_the_base_stops(String node, String input, String value)
            throws IOException, JsonException {
        assertThat(input(Graphs.read(REFINER), node, input)).isEqualTo(value);
    }

    @Test
    void a_run_in_the_middle_has_a_start_and_an_end_which_is_clean() throws IOException, JsonException {
        Imported middle = Graphs.read(REFINER, "\"end_at_step\": 10000", "\"end_at_step\": 23");

        assertThat(input(middle, "schedule-11", "start")).isEqualTo("20");
        assertThat(input(middle, "schedule-11", "end")).isEqualTo("23");
        assertThat(input(middle, "schedule-11", "clean")).isEqualTo("true");
    }

    @Test
    void a_run_of_all_steps_has_no_part() throws IOException, JsonException {
        Imported whole = Graphs.read(REFINER, "\"end_at_step\": 20", "\"end_at_step\": 25");

        assertThat(((Json.Members) at(whole, "nodes", "schedule")).members())
                .doesNotContainKeys("start", "end", "clean");
    }

    @Test
    void a_run_that_leaves_no_noise_is_gone_on_from_without_any() throws IOException, JsonException {
        Imported clean = Graphs.read(
                REFINER, "\"return_with_leftover_noise\": \"enable\"", "\"return_with_leftover_noise\": \"disable\"");

        assertThat(input(clean, "schedule", "clean")).isEqualTo("true");
        assertThat(input(clean, "denoise-11", "latent")).isEqualTo("denoise.latent");
        assertThat(input(clean, "denoise-11", "noise")).isEqualTo("noise-scaled.tensor");
        assertThat(input(clean, "noise-scaled", "factor")).isEqualTo("0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"start_at_step\": 20 | \"start_at_step\": 15 | node 11 (KSamplerAdvanced): it starts at step 15, but"
                        + " node 10 (KSamplerAdvanced) ends at step 20; the noise that is left there is not what is"
                        + " expected here",
                "\"text_l\": \"a lake\" | \"text_l\": \"water\" | node 6 (CLIPTextEncodeSDXL): here one text serves"
                        + " both text encoders: text_g; text_l was left out"
            })
    void what_is_not_the_same_is_told(String was, String is, String note) throws IOException {
        assertThat(Graphs.read(REFINER, was, is).notes()).contains(note);
    }

    @Test
    void a_run_without_steps_is_refused() {
        assertThatThrownBy(() -> Graphs.read(REFINER, "\"start_at_step\": 20", "\"start_at_step\": 25"))
                .isInstanceOf(NodeException.class)
                .hasMessage("node 11 (KSamplerAdvanced): found start_at_step 25 and end_at_step 25 of 25 steps, which"
                        + " leaves none; change them there and export anew");
    }

    @Test
    void nodes_stand_to_the_right_of_what_they_are_wired_from() throws IOException, JsonException {
        Imported imported = Graphs.read(REFINER);

        assertThat(column(imported, "denoise-11")).isGreaterThan(column(imported, "denoise"));
        assertThat(column(imported, "model")).isEqualTo(column(imported, "model-12"));
    }

    private static int column(Imported imported, String node) throws JsonException {
        Json.Elements at = (Json.Elements) at(imported, "layout", node, "at");
        return ((Json.Numeral) at.elements().get(0)).value().intValue();
    }
}
