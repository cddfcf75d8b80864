package org.quarry.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quarry.workflow.Samples.check;
import static org.quarry.workflow.Samples.nodes;
import static org.quarry.workflow.Samples.problems;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Java types, kinds and families along the wires. */
class TypesTest {
    private static final String IMAGE = "\"image\": {\"type\": \"quarry:load-image@1\"}";
    private static final String PARTS =
            "\"parts\": {\"type\": \"quarry:split@1\", \"picture\": {\"from\": \"image.picture\"}}";
    private static final String DREAM = "\"dream\": {\"type\": \"quarry:load-model@1\", \"model\": \"dream\"}";
    private static final String BIG = "\"big\": {\"type\": \"quarry:load-model@1\", \"model\": \"big\"}";
    private static final String NOISE =
            "\"noise\": {\"type\": \"quarry:noise@1\", \"unet\": {\"from\": \"dream.unet\"}}";

    @Test
    void different_types_do_not_fit() {
        assertThat(problems(
                        DREAM,
                        NOISE,
                        "\"save\": {\"type\": \"quarry:save-image@1\", \"picture\": {\"from\": \"noise.noise\"}}"))
                .containsExactly("node 'save', input 'picture': 'noise.noise' gives a Tensor, wanted a Picture; "
                        + "link an output of that type");
    }

    @Test
    void a_value_fits_a_list() {
        assertThat(problems(
                        IMAGE, "\"a\": {\"type\": \"quarry:sheet@1\", \"pictures\": {\"from\": \"image.picture\"}}"))
                .isEmpty();
    }

    @Test
    void a_list_fits_a_list_beside_values() {
        assertThat(problems(
                        IMAGE,
                        PARTS,
                        "\"a\": {\"type\": \"quarry:sheet@1\", \"pictures\": [{\"from\": \"parts.pictures\"},"
                                + " {\"from\": \"image.picture\"}]}"))
                .isEmpty();
    }

    @Test
    void a_list_does_not_fit_a_value() {
        assertThat(problems(
                        IMAGE,
                        PARTS,
                        "\"save\": {\"type\": \"quarry:save-image@1\", \"picture\": {\"from\": \"parts.pictures\"}}"))
                .containsExactly(
                        "node 'save', input 'picture': 'parts.pictures' gives a list of Picture, wanted a Picture; "
                                + "link an output of that type");
    }

    @Test
    void a_wrong_type_into_a_list_is_refused() {
        assertThat(problems(
                        DREAM,
                        NOISE,
                        "\"a\": {\"type\": \"quarry:sheet@1\", \"pictures\": {\"from\": \"noise.noise\"}}"))
                .containsExactly("node 'a', input 'pictures': 'noise.noise' gives a Tensor, wanted a list of Picture; "
                        + "link an output of that type");
    }

