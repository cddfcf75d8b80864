package org.quarry.editor.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Point;
import java.awt.geom.Point2D;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.quarry.editor.document.Bends;
import org.quarry.editor.document.Document;
import org.quarry.editor.document.Edits;
import org.quarry.editor.document.Link;
import org.quarry.workflow.Layout;
import org.quarry.workflow.Socket;
import org.quarry.workflow.Workflow;

class HitsTest {
    private static final Link WIRE = new Link(Socket.parse("full.textEncoder"), Socket.parse("plain.value"));

    private final Scene scene = new Scene(Samples.document(Samples.workflow()));
    private final Hits hits = new Hits(scene);

    private static Point2D at(double x, double y) {
        return new Point2D.Double(x, y);
    }

    @Test
    void of_nodes_above_each_other_the_one_in_front_is_hit() {
        Scene stacked = new Scene(Samples.document(Samples.at(Samples.workflow(), "plain", 20, 20)));

        assertThat(new Hits(stacked).node(at(30, 30)).orElseThrow().name()).isEqualTo("plain");
        assertThat(new Hits(stacked).node(at(10, 10)).orElseThrow().name()).isEqualTo("full");
        assertThat(new Hits(stacked).node(at(-10, 10))).isEmpty();
    }

    @Test
    void the_nearest_port_within_reach_is_hit_also_from_outside_its_node() {
        Point2D port = scene.output(Socket.parse("full.textEncoder"));

        assertThat(hits.port(at(port.getX() + 5, port.getY() + 5), 9)).hasValueSatisfying(spot -> {
            assertThat(spot.socket()).isEqualTo(Socket.parse("full.textEncoder"));
            assertThat(spot.output()).isTrue();
        });
        assertThat(hits.port(at(port.getX() + 12, port.getY()), 9)).isEmpty();
    }

    @Test
    void a_field_is_hit_where_it_is_painted_and_a_wired_one_never() {
        Hits.FieldSpot field = hits.field(Samples.SCALE).orElseThrow();

        assertThat(hits.field(at(field.area().getCenterX(), field.area().getCenterY())))
                .hasValueSatisfying(spot -> assertThat(spot.socket()).isEqualTo(Samples.SCALE));
        Workflow wired = Samples.workflow()
                .with("full", Samples.placed("full").with("scale", Samples.wire("plain.textEncoder")));
        assertThat(new Hits(new Scene(Samples.document(wired)))
                        .field(at(field.area().getCenterX(), field.area().getCenterY())))
                .isEmpty();
    }

    @Test
    void a_wire_is_hit_along_its_curve() {
        List<Point2D> points = scene.points(WIRE);
        Point2D middle = at(
                (points.get(0).getX() + points.get(1).getX()) / 2,
                (points.get(0).getY() + points.get(1).getY()) / 2);

        assertThat(hits.link(middle, 4)).contains(WIRE);
        assertThat(hits.link(at(middle.getX(), middle.getY() - 30), 4)).isEmpty();
    }

    @Test
    void a_bend_is_hit_and_the_wire_runs_over_it() {
        Workflow bent = Bends.set(Samples.workflow(), WIRE, List.of(at(300, -100), at(350, -120)));
        Hits other = new Hits(new Scene(Samples.document(bent)));

        assertThat(other.bend(at(351, -119), 5)).contains(new Hits.BendSpot(WIRE, 1));
        assertThat(other.link(at(300, -100), 2)).contains(WIRE);
        assertThat(other.bend(at(300, 0), 5)).isEmpty();
    }

    @Test
    void a_frame_is_hit_at_its_title_and_border_and_not_within() {
        Layout.Frame frame = new Layout.Frame("Frame", -500, -500, 200, 100, "", Map.of());
        Hits framed = new Hits(new Scene(document(List.of(frame), List.of())));

        assertThat(framed.frame(at(-400, -490))).contains(0);
        assertThat(framed.frame(at(-499, -420))).contains(0);
        assertThat(framed.frame(at(-400, -440))).isEmpty();
        assertThat(framed.frameCorner(at(-300, -400))).contains(0);
    }

    @Test
    void a_note_is_hit_on_its_sheet_which_grows_with_its_text() {
        Layout.Note small = new Layout.Note("short", -500, -500, 100, Map.of());
        Layout.Note large = new Layout.Note("a text of many words\n\n- one\n- two\n- three", -300, -500, 100, Map.of());
        Hits noted = new Hits(new Scene(document(List.of(), List.of(small, large))));

        assertThat(noted.note(at(-450, -490))).contains(0);
        assertThat(noted.note(at(-450, -410))).isEmpty();
        assertThat(noted.note(at(-250, -410))).contains(1);
    }

    @Test
    void the_right_edge_makes_a_node_wider_but_its_ports_come_first() {
        double right = scene.bounds("plain").getMaxX();

        assertThat(hits.rightEdge(at(right, 70))).isPresent();
        assertThat(hits.rightEdge(at(right - 20, 70))).isEmpty();
    }

    @Test
    void the_fold_is_hit_at_its_row() {
        NodeFace face = scene.node("full").orElseThrow().face();
        NodeFace.Row fold = face.rows().get(face.rows().size() - 1);

        assertThat(hits.fold(at(100, fold.top() + 5))).isPresent();
        assertThat(hits.fold(at(100, fold.top() - 5))).isEmpty();
    }

    @Test
    void a_context_menu_knows_the_parameter_at_which_it_was_asked_for() {
        Canvas canvas = new Canvas(Samples.document(Samples.workflow()));
        canvas.setSize(900, 700);
        canvas.viewport().zoom(1, new Point(0, 0));
        Hits.FieldSpot field = hits.field(Samples.SCALE).orElseThrow();

        canvas.menu(canvas.viewport()
                .toComponent(at(field.area().getCenterX(), field.area().getCenterY())));
        assertThat(canvas.askedParameter()).contains(Samples.SCALE);
        canvas.menu(canvas.viewport().toComponent(at(-50, -50)));
        assertThat(canvas.askedParameter()).isEmpty();
    }

    private static Document document(List<Layout.Frame> frames, List<Layout.Note> notes) {
        Workflow workflow = Samples.workflow();
        return Samples.document(
                Edits.with(workflow, new Layout(workflow.layout().places(), frames, notes)));
    }
}
