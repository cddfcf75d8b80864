package org.quarry.node.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quarry.node.processor.Compilation.IN_LINE;
import static org.quarry.node.processor.Compilation.OUT_LINE;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.quarry.node.processor.Compilation.Failure;

/** What the processor wants of inputs and outputs. */
class PortsTest {
    private static final String X = "@Port(doc = \"x\", shape = \"B,C,H,W\", kind = \"latent<F>\") Tensor x";
    private static final String Y = "@Port(doc = \"y\") Tensor y";

    @TempDir
    Path folder;

    private Compilation node(String in, String out) throws IOException {
        return new Compilation(folder).compile(Compilation.node(in, out));
    }

    private String in(String in) throws IOException {
        return node(in, Y).messages();
    }

    private String out(String out) throws IOException {
        return node(X, out).messages();
    }

    @Test
    void the_error_stands_at_the_component() throws IOException {
        assertThat(node("@Port(doc = \"\") Tensor x", "@Port(doc = \"\") Tensor y")
                        .failures())
                .containsExactly(
                        new Failure(IN_LINE, "input 'x' has no doc, which users read; write one"),
                        new Failure(OUT_LINE, "output 'y' has no doc, which users read; write one"));
    }

    @Test
    void a_component_is_a_port_or_a_parameter() throws IOException {
        assertThat(in("Tensor x"))
                .isEqualTo("input 'x' needs one of @Port, for what is linked, and @Param, for what is set");
        assertThat(in("@Port(doc = \"x\") @Param(doc = \"x\") double x")).endsWith("; it has both");
        assertThat(out("Tensor y")).isEqualTo("output 'y' needs @Port and nothing else; a parameter is an input");
        assertThat(out("@Param(doc = \"y\") double y")).startsWith("output 'y' needs @Port");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Tensor",
                "Picture",
                "Model",
                "double",
                "int",
                "boolean",
                "String",
                "Path",
                "Edge",
                "Optional<Tensor>",
                "Optional<Double>",
                "List<Picture>",
                "List<String>",
                "Lazy<Tensor>",
                "PerStep<Tensor>"
            })
    void an_input_has_one_of_these_types(String type) throws IOException {
        assertThat(in("@Port(doc = \"x\") " + type + " x")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "float[]|input 'x' is float[], whose content anybody could change: use Tensor, List or a record of"
                        + " your own",
                "float|input 'x' is float, which no wire carries: use double",
                "char|input 'x' is char, which no wire carries: use String",
                "Integer|input 'x' is Integer: use int, nothing here is null",
                "Map<String,Tensor>|input 'x' is Map<String,Tensor>, but wires are told apart by classes without type "
                        + "arguments: declare a record for it",
                "Optional|input 'x' is Optional without saying of what: write Optional<Tensor>, or what else it holds",
                "Optional<Lazy<Tensor>>|input 'x' is Optional<Lazy<Tensor>>, but only one of Optional, List, Lazy,"
                        + " PerStep and Choice can stand round a type: choose one",
                "List<?>|input 'x' is List<?>, but wires are told apart by classes without type arguments: declare a"
                        + " record for it",
                "Optional<Float>|input 'x' is Optional<Float>, which no wire carries: use Optional<Double>",
                "Step|input 'x' is a Step, which is not a port: declare an input of type Step without an annotation;"
                        + " it is the current step",
            })
    void other_types_of_inputs_are_refused(String type, String message) throws IOException {
        assertThat(in("@Port(doc = \"x\") " + type + " x")).isEqualTo(message);
    }

    @Test
    void an_output_is_a_value_or_a_list() throws IOException {
        assertThat(out("@Port(doc = \"y\") double y")).isEmpty();
        assertThat(out("@Port(doc = \"y\") List<Tensor> y")).isEmpty();
        assertThat(out("@Port(doc = \"y\") PerStep<Tensor> y"))
                .isEqualTo("output 'y' is PerStep<Tensor>, but what a node gives is a value: declare the value's type;"
                        + " the output is per step whenever the node has a per-step input or a Step");
        assertThat(out("@Port(doc = \"y\") Optional<Tensor> y"))
                .isEqualTo(
                        "output 'y' is Optional<Tensor>, but an output is always there: declare the value's type, or a "
                                + "List, which may be empty");
    }

    @ParameterizedTest
    @ValueSource(strings = {"type", "Scale", "my_scale", "größe"})
    void a_name_that_files_cannot_hold_is_refused(String name) throws IOException {
        assertThat(in("@Port(doc = \"x\") Tensor " + name))
                .isEqualTo("input '" + name
                        + "': wanted a name of letters a to z and digits that starts small, other than "
                        + "'type', because it is written into files");
    }

    @Test
    void previous_is_the_node_s_own_output() throws IOException {
        assertThat(in("@Previous Optional<Out> before")).isEmpty();
        assertThat(in("@Previous Out before"))
                .isEqualTo("@Previous 'before' is Sharpen.Out; wanted Optional<Out>, this node's own earlier outputs");
        assertThat(in("@Previous Optional<Tensor> before"))
                .startsWith("@Previous 'before' is Optional<Tensor>; wanted");
        assertThat(in("@Previous @Port(doc = \"x\") Optional<Out> before"))
                .isEqualTo("@Previous 'before' is no port; take @Port or @Param away");
    }

    @Test
    void a_bypass_is_an_input_of_the_same_type() throws IOException {
        assertThat(out("@Port(doc = \"y\", bypass = \"x\") Tensor y")).isEmpty();
        assertThat(out("@Port(doc = \"y\", bypass = \"z\") Tensor y"))
                .isEqualTo("output 'y': bypass names 'z', which is no input of type Tensor; name one, or leave bypass"
                        + " out");
        assertThat(out("@Port(doc = \"y\", bypass = \"x\") Picture y"))
                .startsWith("output 'y': bypass names 'x', which is no input of type Picture");
        assertThat(out("@Port(doc = \"y\", bypass = \"x\") List<Tensor> y")).contains("no input of type List<Tensor>");
        assertThat(node("@Port(doc = \"x\") PerStep<Tensor> x", "@Port(doc = \"y\", bypass = \"x\") Tensor y")
                        .messages())
                .contains("bypass names 'x'");
        assertThat(node("@Port(doc = \"x\") Lazy<Tensor> x", "@Port(doc = \"y\", bypass = \"x\") Tensor y")
                        .messages())
                .isEmpty();
        assertThat(in("@Port(doc = \"x\", bypass = \"x\") Tensor x"))
                .isEqualTo("input 'x' has a bypass, which is said of outputs");
    }
}
