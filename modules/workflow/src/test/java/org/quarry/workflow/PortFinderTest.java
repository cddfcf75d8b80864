package org.quarry.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.quarry.json.Json;
import org.quarry.workflow.PlacedNode.ComponentLink;
import org.quarry.workflow.PlacedNode.Mode;

class PortFinderTest {
    private static final NodeDescriptor SCALE = new NodeDescriptor(
            new NodeType("test:scale", 1),
            "Scale",
            "Test",
            "Scales.",
            org.quarry.node.Effect.NONE,
            List.of(),
            "test 1",
            "none",
            List.of(new InputPort(
                    "value",
                    new ValueType("org.quarry.tensor.Tensor"),
                    InputPort.Arity.ONE,
                    InputPort.Demand.EAGER,
                    "latent<F>",
                    "B,C,H,W",
                    "What is scaled",
                    Optional.empty())),
            List.of(new OutputPort(
                    "scaled", new ValueType("org.quarry.tensor.Tensor"), false, "latent<F>", "B,C,H,W", "It", "value")),
            false,
            false);

    private static final Workflow INNER = component(
            Workflow.empty("Inner").with("deep", PlacedNode.of(SCALE.type())),
            "test:inner",
            "deep.value",
            "deep.scaled");
    private static final Workflow OUTER = component(
            Workflow.empty("Outer").with("inner", instance("test:inner", "inner.json")),
            "test:outer",
            "inner.in",
            "inner.out");

    private final PortFinder finder =
            new PortFinder(NodeCatalog.of(List.of(SCALE), getClass().getClassLoader()), (from, file) -> switch (file) {
                case "inner.json" -> new Components.Component(file, "", INNER);
                case "outer.json" -> new Components.Component(file, "", OUTER);
                default -> new Components.Missing("there is no such file");
            });

    private static Workflow component(Workflow workflow, String id, String input, String output) {
        ComponentInterface ports = new ComponentInterface(
                new NodeType(id, 1),
                "",
                Map.of("in", List.of(Socket.parse(input))),
                Map.of("out", Socket.parse(output)),
                Map.of());
        return new Workflow(
                workflow.title(), workflow.nodes(), Optional.of(ports), workflow.layout(), workflow.extras());
    }

    private static PlacedNode instance(String id, String file) {
        return new PlacedNode(
                new NodeType(id, 1),
                Map.of(),
                Mode.ACTIVE,
                Optional.of(new ComponentLink(file, "", Map.of())),
                Map.of());
    }

    @Test
    void a_known_node_shows_what_it_declares() {
        NodePorts ports = finder.of(Workflow.empty("").with("node", PlacedNode.of(SCALE.type())), "node");

        assertThat(ports).isEqualTo(new NodePorts(SCALE.inputs(), SCALE.outputs(), true));
    }

    @Test
    void an_instance_shows_under_its_own_names_what_the_innermost_nodes_declare() {
        NodePorts ports = finder.of(Workflow.empty("").with("node", instance("test:outer", "outer.json")), "node");

        assertThat(ports.known()).isTrue();
        assertThat(ports.inputs()).singleElement().satisfies(port -> {
            assertThat(port.name()).isEqualTo("in");
            assertThat(port.kind()).isEqualTo("latent<F>");
            assertThat(port.doc()).isEqualTo("What is scaled");
        });
        assertThat(ports.outputs()).singleElement().satisfies(port -> {
            assertThat(port.name()).isEqualTo("out");
            assertThat(port.shape()).isEqualTo("B,C,H,W");
            assertThat(port.bypass()).as("an instance cannot be bypassed").isEmpty();
        });
    }

    @Test
    void a_node_of_a_missing_module_shows_the_ports_that_the_workflow_uses() {
        Workflow workflow = Workflow.empty("")
                .with(
                        "strange",
                        PlacedNode.of(NodeType.parse("acme:strange@3"))
                                .with("strength", new Input.Value(Json.of(2)))
                                .with("from", new Input.Wires(List.of(Socket.parse("node.scaled")))))
                .with(
                        "node",
                        PlacedNode.of(SCALE.type())
                                .with("value", new Input.Wires(List.of(Socket.parse("strange.result")))));

        NodePorts ports = finder.of(workflow, "strange");

        assertThat(ports.known()).isFalse();
        assertThat(ports.inputs()).extracting(InputPort::name).containsExactly("strength", "from");
        assertThat(ports.outputs()).extracting(OutputPort::name).containsExactly("result");
    }

    @Test
    void an_instance_whose_file_is_gone_shows_the_ports_that_the_workflow_uses() {
        PlacedNode lost = instance("test:lost", "lost.json").with("in", new Input.Value(Json.of(1)));

        NodePorts ports = finder.of(Workflow.empty("").with("node", lost), "node");

        assertThat(ports.known()).isFalse();
        assertThat(ports.inputs()).extracting(InputPort::name).containsExactly("in");
    }

    @Test
    void a_name_that_no_node_has_is_a_mistake_of_the_caller() {
        assertThatThrownBy(() -> finder.of(Workflow.empty(""), "nobody"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nobody");
    }
}
