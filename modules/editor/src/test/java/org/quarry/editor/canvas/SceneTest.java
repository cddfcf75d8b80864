package org.quarry.editor.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.geom.Rectangle2D;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.quarry.editor.document.Document;
import org.quarry.editor.document.DocumentListener;
import org.quarry.editor.document.Link;
import org.quarry.json.Json;
import org.quarry.workflow.Input;
import org.quarry.workflow.PlacedNode;
import org.quarry.workflow.Socket;
import org.quarry.workflow.Workflow;

class SceneTest {
    private static final Link WIRE = new Link(Socket.parse("full.textEncoder"), Socket.parse("plain.value"));

    private final Document document = Samples.document(Samples.workflow());
    private final Scene scene = new Scene(document);

    SceneTest() {
        document.listen(new DocumentListener() {
            @Override
            public void edited(Workflow before) {
                scene.follow(before);
            }
        });
    }

    /** Whatever was done to it, a scene is what it would be if it were made anew. */
    private void agreesWithOneMadeAnew() {
        Scene anew = new Scene(document);
        assertThat(scene.links()).isEqualTo(anew.links());
        assertThat(scene.nodes())
                .extracting(NodeSight::name)
                .containsExactlyInAnyOrderElementsOf(
                        anew.nodes().stream().map(NodeSight::name).toList());
        for (NodeSight node : anew.nodes()) {
            assertThat(scene.bounds(node.name())).isEqualTo(node.bounds());
            assertThat(scene.wiresOf(node.name())).isEqualTo(anew.wiresOf(node.name()));
        }
        anew.links().forEach(link -> assertThat(scene.points(link)).isEqualTo(anew.points(link)));
        assertThat(scene.graph().getChildVertices(scene.graph().getDefaultParent()))
                .hasSameSizeAs(anew.nodes());
        assertThat(scene.graph().getChildEdges(scene.graph().getDefaultParent()))
                .hasSameSizeAs(anew.links());
    }

    @Test
    void wires_begin_and_end_at_ports() {
        assertThat(scene.points(WIRE))
                .containsExactly(
                        scene.output(Socket.parse("full.textEncoder")), scene.input(Socket.parse("plain.value")));
    }

    @Test
    void moving_a_node_takes_its_wires_along() {
        document.edit("Move", workflow -> Samples.at(workflow, "plain", 900, 40));

        assertThat(scene.points(WIRE).get(1).getX()).isEqualTo(900);
        agreesWithOneMadeAnew();
    }

    @Test
    void a_node_that_grows_takes_its_wires_along() {
        document.edit("Collapse", workflow -> Samples.extra(workflow, "full", "collapsed", Json.of(true)));
        agreesWithOneMadeAnew();
        document.edit("Wider", workflow -> Samples.extra(workflow, "full", NodeFace.WIDTH_EXTRA, Json.of(500)));
        agreesWithOneMadeAnew();
    }

    @Test
    void nodes_and_wires_come_and_go() {
        document.edit(
                "Add",
                workflow ->
                        workflow.with("new", Samples.placed("plain").with("value", Samples.wire("plain.textEncoder"))));
        agreesWithOneMadeAnew();
        document.edit("Unlink", workflow -> workflow.with("plain", Samples.placed("plain")));
        agreesWithOneMadeAnew();
        document.edit("Delete", workflow -> {
            Map<String, PlacedNode> nodes = new LinkedHashMap<>(workflow.nodes());
            nodes.remove("plain");
            return new Workflow("", nodes, workflow.component(), workflow.layout(), workflow.extras());
        });
        agreesWithOneMadeAnew();
        while (document.undoName().isPresent()) {
            document.undo();
            agreesWithOneMadeAnew();
        }
        while (document.redoName().isPresent()) {
            document.redo();
            agreesWithOneMadeAnew();
        }
    }

    @Test
    void a_placeholder_has_the_ports_that_others_use() {
        assertThat(scene.node("gone").orElseThrow().ports().outputs()).isEmpty();

        document.edit(
                "Link",
                workflow -> workflow.with("plain", Samples.placed("plain").with("value", Samples.wire("gone.result"))));

        assertThat(scene.node("gone").orElseThrow().ports().outputs()).hasSize(1);
        agreesWithOneMadeAnew();
    }

    @Test
    void only_what_touches_an_area_is_given_with_those_in_front_last() {
        assertThat(scene.nodes(new Rectangle2D.Double(390, -10, 30, 30)))
                .extracting(NodeSight::name)
                .containsExactly("plain");
        assertThat(scene.nodes(new Rectangle2D.Double(-1000, -1000, 3000, 3000)))
                .extracting(NodeSight::name)
                .containsExactly("full", "plain", "gone");
        assertThat(scene.wires(new Rectangle2D.Double(300, -100, 10, 400))).isNotEmpty();
        assertThat(scene.wires(new Rectangle2D.Double(2000, 0, 10, 10))).isEmpty();
    }

    @Test
    void an_edit_changes_the_sight_of_no_other_node() {
        List<NodeSight> before = scene.nodes();

        document.edit("Set", workflow -> workflow.with(Samples.SCALE, new Input.Value(Json.of(3))));

        List<String> same = scene.nodes().stream()
                .filter(node -> before.stream().anyMatch(old -> old == node))
                .map(NodeSight::name)
                .collect(Collectors.toList());
        // The placeholder is looked at again, for its ports are those that others use.
        assertThat(same).containsExactly("plain");
    }
}
