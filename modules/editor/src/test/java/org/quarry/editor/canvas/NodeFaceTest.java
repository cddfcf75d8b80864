package org.quarry.editor.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.quarry.editor.document.Document;
import org.quarry.editor.document.NodeActivity;
import org.quarry.json.Json;
import org.quarry.tensor.Picture;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;
import org.quarry.workflow.Input;
import org.quarry.workflow.Workflow;

class NodeFaceTest {
    private static NodeFace face(Workflow workflow, String node) {
        return new Scene(Samples.document(workflow)).node(node).orElseThrow().face();
    }

    private static List<String> shown(NodeFace face) {
        return face.parameters().stream().map(row -> row.port().name()).toList();
    }

    @Test
    void inputs_stand_at_the_left_edge_and_outputs_at_the_right_one() {
        NodeFace face = face(Samples.workflow(), "plain");

        assertThat(face.input("value").getX()).isZero();
        assertThat(face.output("textEncoder").getX()).isEqualTo(face.width());
        assertThat(face.input("value").getY())
                .isEqualTo(face.output("textEncoder").getY());
        assertThat(face.input("other").getY() - face.input("value").getY()).isEqualTo(NodeFace.ROW);
    }

    @Test
    void parameters_at_their_default_beyond_the_first_six_are_folded() {
        NodeFace face = face(Samples.workflow(), "full");

        assertThat(shown(face)).containsExactly("scale", "steps", "seed", "on", "prompt", "sampler");
        assertThat(face.rows())
                .anySatisfy(row -> assertThat(row)
                        .isInstanceOfSatisfying(
                                NodeFace.Fold.class,
                                fold -> assertThat(fold.count()).isEqualTo(2)));
    }

    @Test
    void a_folded_parameter_that_is_set_comes_out() {
        Workflow set =
                Samples.workflow().with("full", Samples.placed("full").with("label", new Input.Value(Json.of("x"))));

        // With one parameter left, a fold would take as much room as the parameter.
        assertThat(shown(face(set, "full"))).contains("label", "file");
    }

    @Test
    void an_open_fold_shows_all_and_is_remembered_in_the_layout() {
        Workflow open = Samples.extra(Samples.workflow(), "full", NodeFace.OPEN_EXTRA, Json.of(true));

        assertThat(shown(face(open, "full"))).hasSize(8);
    }

    @Test
    void a_wire_to_a_folded_parameter_ends_at_the_fold() {
        NodeFace face = face(Samples.workflow(), "full");
        NodeFace.Row fold = face.rows().get(face.rows().size() - 1);

        assertThat(face.input("file").getY()).isBetween(fold.top(), fold.top() + fold.height());
    }

    @Test
    void a_long_text_has_room_for_three_lines_unless_a_wire_gives_it() {
        NodeFace free = face(Samples.workflow(), "full");
        NodeFace wired = face(
                Samples.workflow()
                        .with("full", Samples.placed("full").with("prompt", Samples.wire("plain.textEncoder"))),
                "full");

        assertThat(free.height() - wired.height()).isEqualTo(NodeFace.TEXT_ROW - NodeFace.ROW);
    }

    @Test
    void a_width_in_the_layout_is_taken_within_limits() {
        Workflow wide = Samples.extra(Samples.workflow(), "plain", NodeFace.WIDTH_EXTRA, Json.of(400));
        Workflow absurd = Samples.extra(Samples.workflow(), "plain", NodeFace.WIDTH_EXTRA, Json.of(1e9));

        assertThat(face(wide, "plain").width()).isEqualTo(400);
        assertThat(face(wide, "plain").output("textEncoder").getX()).isEqualTo(400);
        assertThat(face(absurd, "plain").width()).isEqualTo(NodeFace.WIDEST);
    }

    @Test
    void a_collapsed_node_keeps_its_ports_at_its_edges() {
        NodeFace face = face(Samples.extra(Samples.workflow(), "plain", "collapsed", Json.of(true)), "plain");

        assertThat(face.height()).isLessThan(40);
        assertThat(face.input("value").getY()).isBetween(0.0, face.height() / 2);
        assertThat(face.input("other").getY()).isBetween(face.height() / 2, face.height());
        assertThat(face.output("textEncoder").getX()).isEqualTo(face.width());
    }

    @Test
    void a_picture_stands_on_the_node_in_its_own_proportions() {
        Document document = Samples.document(Samples.workflow());
        Scene scene = new Scene(document);
        double before = scene.node("plain").orElseThrow().face().height();

        // 40 wide, 20 high
        Picture picture = new Picture(Tensor.filled(Shape.of(3, 20, 40), 0.5));
        document.activity().update("plain", known -> NodeActivity.NONE.showing(picture));
        scene.refresh(Set.of("plain"));

        NodeFace after = scene.node("plain").orElseThrow().face();
        assertThat(after.picture().orElseThrow().getWidth())
                .isEqualTo(2 * after.picture().orElseThrow().getHeight());
        assertThat(after.height())
                .isEqualTo(before + after.picture().orElseThrow().getHeight() + 8);
    }
}
