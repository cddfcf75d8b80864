package org.quarry.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.quarry.workflow.Samples.nodes;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.quarry.json.Json;
import org.quarry.json.JsonWriter;
import org.quarry.node.NodeException;

class SettingsTest {
    private static final String SMALL = """
        {"quarry": 1,
         "component": {"type": "me:small@1", "inputs": {"height": ["small.height"], "picture": ["small.picture"]}, "outputs": {}},
         "nodes": {"small": {"type": "quarry:resize@1"}}}\
        """;
    private static final String OUTER = """
        {"quarry": 1,
         "component": {"type": "me:outer@1", "inputs": {"size": ["part.height"]}, "outputs": {}},
         "nodes": {"part": {"type": "me:small@1", "import": {"file": "small.json"}}}}\
        """;

    private final Settings settings =
            new Settings(Samples.CATALOG, Samples.components("small.json", SMALL, "outer.json", OUTER));
    private final Workflow workflow = Samples.textToImage();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "guided.scale|7.5|7.5",
                "guided.scale|1e1|10",
                "guided.scale|.5|0.5",
                "guided.scale|+3|3",
                "denoise.steps|8|8",
                "denoise.sampler|ddim|\"ddim\"",
                "noise.seed|18446744073709551615|18446744073709551615",
                "prompt.text|a boat, 7 waves|\"a boat, 7 waves\"",
                "prompt.text|true|\"true\"",
                "prompt.text|12|\"12\"",
                "save.file|out/picture.png|\"out/picture.png\"",
                "model.model|dream|\"dream\""
            })
    void a_text_is_read_by_the_parameter_s_type(String socket, String text, String written) {
        assertThat(value(settings.set(workflow, socket, text), socket)).isEqualTo(written);
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "false"})
    void a_truth_value_is_written_true_or_false(String text) {
        Workflow resize = nodes("\"a\": {\"type\": \"quarry:resize@1\"}");

        assertThat(value(settings.set(resize, "a.smooth", text), "a.smooth")).isEqualTo(text);
    }

    @Test
    void the_empty_text_is_a_text() {
        assertThat(value(settings.set(workflow, "prompt.text", ""), "prompt.text"))
                .isEqualTo("\"\"");
    }

    @Test
    void a_value_replaces_a_link() {
        Workflow linked = nodes(
                "\"step\": {\"type\": \"quarry:step@1\"}",
                "\"a\": {\"type\": \"quarry:constant@1\", \"factor\": {\"from\": \"step.progress\"}}");

        assertThat(value(settings.set(linked, "a.factor", "2"), "a.factor")).isEqualTo("2");
    }

    @Test
    void the_workflow_that_was_given_stays_as_it_was() {
        settings.set(workflow, "guided.scale", "3");

        assertThat(workflow).isEqualTo(Samples.textToImage());
    }

    @Test
    void nothing_else_changes() {
        Workflow changed = settings.set(workflow, "guided.scale", "5");

        assertThat(changed).isEqualTo(workflow);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "prompt|found 'prompt'; wanted a parameter like prompt.text",
                "promt.text|cannot set 'promt.text': there is no node 'promt'; did you mean 'prompt'?",
                "qqqqqqqqqq.text|cannot set 'qqqqqqqqqq.text': there is no node 'qqqqqqqqqq'; there are model, prompt,"
                        + " negative, noise, with, without, guided, denoise, decode, save",
                "guided.scael|cannot set 'guided.scael': the node has no parameter 'scael'; did you mean 'scale'?",
                "guided.qqqqqqqq|cannot set 'guided.qqqqqqqq': the node has no parameter 'qqqqqqqq'; it has the"
                        + " parameter scale",
                "with.qqqqqqqq|cannot set 'with.qqqqqqqq': the node has no parameter 'qqqqqqqq'; it has no parameters",
                "guided.conditional|cannot set 'guided.conditional': found \"7\", wanted a link to an output that"
                        + " gives a Tensor; write {\"from\": \"node.output\"}",
                "prompt/inner.text|cannot set 'prompt/inner.text': there is no node 'prompt/inner'; there are model,"
                        + " prompt, negative, noise, with, without, guided, denoise, decode, save"
            })
    void what_is_not_there_is_said(String socket, String message) {
        assertThatThrownBy(() -> settings.set(workflow, socket, "7"))
                .isInstanceOf(NodeException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "guided.scale|high|found \"high\", wanted a number",
                "guided.scale|31|found 31, wanted a number from 0 to 30",
                "guided.scale|NaN|found \"NaN\", wanted a number",
                "guided.scale|0x10|found \"0x10\", wanted a number",
                "guided.scale|1e99999|found \"1e99999\", wanted a number",
                "guided.scale|1.2.3|found \"1.2.3\", wanted a number",
                "denoise.steps|7.5|found 7.5, wanted a whole number",
                "denoise.steps|0|found 0, wanted a number from 1 to 1000",
                "denoise.sampler|eulr|found 'eulr', wanted one of euler, euler-ancestral, ddim; did you mean 'euler'?",
                "noise.seed|-1|found -1, wanted a number from 0 to 18446744073709551615"
            })
    void what_does_not_fit_is_said(String socket, String text, String sentence) {
        assertThatThrownBy(() -> settings.set(workflow, socket, text))
                .isInstanceOf(NodeException.class)
                .hasMessage("cannot set '" + socket + "': " + sentence);
    }

    @Test
    void an_empty_workflow_has_nothing_to_set() {
        assertThatThrownBy(() -> settings.set(Workflow.empty(""), "a.b", "7"))
                .hasMessage("cannot set 'a.b': there is no node 'a'; the workflow has no nodes");
    }

    @Test
    void a_number_of_endless_digits_is_no_number() {
        assertThatThrownBy(() -> settings.set(workflow, "guided.scale", "1".repeat(100_000)))
                .isInstanceOf(NodeException.class)
                .message()
                .hasSizeLessThan(150);
    }

    @Test
    void a_program_gives_values_as_they_are() {
        assertThat(value(settings.set(workflow, "guided.scale", Json.of(3)), "guided.scale"))
                .isEqualTo("3");
        assertThatThrownBy(() -> settings.set(workflow, "guided.scale", Json.of("3")))
                .isInstanceOf(NodeException.class)
                .hasMessage("cannot set 'guided.scale': found \"3\", wanted a number");
    }

    @Test
    void an_unknown_node_has_no_parameters_that_could_be_set() {
        assertThatThrownBy(() -> settings.set(nodes("\"a\": {\"type\": \"zeta:x@1\", \"b\": 1}"), "a.b", "2"))
                .hasMessage(
                        "cannot set 'a.b': no installed module brings 'zeta:x', so nothing is known of its parameters");
    }

    @Test
    void an_instance_is_set_by_its_component_s_inputs() {
        Workflow instance = nodes("\"p\": {\"type\": \"me:small@1\", \"import\": {\"file\": \"small.json\"}}");

        assertThat(value(settings.set(instance, "p.height", "64"), "p.height")).isEqualTo("64");
        assertThatThrownBy(() -> settings.set(instance, "p.height", "0"))
                .hasMessage("cannot set 'p.height': found 0, wanted a number of at least 1");
        assertThatThrownBy(() -> settings.set(instance, "p.width", "64"))
                .hasMessage("cannot set 'p.width': the node has no parameter 'width'; it has the parameter height");
    }

    @Test
    void an_instance_of_components_within_components_is_set_too() {
        Workflow instance = nodes("\"p\": {\"type\": \"me:outer@1\", \"import\": {\"file\": \"outer.json\"}}");

        assertThat(value(settings.set(instance, "p.size", "64"), "p.size")).isEqualTo("64");
    }

    @Test
    void a_component_that_contains_itself_does_not_hang_a_setting() {
        String self = """
            {"quarry": 1, "component": {"type": "me:self@1", "inputs": {"x": ["again.x"]}},
             "nodes": {"again": {"type": "me:self@1", "import": {"file": "self.json"}}}}\
            """;
        Workflow instance = nodes("\"p\": {\"type\": \"me:self@1\", \"import\": {\"file\": \"self.json\"}}");

        assertThatThrownBy(() ->
                        new Settings(Samples.CATALOG, Samples.components("self.json", self)).set(instance, "p.x", "1"))
                .isInstanceOf(NodeException.class);
    }

    @Test
    void a_setting_goes_by_the_names_of_the_installed_version() {
        Workflow old = nodes("\"a\": {\"type\": \"quarry:old@1\", \"percent\": 25}");

        assertThat(value(settings.set(old, "a.strength", "0.75"), "a.strength")).isEqualTo("0.75");
    }

    @Test
    void seeds_that_differ_count_on_and_equal_ones_stay_equal() {
        Workflow sheet = nodes("""
            "a": {"type": "quarry:noise@1", "seed": 7}, "b": {"type": "quarry:noise@1", "seed": 3},
            "c": {"type": "quarry:noise@1", "seed": 7}, "d": {"type": "quarry:noise@1"}\
            """);

        assertThat(settings.seeds(sheet, -1))
                .as("from 2^64 - 1 on")
                .containsExactly(
                        entry(new Socket("a", "seed"), seed("18446744073709551615")),
                        entry(new Socket("b", "seed"), seed("0")),
                        entry(new Socket("c", "seed"), seed("18446744073709551615")),
                        entry(new Socket("d", "seed"), seed("1")));
    }

    private static Json seed(String number) {
        return new Json.Numeral(new java.math.BigDecimal(number));
    }

    @Test
    void the_seeds_are_those_that_are_not_linked() {
        assertThat(settings.seeds(workflow)).containsExactly(new Socket("noise", "seed"));
        assertThat(settings.seeds(nodes(
                        "\"m\": {\"type\": \"quarry:load-model@1\"}",
                        "\"noise\": {\"type\": \"quarry:noise@1\", \"seed\": {\"from\": \"m.x\"}}")))
                .isEmpty();
    }

    @Test
    void what_fits_is_not_refused_by_a_check() {
        Workflow changed = settings.set(settings.set(workflow, "denoise.steps", "8"), "noise.width", "256");

        assertThat(Samples.check(changed).problems()).isEmpty();
    }

    private static String value(Workflow workflow, String socket) {
        Socket at = Socket.parse(socket);
        Input input = workflow.nodes().get(at.node()).inputs().get(at.port());
        return JsonWriter.line(((Input.Value) input).value());
    }
}
