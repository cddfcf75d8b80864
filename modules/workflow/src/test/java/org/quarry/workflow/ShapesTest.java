package org.quarry.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quarry.workflow.Samples.check;
import static org.quarry.workflow.Samples.nodes;
import static org.quarry.workflow.Samples.problems;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sizes of axes, known before anything runs. */
class ShapesTest {
    private static final String DREAM = "\"dream\": {\"type\": \"quarry:load-model@1\", \"model\": \"dream\"}";
    private static final String POCKET = "\"pocket\": {\"type\": \"quarry:load-model@1\", \"model\": \"pocket\"}";
    private static final String IMAGE = "\"image\": {\"type\": \"quarry:load-image@1\"}";

    private static String noise(String name, String width, String height) {
        return "\"" + name + "\": {\"type\": \"quarry:noise@1\", \"unet\": {\"from\": \"dream.unet\"}, \"width\": "
                + width + ", \"height\": " + height + "}";
    }

    private static String wire(String name, String type, String input, String from) {
        return "\"" + name + "\": {\"type\": \"quarry:" + type + "@1\", \"" + input + "\": {\"from\": \"" + from
                + "\"}";
    }

    private static String shape(String socket, String... nodes) {
        Checked checked = check(nodes(nodes));
        assertThat(checked.problems()).isEmpty();
        return checked.wires().get(Socket.parse(socket)).shape();
    }

    @Test
    void sizes_come_from_parameters_and_from_the_model() {
        assertThat(shape("noise.noise", DREAM, noise("noise", "640", "512"))).isEqualTo("1,4,64,80");
    }

    @Test
    void the_coming_picture_s_size_is_known_at_its_node() {
        assertThat(shape(
                        "picture.picture",
                        DREAM,
                        noise("noise", "640", "512"),
                        wire("picture", "decode", "latent", "noise.noise") + ", \"vae\": {\"from\": \"dream.vae\"}}"))
                .isEqualTo("512,640");
    }

    @Test
    void a_size_that_is_linked_is_unknown() {
        assertThat(check(nodes(
                                DREAM,
                                "\"step\": {\"type\": \"quarry:step@1\"}",
                                noise("noise", "{\"from\": \"step.index\"}", "512")))
                        .wires()
                        .get(new Socket("noise", "noise"))
                        .shape())
                .isEqualTo("1,4,64,?");
    }

    @Test
    void the_sizes_of_a_file_are_unknown_and_fit_everything() {
        assertThat(shape(
                        "latent.latent",
                        DREAM,
                        IMAGE,
                        wire("latent", "encode", "picture", "image.picture") + ", \"vae\": {\"from\": \"dream.vae\"}}"))
                .isEqualTo("1,4,?,?");
    }

    @Test
    void different_sizes_do_not_add_up() {
        assertThat(problems(
                        DREAM,
                        noise("a", "512", "512"),
                        noise("b", "512", "480"),
                        wire("sum", "add", "a", "a.noise") + ", \"b\": {\"from\": \"b.noise\"}}"))
                .containsExactly(
                        "node 'sum', input 'b': 'b.noise' gives shape [1,4,60,64], wanted [B,C,H,W] with H = 64 "
                                + "as at input 'a'; change it where it is set, or resize it");
    }

    @Test
    void channels_of_another_model_are_named_by_the_fact() {
        assertThat(problems(
                        POCKET,
                        DREAM,
                        noise("noise", "512", "512"),
                        wire("picture", "decode", "latent", "noise.noise") + ", \"vae\": {\"from\": \"pocket.vae\"}}"))
                .anySatisfy(message -> assertThat(message)
                        .isEqualTo("node 'picture', input 'latent': 'noise.noise' gives shape [1,4,64,64], wanted"
                                + " [B,vae.channels,H,W] with vae.channels = 8; change it where it is set,"
                                + " or resize it"));
    }

    @Test
    void a_parameter_that_is_no_multiple_is_named_before_the_run() {
        assertThat(problems(DREAM, noise("noise", "500", "512")))
                .containsExactly("node 'noise', input 'width': output 'noise' would have an axis width/8 of size 62.5; "
                        + "make width a multiple of 8");
    }

