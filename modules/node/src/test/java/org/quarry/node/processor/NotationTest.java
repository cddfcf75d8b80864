package org.quarry.node.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What may stand in shape and kind. */
class NotationTest {
    private static final String INPUTS = """
        @Port(doc = "x", shape = "B,C,H,W", kind = "latent<F>") Tensor x,
        @Port(doc = "k", kind = "K") Tensor k,
        @Port(doc = "m", kind = "unet<F>") Model unet,
        @Param(doc = "m", role = Param.Role.MODEL) String model,
        @Param(doc = "t") String text,
        @Param(doc = "w", value = 1, min = 1) int width\
        """;

    @TempDir
    Path folder;

    private String output(String words) throws IOException {
        return new Compilation(folder)
                .compile(Compilation.node(INPUTS, "@Port(doc = \"y\", " + words + ") Tensor y"))
                .messages();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"B,C,H,W", "B,4,8*H,W/8", "?", "B,?,H", "B,unet.channels,width/8,2*width*H/8", "1", "H / 8, W"})
    void these_shapes_are_understood(String shape) throws IOException {
        assertThat(output("shape = \"" + shape + "\"")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"B,,H", ",", "0,H", "B+1", "8*?", "b c", "H/", "-1", "BB", "unet.channels.more"})
    void an_axis_that_is_none_is_shown(String shape) throws IOException {
        assertThat(output("shape = \"" + shape + "\""))
                .startsWith("output 'y': shape " + shape + ": found '")
                .contains(
                        "' where an axis was wanted: a number from 1, a capital letter, an int parameter, port.size or"
                                + " ?");
    }

    @Test
    void a_letter_of_an_output_s_shape_stands_in_an_input_s() throws IOException {
        assertThat(output("shape = \"B,D\""))
                .isEqualTo("output 'y': shape B,D has the letter D, which no input's shape has (there are B, C, H, W); "
                        + "write ? for a size that is not known before the run");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "B,height|output 'y': shape B,height names 'height', which is no parameter of type int",
                "B,text|output 'y': shape B,text names 'text', which is no parameter of type int",
                "B,x|output 'y': shape B,x names 'x', which is no parameter of type int",
                "B,x.channels|output 'y': shape B,x.channels names 'x', which is no input of type Model",
                "B,unet.depth|output 'y': shape B,unet.depth asks for the size 'depth', which models do not have;"
                        + " wanted one of channels, factor, side, textLength, textWidth",
            })
    void a_name_in_a_shape_is_that_of_an_input(String shape, String message) throws IOException {
        assertThat(output("shape = \"" + shape + "\"")).isEqualTo(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"latent", "latent<F>", "text-encoder<{model}>", "K", "clip2"})
    void these_kinds_are_understood(String kind) throws IOException {
        assertThat(output("kind = \"" + kind + "\"")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Latent", "latent<f>", "latent<FF>", "latent<F", "latent<{}>", "latent F", "<F>"})
    void a_kind_that_is_none_is_shown(String kind) throws IOException {
        assertThat(output("kind = \"" + kind + "\""))
                .isEqualTo("output 'y': found kind '" + kind
                        + "'; wanted a word like latent, latent<F>, latent<{parameter}>, or one capital letter");
    }

    @Test
    void a_letter_of_an_output_s_kind_stands_in_an_input_s() throws IOException {
        assertThat(output("kind = \"latent<G>\""))
                .isEqualTo("output 'y': kind latent<G> has the letter G, which stands in no input's kind in that way"
                        + " (there are <F>, K); leave it out if it cannot be known before the run");
    }

    @Test
    void a_letter_for_a_family_is_none_for_a_kind() throws IOException {
        assertThat(output("kind = \"F\"")).contains("has the letter F, which stands in no input's kind in that way");
    }

    @Test
    void braces_in_a_kind_name_a_parameter_for_a_model() throws IOException {
        assertThat(output("kind = \"latent<{text}>\""))
                .isEqualTo("output 'y': kind latent<{text}> names 'text', which is no parameter with role MODEL");
    }

    @Test
    void shapes_and_kinds_of_inputs_are_checked_too() throws IOException {
        String in = "@Port(doc = \"x\", shape = \"B,height\", kind = \"Latent\") Tensor x";

        assertThat(new Compilation(folder)
                        .compile(Compilation.node(in, "@Port(doc = \"y\") Tensor y"))
                        .messages())
                .contains("input 'x': shape B,height names 'height'")
                .contains("input 'x': found kind 'Latent'");
    }
}
