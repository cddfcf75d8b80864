package org.quarry.comfyui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.quarry.json.Json;
import org.quarry.json.JsonException;
import org.quarry.node.extension.WorkflowImporter.Imported;

/** Runs that many nodes say, that start from pictures, that fill masks, and that follow each other. */
class RunsTest {
    private static void assertInput(String graph, String node, String input, String value)
            throws IOException, JsonException {
        assertThat(Graphs.input(Graphs.read(graph), node, input)).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({
        "model, model, flux1-dev.safetensors",
        "model, vaeFrom, ae.safetensors",
        "unet-prompt, unet, model.unet",
        "unet-prompt, conditioning, prompt-guidance.conditioning",
        "denoise, prediction, unet-prompt.prediction",
        "denoise, sampler, euler",
        "noise, seed, 219670278747233",
        "noise, width, 1024",
        "noise, height, 768",
        "schedule, curve, simple",
        "schedule, steps, 20",
        "decode, latent, denoise.latent"
    })
    void flux_with_a_sampler_of_many_nodes(String node, String input, String value) throws IOException, JsonException {
        assertInput("flux-advanced.json", node, input, value);
    }

    @ParameterizedTest
    @CsvSource({
        "encode, pictures, picture.picture",
        "encode, vae, model.vae",
        "denoise, latent, encode.latent",
        "denoise, noise, noise.noise",
        "size, latent, encode.latent",
        "noise, width, size.width",
        "noise, height, size.height",
        "noise, batch, size.batch",
        "schedule, denoise, 0.5"
    })
    void a_run_starts_from_a_picture_of_any_size(String node, String input, String value)
            throws IOException, JsonException {
        assertInput("image-to-image.json", node, input, value);
    }

    @ParameterizedTest
    @CsvSource({
        "encode, pictures, cut.pictures",
        "cut, pictures, grey.pictures",
        "cut, backgrounds, picture.picture",
        "cut, masks, mask-hard.masks",
        "grey, contrast, 0",
        "mask-hard, masks, transparent.masks",
        "transparent, masks, picture.mask",
        "mask-grown, pixels, 3",
        "latent-mask, masks, mask-grown.masks",
        "known, latent, encode.latent",
        "mixed, inside, guided.guided",
        "mixed, outside, known.prediction",
        "denoise, prediction, mixed.mixture",
        "denoise, noise, noise-scaled.tensor",
        "noise-scaled, factor, schedule.noiseFactor"
    })
    void a_masked_picture_is_made_grey_there_and_filled(String node, String input, String value)
            throws IOException, JsonException {
        assertInput("inpaint.json", node, input, value);
    }

    @ParameterizedTest
    @CsvSource({
        "unet-prompt, conditioning, channels-prompt.conditioning",
        "unet-negative, conditioning, channels-negative.conditioning",
        "channels-prompt, conditioning, prompt-encoded.conditioning",
        "channels-negative, conditioning, negative-encoded.conditioning",
        "mask-channel, reduction, nearest",
        "encode-cut, pictures, cut.pictures",
        "encode, pictures, picture.picture",
        "denoise, latent, encode.latent",
        "denoise, prediction, mixed.mixture"
    })
    void a_network_that_was_trained_to_fill_sees_the_mask_and_what_stays(String node, String input, String value)
            throws IOException, JsonException {
        assertInput("inpaint-model.json", node, input, value);
    }

    @Test
    void without_a_noise_mask_the_whole_picture_may_change() throws IOException, JsonException {
        Imported whole = Graphs.read("inpaint-model.json", "\"noise_mask\": true", "\"noise_mask\": false");

        assertThat(Graphs.input(whole, "denoise", "prediction")).isEqualTo("guided.guided");
    }

    @ParameterizedTest
    @CsvSource({
        "encode, tile, 512",
        "encode, overlap, 64",
        "mask, pictures, picture-11.picture",
        "mask-grown, pixels, 4",
        "mask-grown, shape, square",
        "mask-resized, masks, mask-grown.masks",
        "mask-resized, width, size.width",
        "latent-mask, masks, mask-resized.masks",
        "denoise, noise, noise.noise"
    })
    void a_mask_of_another_picture_is_brought_to_the_size_of_the_latent(String node, String input, String value)
            throws IOException, JsonException {
        assertInput("masked.json", node, input, value);
    }

    @ParameterizedTest
    @CsvSource({
        "noise, batch, 2",
        "enlarge, latent, denoise.latent",
        "enlarge, factor, 1.5",
        "enlarge, interpolation, bislerp",
        "denoise-11, latent, enlarge.latent",
        "noise-11, seed, 6",
        "noise-11, width, size.width",
        "decode, tile, 512",
        "resize, width, 48",
        "resize, height, 36"
    })
    void a_second_run_starts_from_the_enlarged_latent(String node, String input, String value)
            throws IOException, JsonException {
        // 64 x 48 pixels are 8 x 6 places, times 1.5 are 12 x 9, of 96 x 72 pixels; times 0.5.
        assertInput("high-resolution.json", node, input, value);
    }

    @ParameterizedTest
    @CsvSource({
        "pad, left, 64",
        "cut, backgrounds, pad.pictures",
        "mask-soft, masks, pad.masks",
        "mask-hard, masks, mask-soft.masks",
        "latent-mask, masks, mask-grown.masks"
    })
    void what_lies_beyond_the_edges_is_filled(String node, String input, String value)
            throws IOException, JsonException {
        assertInput("outpaint.json", node, input, value);
    }

    @ParameterizedTest
    @CsvSource({
        "prompt-joined-2, first, unet-prompt.prediction",
        "prompt-joined-2, second, unet-prompt-2.prediction",
        "prompt-joined-2, amount, 0.5",
        "guided, conditional, prompt-joined-2.mixture"
    })
    void joined_prompts_have_the_mean_of_their_predictions(String node, String input, String value)
            throws IOException, JsonException {
        assertInput("custom.json", node, input, value);
    }

    @ParameterizedTest
    @CsvSource({"uni_pc, true, 3", "uni_pc_bh2, true, 3", "dpm_2, true, ", "deis, , 3", "euler, , "})
    void samplers_have_the_order_and_the_levels_that_ksampler_gives_them(String sampler, String skips, String order)
            throws IOException, JsonException {
        Imported imported = Graphs.read("portrait.json", "\"dpmpp_2m\"", "\"" + sampler + "\"");

        assertSet(imported, "schedule", "skipLast", skips);
        assertSet(imported, "denoise", "order", order);
    }

    private static void assertSet(Imported imported, String node, String setting, String wanted) throws JsonException {
        Json.Members members = (Json.Members) Graphs.at(imported, "nodes", node);
        if (wanted == null) {
            assertThat(members.member(setting)).isEmpty();
        } else {
            assertThat(Graphs.input(imported, node, setting)).isEqualTo(wanted);
        }
    }

    @Test
    void fresh_noise_is_told_with_its_share() throws IOException, JsonException {
        Imported imported = Graphs.read(
                "custom.json",
                "\"KSamplerSelect\", \"inputs\": {\"sampler_name\": \"dpmpp_2m\"",
                "\"SamplerEulerAncestral\", \"inputs\": {\"eta\": 0.5, \"s_noise\": 1.1");

        assertThat(Graphs.input(imported, "denoise", "sampler")).isEqualTo("euler-ancestral");
        assertThat(Graphs.input(imported, "denoise", "fresh")).isEqualTo("0.5");
        assertThat(imported.notes())
                .contains(
                        "node 16 (SamplerEulerAncestral): s_noise has no counterpart here; it was taken as 1",
                        "node 3 (SamplerCustom): euler_ancestral adds noise in each step, which another generator draws"
                                + " there: here the picture is of the same kind, not the same");
    }

    @Test
    void noise_on_a_latent_that_is_noisy_still_is_told() throws IOException {
        assertThat(Graphs.read("refiner.json", "\"add_noise\": \"disable\"", "\"add_noise\": \"enable\"")
                        .notes())
                .contains(
                        "node 11 (KSamplerAdvanced): it adds noise to a latent that is noisy still, whose noise counts"
                                + " as a part of the picture here; set add_noise to disable there if it is to go on");
    }

    @Test
    void a_picture_of_unknown_size_is_not_enlarged_by_a_factor() throws IOException, JsonException {
        Imported scaled = new ComfyUiFile()
                .read(Graphs.text("image-to-image.json")
                        .replace("\"pixels\": [\"10\", 0]", "\"pixels\": [\"40\", 0]")
                        .replaceFirst(
                                "\\{",
                                "{\"40\": {\"class_type\": \"ImageScaleBy\", \"inputs\": {\"upscale_method\": \"area\","
                                        + " \"scale_by\": 2, \"image\": [\"10\", 0]}},"));

        assertThat(Graphs.input(scaled, "image-scale-by", "image")).isEqualTo("picture.picture");
        assertThat(Graphs.input(scaled, "encode", "pictures")).isEqualTo("image-scale-by.output");
    }
}
