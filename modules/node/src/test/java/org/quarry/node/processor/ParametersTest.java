package org.quarry.node.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the processor wants of parameters. */
class ParametersTest {
    @TempDir
    Path folder;

    private String parameter(String words, String type) throws IOException {
        String in = "@Param(doc = \"p\"" + (words.isEmpty() ? "" : ", " + words) + ") " + type + " p";
        return new Compilation(folder)
                .compile(Compilation.node(in, "@Port(doc = \"y\") Tensor y"))
                .messages();
    }

    @ParameterizedTest
    @ValueSource(strings = {"boolean", "int", "long", "double", "String", "Path", "Edge"})
    void a_parameter_has_one_of_these_types(String type) throws IOException {
        assertThat(parameter("", type)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Tensor", "Optional<Double>", "List<String>", "Lazy<Double>"})
    void other_types_are_refused(String type) throws IOException {
        assertThat(parameter("", type))
                .isEqualTo("parameter 'p' is " + type
                        + ", which cannot be set in place; wanted boolean, int, long, double, "
                        + "String, Path or an enum, or @Port instead of @Param");
    }

    @Test
    void a_file_may_have_to_end_in_a_certain_way() throws IOException {
        assertThat(parameter("text = \"a.png\", endings = {\".png\", \".jpg\"}", "Path"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"a.png, .PNG", "a.png, png", "a.png, .jpg"})
    void endings_are_lower_case_and_fit_the_default(String text, String ending) throws IOException {
        assertThat(parameter("text = \"" + text + "\", endings = \"" + ending + "\"", "Path"))
                .isEqualTo("parameter 'p': found endings " + ending + " and default '" + text + "'; wanted endings in"
                        + " lower case that begin with a dot, and a default with one of them");
    }

    @Test
    void only_files_have_endings() throws IOException {
        assertThat(parameter("endings = \".png\"", "String"))
                .startsWith("parameter 'p': endings says nothing of the type");
    }

    @Test
    void a_parameter_needs_a_doc() throws IOException {
        assertThat(new Compilation(folder)
                        .compile(Compilation.node("@Param(doc = \"\") double p", "@Port(doc = \"y\") Tensor y"))
                        .messages())
                .isEqualTo("input 'p' has no doc, which users read; write one");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "value = 31, min = 0, max = 30|31 lies outside 0 to 30",
                "value = -0.5, min = 0|-0.5 lies outside 0 to infinity",
                "min = 1, max = 2|0 lies outside 1 to 2",
                "value = 3, min = 5, max = 1|3 lies outside 5 to 1",
            })
    void a_default_lies_in_the_range(String words, String found) throws IOException {
        assertThat(parameter(words, "double"))
                .isEqualTo("parameter 'p': default " + found + "; change value, min or max");
    }

    @Test
    void the_ends_of_the_range_are_inside() throws IOException {
        assertThat(parameter("value = 30, min = 0, max = 30", "double")).isEmpty();
        assertThat(parameter("value = 0, min = 0, max = 30", "int")).isEmpty();
    }

    @Test
    void a_default_is_a_number() throws IOException {
        assertThat(parameter("value = Double.NaN", "double"))
                .isEqualTo(
                        "parameter 'p': default, range and step must be numbers, the step not negative; found default "
                                + "NaN, range -Infinity to Infinity, step 0.0");
        assertThat(parameter("step = -1", "double")).contains("the step not negative");
    }

    @Test
    void whole_numbers_have_no_fractions() throws IOException {
        assertThat(parameter("value = 1.5", "int"))
                .isEqualTo("parameter 'p': its type is int, but its default, range or step has a fraction; use whole "
                        + "numbers, or the type double");
    }

    @Test
    void a_default_of_an_enum_is_one_of_its_constants() throws IOException {
        assertThat(parameter("text = \"wrap-round\"", "Edge")).isEmpty();
        assertThat(parameter("text = \"WRAP_ROUND\"", "Edge"))
                .isEqualTo("parameter 'p': default 'WRAP_ROUND' is none of clamp, wrap-round");
    }

    @Test
    void every_constant_of_an_enum_has_a_doc() throws IOException {
        assertThat(parameter("", "Silent"))
                .isEqualTo(
                        "parameter 'p': constant UNSAID of Silent has no Javadoc sentence, which is its help; the enum "
                                + "must be in this module");
    }

    @Test
    void a_role_has_its_type() throws IOException {
        assertThat(parameter("role = Param.Role.SEED", "long")).isEmpty();
        assertThat(parameter("role = Param.Role.SEED", "int"))
                .isEqualTo("parameter 'p': role SEED is for the type long, not int");
        assertThat(parameter("role = Param.Role.GUIDANCE", "double")).isEmpty();
        assertThat(parameter("role = Param.Role.GUIDANCE", "int"))
                .isEqualTo("parameter 'p': role GUIDANCE is for the type double, not int");
        assertThat(parameter("role = Param.Role.MODEL", "Path")).contains("role MODEL is for the type String");
    }

    @Test
    void a_member_that_means_nothing_for_the_type_is_refused() throws IOException {
        assertThat(parameter("value = 1", "boolean"))
                .isEqualTo("parameter 'p': value says nothing of the type boolean; wanted doc, on, role");
        assertThat(parameter("text = \"3\"", "double")).contains("text says nothing of the type double");
    }
}
