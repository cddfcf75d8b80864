package org.quarry.editor.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quarry.editor.document.Drawn.link;
import static org.quarry.editor.document.Drawn.read;
import static org.quarry.editor.document.Drawn.saved;

import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.quarry.editor.document.LayoutEdits.Side;
import org.quarry.workflow.Workflow;

class LayoutEditsTest {
    private final Workflow workflow = read("""
        "a": {"type": "test:make@1"}, "b": {"type": "test:scale@1", "value": {"from": "a.made"}},
        "c": {"type": "test:show@1", "value": {"from": "b.scaled"}}\
        """, """
        , "layout": {"a": {"at": [0, 0]}, "b": {"at": [100, 50]}, "c": {"at": [400, 20]}},
        "frames": [{"title": "f", "at": [-10, -10], "size": [300, 200]}],
        "notes": [{"text": "in", "at": [5, 5], "width": 40}, {"text": "out", "at": [500, 5], "width": 40}]\
        """);
    private final Map<String, Rectangle2D> bounds = Map.of(
            "a", new Rectangle2D.Double(0, 0, 50, 100),
            "b", new Rectangle2D.Double(100, 50, 80, 40),
            "c", new Rectangle2D.Double(400, 20, 100, 60));

    private static Point2D at(Workflow workflow, String node) {
        return new Point2D.Double(
                Edits.place(workflow, node).x(), Edits.place(workflow, node).y());
    }

    @Test
    void a_frame_takes_along_what_stands_in_it() {
        Selection frame = new Selection(Set.of(), Set.of(), Set.of(0), Set.of());

        Workflow after = LayoutEdits.moved(workflow, LayoutEdits.withContents(workflow, frame), 30, 40);

        assertThat(at(after, "a")).isEqualTo(new Point2D.Double(30, 40));
        assertThat(at(after, "b")).isEqualTo(new Point2D.Double(130, 90));
        assertThat(at(after, "c")).isEqualTo(at(workflow, "c"));
        assertThat(after.layout().notes()).map(note -> note.x()).containsExactly(35.0, 500.0);
        assertThat(after.layout().frames().get(0).y()).isEqualTo(30);
    }

    @Test
    void bends_go_along_when_both_ends_of_their_wire_do() {
        Workflow bent = Bends.set(
                Bends.set(workflow, link("a.made -> b.value"), List.of(new Point2D.Double(60, 20))),
                link("b.scaled -> c.value"),
                List.of(new Point2D.Double(300, 20)));

        Workflow after = LayoutEdits.moved(bent, Selection.ofNodes(Set.of("a", "b")), 10, 5);

        assertThat(Bends.of(after, link("a.made -> b.value"))).isEqualTo(List.of(new Point2D.Double(70, 25)));
        assertThat(Bends.of(after, link("b.scaled -> c.value"))).isEqualTo(List.of(new Point2D.Double(300, 20)));
        assertThat(saved(after)).isEqualTo(after);
        assertThat(LayoutEdits.moved(after, Selection.ofNodes(Set.of("a", "b")), -10, -5))
                .isEqualTo(bent);
    }

    @Test
    void nodes_are_aligned_by_their_edges_and_middles() {
        assertThat(at(LayoutEdits.aligned(workflow, bounds, Side.LEFT), "c").getX())
                .isZero();
        assertThat(at(LayoutEdits.aligned(workflow, bounds, Side.RIGHT), "b").getX())
                .isEqualTo(420);
        assertThat(at(LayoutEdits.aligned(workflow, bounds, Side.CENTRE), "a").getX())
                .isEqualTo(225);
        assertThat(at(LayoutEdits.aligned(workflow, bounds, Side.TOP), "b").getY())
                .isZero();
        assertThat(at(LayoutEdits.aligned(workflow, bounds, Side.BOTTOM), "b").getY())
                .isEqualTo(60);
        assertThat(at(LayoutEdits.aligned(workflow, bounds, Side.MIDDLE), "c").getY())
                .isEqualTo(20);
    }

    @Test
    void gaps_become_equal_and_the_outermost_stay() {
        // From 0 to 500 there are 270 taken by the three pictures of 50, 80 and 100, so two gaps of 135.
        Workflow after = LayoutEdits.distributedAcross(workflow, bounds);

        assertThat(at(after, "a").getX()).isZero();
        assertThat(at(after, "b").getX()).isEqualTo(185);
        assertThat(at(after, "c").getX()).isEqualTo(400);
        assertThat(at(after, "b").getY()).isEqualTo(50);
    }

    @Test
    void the_grid_takes_what_is_nearest() {
        assertThat(LayoutEdits.snapped(14.9)).isEqualTo(10);
        assertThat(LayoutEdits.snapped(-16)).isEqualTo(-20);
    }

    @Test
    void a_frame_is_put_around_an_area_and_cannot_be_made_too_small() {
        Workflow after = FrameEdits.framed(workflow, new Rectangle2D.Double(400, 20, 100, 60));
        var frame = after.layout().frames().get(1);

        assertThat(new Rectangle2D.Double(frame.x(), frame.y(), frame.width(), frame.height())
                        .contains(400, 20, 100, 60))
                .isTrue();
        assertThat(FrameEdits.inside(after, 1).nodes()).containsExactly("c");
        assertThat(FrameEdits.sized(frame, -5, 10).width()).isPositive();
        assertThat(saved(after)).isEqualTo(after);
    }

    @Test
    void a_note_without_words_goes() {
        assertThat(FrameEdits.written(workflow, 0, " ").layout().notes())
                .map(note -> note.text())
                .containsExactly("out");
        assertThat(FrameEdits.written(workflow, 0, "new").layout().notes())
                .map(note -> note.text())
                .containsExactly("new", "out");
    }
}
