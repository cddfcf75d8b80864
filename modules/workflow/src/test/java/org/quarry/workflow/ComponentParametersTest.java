package org.quarry.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quarry.workflow.Parts.FILES;
import static org.quarry.workflow.Parts.FROM_IMAGE;
import static org.quarry.workflow.Parts.IMAGE;
import static org.quarry.workflow.Parts.flow;
import static org.quarry.workflow.Parts.instance;
import static org.quarry.workflow.Parts.small;
import static org.quarry.workflow.Samples.components;
import static org.quarry.workflow.Samples.nodes;

import org.junit.jupiter.api.Test;
import org.quarry.json.Json;
import org.quarry.workflow.Flow.Source;

/** Parameters of inner nodes that a component shows as its own. */
class ComponentParametersTest {
    private static InputPort input(Components files, String node, String name) {
        return new PortFinder(Samples.CATALOG, files)
                .of(nodes(node), "part")
                .input(name)
                .orElseThrow();
    }

    private static ParamSpec parameter(Components files, String node, String name) {
        return input(files, node, name).param().orElseThrow();
    }

    @Test
    void an_instance_shows_the_value_inside_as_the_default_and_the_range_that_the_node_declares() {
        ParamSpec height = parameter(FILES, small(""), "height");

        assertThat(height.initial()).isEqualTo(Json.of(64));
        assertThat(height.min()).isEqualTo(1);
        assertThat(input(FILES, small(""), "height").doc()).isNotEmpty();
    }

    @Test
    void of_components_within_components_the_outermost_value_is_the_default() {
        String outer = Parts.OUTER.replace("\"small.json\"}}", "\"small.json\"}, \"height\": 48}");
        String part = instance("part", "me:outer@1", "outer.json", "");

        assertThat(parameter(FILES, part, "size").initial())
                .as("64 stands in the innermost file")
                .isEqualTo(Json.of(64));
        assertThat(parameter(components("small.json", Parts.SMALL, "outer.json", outer), part, "size")
                        .initial())
                .as("48 stands in the file between")
                .isEqualTo(Json.of(48));
    }

    @Test
    void a_parameter_that_nothing_stands_at_has_the_default_of_its_node() {
        Components files = components("small.json", Parts.SMALL.replace(", \"height\": 64", ""));

        assertThat(parameter(files, small(""), "height").initial()).isEqualTo(Json.of(512));
    }

    @Test
    void an_input_that_a_wire_inside_feeds_needs_nothing_and_may_be_linked() {
        String wired = """
            {"quarry": 1,
             "component": {"type": "me:small@1", "inputs": {"picture": ["small.picture"]}, "outputs": {}},
             "nodes": {"image": {"type": "quarry:load-image@1"},
                       "small": {"type": "quarry:resize@1", "picture": {"from": "image.picture"}}}}\
            """;

        assertThat(input(components("small.json", wired), small(""), "picture").arity())
                .isEqualTo(InputPort.Arity.OPTIONAL);
    }

    @Test
    void one_parameter_may_set_several_inner_ones() {
        String both = Parts.SMALL.replace("[\"small.height\"]", "[\"small.height\", \"small.width\"]");
        Components files = components("small.json", both);
        Flow flow = Samples.check(nodes(IMAGE, small(FROM_IMAGE + ", \"height\": 32")), files)
                .flow()
                .orElseThrow();

        assertThat(flow.nodes().get("part/small").sources())
                .containsEntry("height", new Source.Constant(Json.of(32)))
                .containsEntry("width", new Source.Constant(Json.of(32)));
    }

    @Test
    void what_does_not_fit_is_told_at_the_instance() {
        assertThat(Parts.problems(FILES, IMAGE, small(FROM_IMAGE + ", \"height\": \"tall\"")))
                .containsExactly("node 'part', input 'height': found \"tall\", wanted a whole number");
    }

    @Test
    void an_instance_that_gives_the_default_computes_what_one_without_a_value_does() {
        assertThat(flow(IMAGE, small(FROM_IMAGE + ", \"height\": 64")).nodes())
                .isEqualTo(flow(IMAGE, small(FROM_IMAGE)).nodes());
    }
}
