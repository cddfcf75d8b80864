package org.quarry.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quarry.workflow.Samples.problems;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.quarry.node.model.ModelDescription;
import org.quarry.node.model.ModelForm;

/** What is said of values given in place. */
class ValueProblemsTest {
    private static final String IMAGE = "\"image\": {\"type\": \"quarry:load-image@1\"}";
    private static final String MODEL = "\"m\": {\"type\": \"quarry:load-model@1\"}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "height|\"tall\"|found \"tall\", wanted a whole number",
                "height|1.5|found 1.5, wanted a whole number",
                "height|true|found true, wanted a whole number",
                "height|null|found null, wanted a whole number",
                "height|0|found 0, wanted a number of at least 1",
                "height|-7|found -7, wanted a number of at least 1",
                "height|2147483648|found 2147483648, wanted a number that fits into 32 bits",
                "height|1e999999999|found 1E+999999999, wanted a number that fits into 32 bits",
                "width|5000|found 5000, wanted a number of at most 4096",
                "smooth|1|found 1, wanted true or false",
                "smooth|\"yes\"|found \"yes\", wanted true or false",
                "picture|5|found 5, wanted a link to an output that gives a Picture; write {\"from\": \"node.output\"}",
            })
    void a_value_that_does_not_fit_is_named(String parameter, String value, String sentence) {
        String link = parameter.equals("picture") ? "" : ", \"picture\": {\"from\": \"image.picture\"}";

        assertThat(problems(
                        IMAGE, "\"a\": {\"type\": \"quarry:resize@1\", \"" + parameter + "\": " + value + link + "}"))
                .containsExactly("node 'a', input '" + parameter + "': " + sentence);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "512", "512.0", "5.12e2"})
    void a_whole_number_may_be_written_in_any_way(String value) {
        assertThat(problems(
                        IMAGE,
                        "\"a\": {\"type\": \"quarry:resize@1\", \"height\": " + value
                                + ", \"picture\": {\"from\": \"image.picture\"}}"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"boat.gif, found \"boat.gif\"", "png, found \"png\"", "boat.png.txt, found \"boat.png.txt\""})
    void a_file_that_ends_otherwise_is_named(String file, String found) {
        assertThat(problems("\"a\": {\"type\": \"quarry:load-image@1\", \"file\": \"" + file + "\"}"))
                .containsExactly("node 'a', input 'file': " + found + ", wanted a file name that ends in .png or .jpg");
    }

    @ParameterizedTest
    @ValueSource(strings = {"boat.png", "folder/Boat.JPG"})
    void the_case_of_an_ending_does_not_count(String file) {
        assertThat(problems("\"a\": {\"type\": \"quarry:load-image@1\", \"file\": \"" + file + "\"}"))
                .isEmpty();
    }

    @Test
    void a_range_with_two_ends_names_both() {
        assertThat(problems(
                        "\"a\": {\"type\": \"quarry:guidance@1\", \"scale\": 30.5, \"conditional\": {\"from\":"
                                + " \"x.o\"}, \"unconditional\": {\"from\": \"x.o\"}}",
                        "\"x\": {\"type\": \"zeta:x@1\"}"))
                .contains("node 'a', input 'scale': found 30.5, wanted a number from 0 to 30");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "30", "30.000", "7.25"})
    void the_ends_of_a_range_belong_to_it(String scale) {
        assertThat(problems(
                        "\"a\": {\"type\": \"quarry:guidance@1\", \"scale\": " + scale
                                + ", \"conditional\": {\"from\": \"x.o\"}, \"unconditional\": {\"from\": \"x.o\"}}",
                        "\"x\": {\"type\": \"zeta:x@1\"}"))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "9223372036854775807", "9223372036854775808", "18446744073709551615"})
    void a_seed_is_unsigned_and_has_64_bits(String seed) {
        assertThat(problems(
                        MODEL,
                        "\"a\": {\"type\": \"quarry:noise@1\", \"unet\": {\"from\": \"m.unet\"}, \"seed\": " + seed
                                + "}"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "18446744073709551616"})
    void a_seed_outside_of_64_bits_is_refused(String seed) {
        assertThat(problems(
                        MODEL,
                        "\"a\": {\"type\": \"quarry:noise@1\", \"unet\": {\"from\": \"m.unet\"}, \"seed\": " + seed
                                + "}"))
                .containsExactly(
                        "node 'a', input 'seed': found " + seed + ", wanted a number from 0 to 18446744073709551615");
    }

    @Test
    void an_unknown_choice_lists_all_and_suggests_one() {
        assertThat(denoiseWith("\"sampler\": \"eulr\""))
                .containsExactly("node 'a', input 'sampler': found 'eulr', wanted one of euler, euler-ancestral, ddim; "
                        + "did you mean 'euler'?");
    }

    @Test
    void an_unknown_choice_that_is_near_to_none_lists_all() {
        assertThat(denoiseWith("\"sampler\": \"fancy\""))
                .containsExactly(
                        "node 'a', input 'sampler': found 'fancy', wanted one of euler, euler-ancestral, ddim");
    }

    @Test
    void a_choice_is_a_text() {
        assertThat(denoiseWith("\"sampler\": 3"))
                .containsExactly("node 'a', input 'sampler': found 3, wanted one of euler, euler-ancestral, ddim");
    }

    @Test
    void a_choice_is_written_as_declared() {
        assertThat(denoiseWith("\"sampler\": \"EULER\"")).hasSize(1);
        assertThat(denoiseWith("\"sampler\": \"euler-ancestral\"")).isEmpty();
    }

    @Test
    void a_text_is_wanted_where_a_number_stands() {
        assertThat(problems("\"m\": {\"type\": \"quarry:load-model@1\", \"model\": 5}"))
                .containsExactly("node 'm', input 'model': found 5, wanted a text");
    }

    @Test
    void a_file_is_a_text() {
        assertThat(problems("\"a\": {\"type\": \"quarry:load-image@1\", \"file\": [1]}"))
                .containsExactly("node 'a', input 'file': found [1], wanted the name of a file");
    }

    @Test
    void a_long_value_is_cut_in_the_sentence() {
        assertThat(problems("\"m\": {\"type\": \"quarry:load-model@1\", \"model\": [" + "1, ".repeat(100) + "1]}")
                        .get(0))
                .hasSizeLessThan(130)
                .contains("…");
    }

    @Test
    void an_unknown_model_lists_those_there_are() {
        assertThat(problems("\"m\": {\"type\": \"quarry:load-model@1\", \"model\": \"flux\"}"))
                .containsExactly("node 'm', input 'model': found no model 'flux', there are big, dream, pocket, torn; "
                        + "put its folder into the models folder, or name another");
    }

    @Test
    void a_mistyped_model_is_suggested() {
        assertThat(problems("\"m\": {\"type\": \"quarry:load-model@1\", \"model\": \"pockett\"}"))
                .containsExactly(
                        "node 'm', input 'model': found no model 'pockett', there are big, dream, pocket, torn; "
                                + "did you mean 'pocket'?");
    }

    @Test
    void a_model_that_is_there_by_default_is_asked_for_too() {
        Checked checked = new Check(Samples.CATALOG, KnownModels.of(java.util.List.of()), Components.NONE)
                .check(Samples.nodes(MODEL));

        assertThat(Samples.messages(checked))
                .containsExactly("node 'm', input 'model': found no model 'pocket', there are none; "
                        + "put its folder into the models folder, or name another");
    }

    @Test
    void where_no_models_are_known_every_name_passes() {
        assertThat(new Check(Samples.CATALOG, KnownModels.UNKNOWN, Components.NONE)
                        .check(Samples.nodes(MODEL))
                        .problems())
                .isEmpty();
    }

    @Test
    void a_model_with_missing_files_is_a_warning() {
        Checked checked =
                Samples.check(Samples.nodes("\"m\": {\"type\": \"quarry:load-model@1\", \"model\": \"torn\"}"));

        assertThat(checked.failed()).isFalse();
        assertThat(Samples.messages(checked))
                .containsExactly("node 'm', input 'model': model 'torn' lacks unet/model.onnx_data; "
                        + "nodes that need them will fail; download its folder again");
    }

    @Test
    void what_parts_of_other_models_make_up_for_is_not_missing() {
        assertThat(assembled("\"textEncodersFrom\": \"encoders\", \"vaeFrom\": \"autoencoder\""))
                .isEmpty();
        assertThat(assembled("\"textEncodersFrom\": \"encoders\""))
                .containsExactly("node 'm', input 'model': model 'bare' lacks vae; "
                        + "nodes that need them will fail; name files or folders that have them in 'text encoders from'"
                        + " and 'vae from' of Load model");
    }

    @Test
    void each_part_that_is_not_there_is_named() {
        assertThat(assembled("\"textEncodersFrom\": \"encoders, clip\", \"vaeFrom\": \"autoencoders\""))
                .hasSize(3)
                .anyMatch(message -> message.contains("input 'textEncodersFrom': found no model 'clip'"))
                .anyMatch(message ->
                        message.contains("input 'vaeFrom': found no model 'autoencoders', there are autoencoder, bare,"
                                + " encoders; did you mean 'autoencoder'?"))
                .anyMatch(message -> message.contains("'bare' lacks vae"));
    }

    /** A part is no model by itself, so it is proposed only where parts are asked for. */
    @Test
    void files_with_parts_alone_are_proposed_where_parts_are_named() {
        KnownModels shelf = new Shelf(
                List.of(model("bare", List.of("unet"), List.of("vae"))),
                List.of(model("ae.safetensors", List.of("vae_decoder", "vae_encoder"), List.of())));

        assertThat(Samples.messages(new Check(Samples.CATALOG, shelf, Components.NONE)
                        .check(Samples.nodes("\"m\": {\"type\": \"quarry:assemble-model@1\", \"model\": \"bar\","
                                + " \"vaeFrom\": \"ae.safetensor\"}"))))
                .containsExactlyInAnyOrder(
                        "node 'm', input 'model': found no model 'bar', there are bare; did you mean 'bare'?",
                        "node 'm', input 'vaeFrom': found no model 'ae.safetensor', there are ae.safetensors, bare; did"
                                + " you mean 'ae.safetensors'?");
    }

    private record Shelf(List<ModelDescription> models, List<ModelDescription> aside) implements KnownModels {
        @Override
        public List<String> names() {
            return models.stream().map(ModelDescription::name).toList();
        }

        @Override
        public List<String> parts() {
            return aside.stream().map(ModelDescription::name).toList();
        }

        @Override
        public Optional<ModelDescription> describe(String name) {
            return Stream.concat(models.stream(), aside.stream())
                    .filter(model -> model.name().equals(name))
                    .findFirst();
        }
    }

    private static List<String> assembled(String members) {
        KnownModels models = KnownModels.of(List.of(
                model("bare", List.of("unet"), List.of("text_encoder", "tokenizer_2/tokenizer.json", "vae")),
                model("encoders", List.of("text_encoder", "text_encoder_2"), List.of()),
                model("autoencoder", List.of("vae_decoder", "vae_encoder"), List.of())));
        return Samples.messages(new Check(Samples.CATALOG, models, Components.NONE)
                .check(Samples.nodes(
                        "\"m\": {\"type\": \"quarry:assemble-model@1\", \"model\": \"bare\", " + members + "}")));
    }

    private static ModelDescription model(String name, List<String> components, List<String> missing) {
        return new ModelDescription(
                name, "flux", Path.of("models", name), components, missing, "float32", 1000, Map.of(), ModelForm.FILE);
    }

    private static List<String> denoiseWith(String member) {
        return problems(
                        "\"a\": {\"type\": \"quarry:denoise@1\", " + member
                                + ", \"prediction\": {\"from\": \"x.o\"}, \"noise\": {\"from\": \"x.o\"}}",
                        "\"x\": {\"type\": \"zeta:x@1\"}")
                .stream()
                .filter(message -> !message.contains("zeta"))
                .toList();
    }
}
