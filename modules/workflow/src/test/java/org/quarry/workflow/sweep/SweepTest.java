package org.quarry.workflow.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.quarry.json.Json;
import org.quarry.node.Effect;
import org.quarry.node.Param;
import org.quarry.workflow.Components;
import org.quarry.workflow.Input;
import org.quarry.workflow.InputPort;
import org.quarry.workflow.NodeCatalog;
import org.quarry.workflow.NodeDescriptor;
import org.quarry.workflow.NodeType;
import org.quarry.workflow.OutputPort;
import org.quarry.workflow.ParamSpec;
import org.quarry.workflow.PlacedNode;
import org.quarry.workflow.Settings;
import org.quarry.workflow.Socket;
import org.quarry.workflow.ValueType;
import org.quarry.workflow.Workflow;

class SweepTest {
    private static final ValueType PICTURE = new ValueType("org.quarry.tensor.Picture");
    private static final NodeCatalog NODES = NodeCatalog.of(
            List.of(
                    node("make", Effect.NONE, List.of(number("seed", Param.Role.SEED)), true),
                    node("scale", Effect.NONE, List.of(picture(), number("factor", Param.Role.PLAIN)), true),
                    node("save", Effect.WRITES, List.of(picture()), false)),
            SweepTest.class.getClassLoader());

    /** {@code make -> scale -> save}, and a node beside that leads nowhere. */
    private static final Workflow CHAIN = Workflow.empty("Chain")
            .with("make", PlacedNode.of(NodeType.parse("test:make@1")))
            .with("scale", PlacedNode.of(NodeType.parse("test:scale@1")).with("picture", wire("make.picture")))
            .with("save", PlacedNode.of(NodeType.parse("test:save@1")).with("picture", wire("scale.picture")))
            .with("beside", PlacedNode.of(NodeType.parse("test:make@1")));

    private static Workflow grid(String... axes) {
        return new Sweep(CHAIN, NODES, new Settings(NODES, Components.NONE))
                .grid(Arrays.stream(axes).map(Axis::parse).toList(), "grid.png");
    }

    @Test
    void only_what_a_varied_parameter_reaches_is_repeated() {
        Workflow grid = grid("scale.factor=1,2,3");

        assertThat(grid.nodes())
                .containsOnlyKeys("make", "scale-cell-1", "scale-cell-2", "scale-cell-3", "grid", "save-grid");
        assertThat(grid.nodes().get("scale-cell-2").inputs())
                .containsEntry("factor", new Input.Value(Json.of(2)))
                .containsEntry("picture", wire("make.picture"));
    }

    @Test
    void the_last_axis_gives_the_columns_and_runs_fastest() {
        Workflow grid = grid("make.seed=7,8", "scale.factor=1,2,3");

        assertThat(grid.nodes().get("grid").inputs())
                .containsEntry("columns", new Input.Value(Json.of(3)))
                .containsEntry(
                        "labels",
                        new Input.Value(Json.of("seed 7, factor 1\nseed 7, factor 2\nseed 7, factor 3\n"
                                + "seed 8, factor 1\nseed 8, factor 2\nseed 8, factor 3")));
        assertThat(grid.nodes().get("make-cell-4").inputs()).containsEntry("seed", new Input.Value(Json.of(8)));
    }

    @Test
    void seed_alone_stands_for_every_seed() {
        assertThat(grid("seed=3").nodes().get("make-cell-1").inputs())
                .containsEntry("seed", new Input.Value(Json.of(3)));
    }

    @Test
    void what_does_not_reach_the_picture_is_refused() {
        assertThatThrownBy(() -> grid("beside.seed=1,2"))
                .hasMessage("node 'beside' does not reach the picture scale.picture; vary a parameter that does");
    }

    @Test
    void too_many_pictures_are_refused() {
        assertThatThrownBy(() -> grid("make.seed=1..21", "scale.factor=1..20"))
                .hasMessage("this sweep has 420 pictures, more than 400; vary less");
    }

    @Test
    void a_value_that_does_not_fit_is_refused_in_the_parameter_s_words() {
        assertThatThrownBy(() -> grid("scale.factor=1,much")).hasMessageContaining("much");
    }

    private static Input wire(String from) {
        return new Input.Wires(List.of(Socket.parse(from)));
    }

    private static NodeDescriptor node(String name, Effect effect, List<InputPort> inputs, boolean gives) {
        return new NodeDescriptor(
                new NodeType("test:" + name, 1),
                name,
                "Test",
                "Does " + name + ".",
                effect,
                List.of(),
                "test 1",
                "none",
                inputs,
                gives ? List.of(new OutputPort("picture", PICTURE, false, "", "", "A picture", "")) : List.of(),
                false,
                false);
    }

    private static InputPort picture() {
        return new InputPort(
                "picture", PICTURE, InputPort.Arity.ONE, InputPort.Demand.EAGER, "", "", "A picture", Optional.empty());
    }

    private static InputPort number(String name, Param.Role role) {
        boolean seed = role == Param.Role.SEED;
        ParamSpec spec =
                new ParamSpec(Json.of(0), Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 0, role, List.of());
        return new InputPort(
                name,
                new ValueType(seed ? "long" : "double"),
                InputPort.Arity.ONE,
                InputPort.Demand.EAGER,
                "",
                "",
                "A number",
                Optional.of(spec));
    }
}
