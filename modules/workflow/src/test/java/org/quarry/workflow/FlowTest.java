package org.quarry.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quarry.workflow.Samples.flow;
import static org.quarry.workflow.Samples.nodes;
import static org.quarry.workflow.Samples.textToImage;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.quarry.json.Json;
import org.quarry.workflow.Flow.FlowNode;
import org.quarry.workflow.Flow.Source;

class FlowTest {
    @Test
    void every_node_stands_after_all_that_it_needs() {
        List<String> done = new ArrayList<>();

        for (FlowNode node : flow(textToImage()).nodes().values()) {
            node.sources().values().stream()
                    .filter(Source.Outputs.class::isInstance)
                    .flatMap(source -> ((Source.Outputs) source).from().stream())
                    .forEach(from -> assertThat(done).contains(from.node()));
            done.add(node.name());
        }

        assertThat(done).hasSize(10);
    }

    @Test
    void a_parameter_left_alone_takes_its_default() {
        FlowNode denoise = node("denoise");

        assertThat(denoise.sources()).containsEntry("steps", new Source.Constant(Json.of(20)));
        assertThat(denoise.sources()).containsEntry("sampler", new Source.Constant(Json.of("euler")));
    }

    @Test
    void a_value_in_the_file_replaces_the_default() {
        assertThat(node("guided").sources()).containsEntry("scale", new Source.Constant(Json.of(5)));
    }

    @Test
    void a_link_is_a_source() {
        assertThat(node("save").sources())
                .containsEntry("picture", new Source.Outputs(List.of(new Socket("decode", "picture"))));
    }

    @Test
    void sources_stand_in_the_order_of_the_declared_inputs() {
        assertThat(node("guided").sources().keySet()).containsExactly("conditional", "unconditional", "scale");
    }

    @Test
    void an_optional_input_without_a_link_has_no_source() {
        assertThat(node("with").sources()).doesNotContainKey("sample");
    }

    @Test
    void a_list_without_links_is_an_empty_list() {
        FlowNode sheet =
                flow(nodes("\"sheet\": {\"type\": \"quarry:sheet@1\"}")).nodes().get("sheet");

        assertThat(sheet.sources()).containsEntry("pictures", new Source.Outputs(List.of()));
    }

    @Test
    void what_depends_on_the_step_is_per_step_up_to_the_driver() {
        assertThat(flow(textToImage()).nodes().values().stream()
                        .filter(FlowNode::perStep)
                        .map(FlowNode::name))
                .containsExactlyInAnyOrder("with", "without", "guided");
    }

    private static FlowNode node(String name) {
        return flow(textToImage()).nodes().get(name);
    }
}
