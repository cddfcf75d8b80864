package org.quarry.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.quarry.workflow.json.WorkflowReader;
import org.quarry.workflow.json.WorkflowWriter;

/** Workflows of very many nodes: no stack may overflow, and nobody would wait for a check whose time grows with their square. */
class LargeWorkflowTest {
    @Test
    void a_chain_of_ten_thousand_nodes_is_checked() {
        Checked checked = Samples.check(chain(10_000, PlacedNode.Mode.ACTIVE));

        assertThat(checked.problems()).isEmpty();
        assertThat(checked.flow().orElseThrow().nodes()).hasSize(10_001);
    }

    @Test
    void a_chain_of_ten_thousand_bypassed_nodes_is_checked() {
        Workflow chain = chain(10_000, PlacedNode.Mode.BYPASSED)
                .with(
                        "save",
                        PlacedNode.of(new NodeType("quarry:save-image", 1)).with("picture", wire("n9999", "picture")));

        Checked checked = Samples.check(chain);

        assertThat(checked.flow().orElseThrow().nodes()).containsOnlyKeys("image", "save");
    }

    @Test
    void ten_thousand_nodes_behind_a_muted_one_are_left_out() {
        Workflow chain = chain(10_000, PlacedNode.Mode.ACTIVE);
        Workflow muted = chain.with("image", chain.nodes().get("image").with(PlacedNode.Mode.MUTED));

        assertThat(Samples.check(muted).flow().orElseThrow().nodes()).isEmpty();
    }

    @Test
    void a_circle_of_ten_thousand_nodes_is_found() {
        Workflow chain = chain(10_000, PlacedNode.Mode.ACTIVE);
        Workflow circle = chain.with(new Socket("n0", "picture"), wire("n9999", "picture"));

        assertThat(Samples.check(circle).problems()).singleElement().isInstanceOf(NodeProblem.Cycle.class);
    }

    @Test
    void ten_thousand_mistakes_are_all_reported() {
        Workflow chain = chain(10_000, PlacedNode.Mode.ACTIVE);
        Map<String, PlacedNode> nodes = new LinkedHashMap<>();
        chain.nodes().forEach((name, node) -> nodes.put(name, node.with("picture", wire(name + "x", "picture"))));
        nodes.remove("image");
        Workflow broken = new Workflow("", nodes, Optional.empty(), Layout.EMPTY, Map.of());

        assertThat(Samples.check(broken).problems()).hasSize(10_000);
    }

    @Test
    void ten_thousand_nodes_that_feed_one_are_checked() {
        Map<String, PlacedNode> nodes = new LinkedHashMap<>();
        List<Socket> pictures = new java.util.ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            nodes.put("n" + i, PlacedNode.of(new NodeType("quarry:load-image", 1)));
            pictures.add(new Socket("n" + i, "picture"));
        }
        nodes.put("sheet", PlacedNode.of(new NodeType("quarry:sheet", 1)).with("pictures", new Input.Wires(pictures)));
        Workflow wide = new Workflow("", nodes, Optional.empty(), Layout.EMPTY, Map.of());

        assertThat(Samples.check(wide).problems()).isEmpty();
    }

    @Test
    void a_large_file_is_read_and_written() throws Exception {
        Workflow chain = chain(10_000, PlacedNode.Mode.ACTIVE);

        String text = WorkflowWriter.write(chain);

        assertThat(WorkflowReader.read("w.json", text.getBytes(StandardCharsets.UTF_8))
                        .workflow())
                .isEqualTo(chain);
    }

    private static Workflow chain(int count, PlacedNode.Mode mode) {
        Map<String, PlacedNode> nodes = new LinkedHashMap<>();
        for (int i = count - 1; i >= 0; i--) {
            String from = i == 0 ? "image" : "n" + (i - 1);
            nodes.put(
                    "n" + i,
                    PlacedNode.of(new NodeType("quarry:resize", 1))
                            .with("picture", wire(from, "picture"))
                            .with(mode));
        }
        nodes.put("image", PlacedNode.of(new NodeType("quarry:load-image", 1)));
        return new Workflow("", nodes, Optional.empty(), Layout.EMPTY, Map.of());
    }

    private static Input wire(String node, String port) {
        return new Input.Wires(List.of(new Socket(node, port)));
    }
}