    @Test
    void every_value_fits_an_input_that_takes_anything() {
        assertThat(problems(
                        DREAM,
                        NOISE,
                        "\"show\": {\"type\": \"quarry:preview@1\", \"value\": {\"from\": \"noise.noise\"}}"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "int, double, true",
        "long, double, true",
        "int, long, true",
        "long, int, false",
        "double, int, false",
        "double, long, false",
        "boolean, double, false",
        "java.lang.String, java.nio.file.Path, false",
        "java.lang.Object, double, true",
        "double, java.lang.Object, true",
        "org.acme.Sampler, org.acme.Sampler, true",
        "org.acme.Sampler, org.other.Sampler, false"
    })
    void a_whole_number_fits_a_number_and_other_types_fit_by_name(String from, String to, boolean fits) {
        NodeCatalog catalog = NodeCatalog.of(
                List.of(Nodes.source(from), Nodes.sink(to)), getClass().getClassLoader());
        Workflow workflow = nodes(
                "\"a\": {\"type\": \"test:source@1\"}",
                "\"b\": {\"type\": \"test:sink@1\", \"in\": {\"from\": \"a.out\"}}");

        assertThat(new Check(catalog, KnownModels.UNKNOWN, Components.NONE)
                        .check(workflow)
                        .failed())
                .isEqualTo(!fits);
    }

    @Test
    void a_parameter_may_be_linked() {
        assertThat(problems(
                                IMAGE,
                                "\"step\": {\"type\": \"quarry:step@1\"}",
                                "\"sum\": {\"type\": \"quarry:add@1\", \"a\": {\"from\": \"step.sample\"}, \"factor\":"
                                        + " {\"from\": \"step.index\"}}")
                        .stream()
                        .filter(message -> !message.contains("driver")))
                .isEmpty();
    }

    @Test
    void families_do_not_mix() {
        assertThat(problems(
                        DREAM,
                        BIG,
                        "\"text\": {\"type\": \"quarry:text-encoder@1\", \"tokenizer\": {\"from\":"
                                + " \"big.tokenizer\"}}",
                        NOISE,
                        "\"unet\": {\"type\": \"quarry:unet@1\", \"unet\": {\"from\": \"dream.unet\"},"
                                + " \"conditioning\": {\"from\": \"text.conditioning\"}}",
                        "\"denoise\": {\"type\": \"quarry:denoise@1\", \"noise\": {\"from\": \"noise.noise\"},"
                                + " \"prediction\": {\"from\": \"unet.prediction\"}}"))
                .containsExactly("node 'unet', input 'conditioning': 'text.conditioning' gives conditioning<sdxl>, "
                        + "wanted conditioning<sd15>; input 'unet' is of sd15; take both from one model");
    }

    @Test
    void latents_of_another_model_are_refused_though_their_shape_is_the_same() {
        assertThat(problems(
                        DREAM,
                        BIG,
                        NOISE,
                        "\"a\": {\"type\": \"quarry:decode@1\", \"vae\": {\"from\": \"big.vae\"}, \"latent\":"
                                + " {\"from\": \"noise.noise\"}}"))
                .containsExactly("node 'a', input 'latent': 'noise.noise' gives latent<sd15>, wanted latent<sdxl>; "
                        + "input 'vae' is of sdxl; take both from one model");
    }

    @Test
    void different_kinds_of_one_type_do_not_fit() {
        assertThat(problems(DREAM, "\"a\": {\"type\": \"quarry:noise@1\", \"unet\": {\"from\": \"dream.vae\"}}"))
                .containsExactly("node 'a', input 'unet': 'dream.vae' gives vae<sd15>, wanted unet; "
                        + "link an output that gives one");
    }

    @Test
    void one_letter_means_the_same_kind_at_both_inputs() {
        assertThat(problems(
                        DREAM,
                        BIG,
                        NOISE,
                        "\"other\": {\"type\": \"quarry:noise@1\", \"unet\": {\"from\": \"big.unet\"}}",
                        "\"sum\": {\"type\": \"quarry:add@1\", \"a\": {\"from\": \"noise.noise\"}, \"b\":"
                                + " {\"from\": \"other.noise\"}}"))
                .containsExactly("node 'sum', input 'b': 'other.noise' gives latent<sdxl>, wanted latent<sd15>; "
                        + "input 'a' takes that, and both must be one kind");
    }

    @Test
    void a_kind_passes_through_a_node_that_keeps_it() {
        Checked checked =
                check(nodes(DREAM, NOISE, "\"sum\": {\"type\": \"quarry:add@1\", \"a\": {\"from\": \"noise.noise\"}}"));

        assertThat(checked.wires().get(new Socket("sum", "sum")).kind()).isEqualTo("latent<sd15>");
    }

    @Test
    void an_unknown_model_has_an_unknown_family_which_fits_all() {
        Workflow workflow = nodes(
                DREAM.replace("dream", "nameless").replace("\"model\": \"nameless\"", "\"model\": \"x\""),
                BIG,
                "\"noise\": {\"type\": \"quarry:noise@1\", \"unet\": {\"from\": \"nameless.unet\"}}",
                "\"a\": {\"type\": \"quarry:decode@1\", \"vae\": {\"from\": \"big.vae\"}, \"latent\": {\"from\":"
                        + " \"noise.noise\"}}");

        assertThat(new Check(Samples.CATALOG, KnownModels.UNKNOWN, Components.NONE)
                        .check(workflow)
                        .problems())
                .isEmpty();
    }

    @Test
    void each_wire_knows_its_type_kind_and_model() {
        Checked checked = check(nodes(DREAM, NOISE));

        assertThat(checked.wires())
                .containsEntry(
                        new Socket("noise", "noise"),
                        new Wire(
                                new ValueType("org.quarry.tensor.Tensor"),
                                false,
                                "latent<sd15>",
                                "1,4,64,64",
                                false,
                                ""))
                .containsEntry(
                        new Socket("dream", "vae"),
                        new Wire(new ValueType("org.quarry.node.model.Model"), false, "vae<sd15>", "", false, "dream"));
    }
}
