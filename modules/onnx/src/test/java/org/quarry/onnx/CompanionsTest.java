package org.quarry.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.quarry.json.JsonException;
import org.quarry.node.model.Model;
import org.quarry.node.model.ModelDescription;
import org.quarry.node.model.ModelException;
import org.quarry.node.model.ModelForm;
import org.quarry.node.model.ModelRequest;
import org.quarry.node.model.ModelRequest.Precision;
import org.quarry.node.model.Models;

/** A file of FLUX's transformer alone, and others that have what it lacks. */
class CompanionsTest {
    @TempDir
    Path folder;

    private Path goldens;
    private Models models;

    @BeforeEach
    void lay() throws IOException {
        goldens = ModelsOnDisk.goldens();
        file("flux-tiny/flux-tiny.safetensors", "flux.safetensors");
        file("flux-tiny/transformer/config.json", "flux/transformer/config.json");
        file("flux-tiny/ae.safetensors", "ae.safetensors");
        file("flux-tiny/vae/config.json", "ae/vae/config.json");
        file("flux-tiny/text_encoder/model.safetensors", "clip_l.safetensors");
        file("flux-tiny/text_encoder/config.json", "clip_l/text_encoder/config.json");
        ModelsOnDisk.copy(goldens.resolve("flux-tiny/text_encoder_2"), folder.resolve("t5/text_encoder_2"));
        ModelsOnDisk.copy(goldens.resolve("sd15-tiny"), folder.resolve("painter"));
        models = ModelsOnDisk.open(folder);
    }

    private void file(String from, String to) throws IOException {
        Path place = folder.resolve(to);
        Files.createDirectories(place.getParent());
        Files.copy(goldens.resolve(from), place);
    }

    @AfterEach
    void close() {
        if (models != null) {
            models.close();
        }
    }

    private Model open(String name, List<String> textEncoders, String vae) {
        return models.open(new ModelRequest(name, textEncoders, vae, Precision.AUTO));
    }

    @TestFactory
    Stream<DynamicTest> a_file_of_a_transformer_computes_with_the_parts_of_others() throws IOException, JsonException {
        Models kept = ModelsOnDisk.open(folder);
        Model whole = kept.open(new ModelRequest(
                "flux.safetensors", List.of("clip_l.safetensors", "t5"), "ae.safetensors", Precision.AUTO));
        return Stream.concat(
                RecordedCases.of("composed", whole, goldens.resolve("flux-tiny")),
                Stream.of(DynamicTest.dynamicTest("and closes", kept::close)));
    }

    @Test
    void what_was_taken_is_no_longer_missing() {
        Model whole = open("flux.safetensors", List.of("clip_l.safetensors", "t5"), "ae.safetensors");

        assertThat(models.describe("flux.safetensors").orElseThrow().missing())
                .contains("text_encoder", "text_encoder_2", "vae");
        assertThat(whole.description().missing()).containsExactly("tokenizer_2/tokenizer.json");
        assertThat(whole.description().components())
                .containsExactly("text_encoder", "text_encoder_2", "transformer", "vae_decoder", "vae_encoder");
        assertThat(whole.companions()).containsExactly("clip_l.safetensors", "t5", "ae.safetensors");
    }

    @Test
    void the_scale_of_the_latents_is_that_of_the_family_where_the_file_of_a_vae_does_not_say() throws IOException {
        Files.delete(folder.resolve("ae/vae/config.json"));

        Model whole = open("flux.safetensors", List.of(), "ae.safetensors");

        assertThat(whole.config("vae_decoder"))
                .containsEntry("latent_channels", 16L)
                .containsEntry("scaling_factor", 0.3611)
                .containsEntry("shift_factor", 0.1159);
    }

    @Test
    void a_vae_of_other_latents_is_refused() {
        assertThatThrownBy(() -> open("flux.safetensors", List.of(), "painter"))
                .isInstanceOf(ModelException.class)
                .hasMessage("'painter' has a VAE of 4 channels, 'flux.safetensors' of the family flux wants one of 16;"
                        + " name another in 'vae from'");
        assertThatThrownBy(() -> open("flux.safetensors", List.of(), "clip_l.safetensors"))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("'clip_l.safetensors' has no VAE, it has text_encoder");
    }

    @Test
    void text_encoders_of_another_width_are_refused_with_those_that_are_wanted() {
        assertThatThrownBy(() -> open("painter", List.of("t5"), ""))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("'t5' has no text encoder that fits 'painter' of the family sd-32")
                .hasMessageContaining("(T5 of width")
                .hasMessageContaining("wanted is text_encoder (CLIP of width 32)");
    }

    @Test
    void a_companion_that_is_not_there_is_named() {
        assertThatThrownBy(() -> open("flux.safetensors", List.of("none"), ""))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("there is no model 'none'");
    }

    @Test
    void other_parts_make_another_fingerprint() {
        String bare = models.open("flux.safetensors").fingerprint();
        String whole =
                open("flux.safetensors", List.of("clip_l.safetensors"), "").fingerprint();

        assertThat(whole).startsWith("sha256:").isNotEqualTo(bare);
        assertThat(open("flux.safetensors", List.of("clip_l.safetensors"), "ae.safetensors")
                        .fingerprint())
                .isNotEqualTo(whole);
    }

    @Test
    void files_of_parts_are_listed_apart_from_models() {
        assertThat(models.list()).extracting(ModelDescription::name).containsExactly("flux.safetensors", "painter");
        assertThat(models.parts())
                .allSatisfy(part -> assertThat(part.form()).isEqualTo(ModelForm.PART))
                .extracting(ModelDescription::name)
                .contains("ae.safetensors", "clip_l.safetensors");
        assertThat(models.describe("ae.safetensors").orElseThrow().components())
                .containsExactly("vae_decoder", "vae_encoder");
    }
}