    @Test
    void a_picture_that_is_no_multiple_is_named_at_the_input_it_comes_from() {
        assertThat(problems(
                        DREAM,
                        IMAGE,
                        wire("small", "resize", "picture", "image.picture") + ", \"width\": 500}",
                        wire("latent", "encode", "picture", "small.picture") + ", \"vae\": {\"from\": \"dream.vae\"}}"))
                .containsExactly("node 'latent', input 'picture': output 'latent' would have an axis W/8 of size 62.5; "
                        + "make W a multiple of 8");
    }

    @Test
    void an_input_of_an_odd_size_where_an_even_one_is_wanted_is_named() {
        assertThat(problems(DREAM, noise("noise", "520", "512"), wire("half", "shrink", "a", "noise.noise") + "}"))
                .containsExactly("node 'half', input 'a': 'noise.noise' gives shape [1,4,64,65], wanted [B,C,2*H,2*W]; "
                        + "make axis 4 a multiple of 2");
    }

    @Test
    void growing_and_shrinking_cancel_out_also_for_sizes_that_nobody_knows() {
        assertThat(problems(
                        DREAM,
                        IMAGE,
                        wire("latent", "encode", "picture", "image.picture") + ", \"vae\": {\"from\": \"dream.vae\"}}",
                        wire("large", "grow", "a", "latent.latent") + "}",
                        wire("same", "shrink", "a", "large.large") + "}",
                        wire("sum", "add", "a", "latent.latent") + ", \"b\": {\"from\": \"same.small\"}}"))
                .isEmpty();
    }

    @Test
    void an_unknown_size_does_not_fit_twice_itself() {
        assertThat(problems(
                        DREAM,
                        "\"step\": {\"type\": \"quarry:step@1\"}",
                        noise("noise", "{\"from\": \"step.index\"}", "512"),
                        wire("large", "grow", "a", "noise.noise") + "}",
                        wire("sum", "add", "a", "noise.noise") + ", \"b\": {\"from\": \"large.large\"}}"))
                .anySatisfy(message -> assertThat(message)
                        .startsWith("node 'sum', input 'b': 'large.large' gives shape [1,4,128,?], wanted [B,C,H,W]"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1,4,64,64|B,C,H,W|true",
                "1,4,64,64|1,4,64,64|true",
                "1,4,64,64|1,?,H,H|true",
                "1,4,64,32|1,?,H,H|false",
                "1,4,64|B,C,H,W|false",
                "1,4,64,64|B,3,H,W|false",
                "64|8*H|true",
                "63|8*H|false",
                "64|H/8|true",
                "64,8|H,H/8|true",
                "64,9|H,H/8|false",
                "8,64|H/8,H|true",
                "9,64|H/8,H|false",
                "12|3*4|true",
                "12|24/2|true",
                "12|5|false",
                "12|what is this|true",
                "12||true",
                "?|7|true",
                "0|7|true",
                "12|A/0|true",
                "99999999999999999999|7|true"
            })
    void shapes_fit_where_every_axis_can(String given, String wanted, boolean fits) {
        assertThat(fits(given, wanted == null ? "" : wanted)).isEqualTo(fits);
    }

    @Test
    void a_wrong_number_of_axes_is_told() {
        List<NodeDescriptor> nodes = new ArrayList<>();
        nodes.add(Nodes.node("test:source", List.of(), List.of(Nodes.output("T", "", "1,4,64"))));
        nodes.add(Nodes.node("test:sink", List.of(Nodes.input("T", "", "B,C,H,W")), List.of()));

        assertThat(messages(nodes))
                .containsExactly("node 'b', input 'in': 'a.out' gives shape [1,4,64], wanted 4 axes, [B,C,H,W]; "
                        + "link an output of that shape");
    }

    private static boolean fits(String given, String wanted) {
        return messages(List.of(
                        Nodes.node("test:source", List.of(), List.of(Nodes.output("T", "", given))),
                        Nodes.node("test:sink", List.of(Nodes.input("T", "", wanted)), List.of())))
                .isEmpty();
    }

    private static List<String> messages(List<NodeDescriptor> descriptors) {
        NodeCatalog catalog = NodeCatalog.of(descriptors, ShapesTest.class.getClassLoader());
        Workflow workflow = nodes(
                "\"a\": {\"type\": \"test:source@1\"}",
                "\"b\": {\"type\": \"test:sink@1\", \"in\": {\"from\": \"a.out\"}}");
        return Samples.messages(new Check(catalog, KnownModels.UNKNOWN, Components.NONE).check(workflow));
    }
}
