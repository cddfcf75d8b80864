package org.quarry.editor.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Point;
import org.junit.jupiter.api.Test;
import org.quarry.editor.document.Link;
import org.quarry.workflow.Socket;
import org.quarry.workflow.Workflow;

/** Wires drawn, taken, cut and bent by a real mouse. */
class WireGesturesTest extends OpenCanvas {
    @Test
    void a_wire_is_drawn_from_an_output_to_an_input_and_from_an_input_to_an_output() {
        rig.drag(rig.output("small.pictures"), rig.input("sheet.pictures"));
        assertThat(linked("small.pictures", "sheet.pictures")).isTrue();

        undo();
        assertThat(rig.workflow()).isEqualTo(before);
        rig.drag(rig.input("sheet.pictures"), rig.output("small.pictures"));
        assertThat(linked("small.pictures", "sheet.pictures")).isTrue();
    }

    @Test
    void a_wire_that_does_not_fit_is_refused_in_a_sentence() {
        rig.pull(rig.output("model.unet"), rig.input("sheet.pictures"));

        assertThat(Rig.see(() -> rig.canvas().told()))
                .startsWith("Sheet.pictures")
                .contains("gives")
                .contains("wanted");
        rig.drop();
        assertThat(rig.workflow()).isEqualTo(before);
        assertThat(Rig.see(() -> rig.canvas().told())).contains("wanted");
    }

    @Test
    void a_wire_taken_by_its_end_and_dropped_on_the_canvas_is_gone() {
        rig.drag(rig.input("small.pictures"), rig.place(340, 640));

        assertThat(linked("image.picture", "small.pictures")).isFalse();
        undo();
        assertThat(rig.workflow()).isEqualTo(before);
    }

    @Test
    void a_wire_taken_by_its_end_is_led_to_another_input() {
        rig.drag(rig.input("small.pictures"), rig.input("sheet.pictures"));

        assertThat(linked("image.picture", "small.pictures")).isFalse();
        assertThat(linked("image.picture", "sheet.pictures")).isTrue();
    }

    @Test
    void a_wire_dropped_on_the_canvas_asks_for_a_node_that_fits_and_links_it() {
        rig.drag(rig.output("model.vae"), rig.place(400, 560));
        rig.awaitComponent("search-words");
        rig.type("decode");
        rig.press("ENTER");

        assertThat(rig.workflow().nodes()).containsKey("vae-decode");
        assertThat(linked("model.vae", "vae-decode.vae")).isTrue();
        undo();
        assertThat(rig.workflow()).isEqualTo(before);
    }

    @Test
    void a_node_dropped_on_a_wire_comes_between_its_ends() {
        Rig.see(() -> {
            rig.document()
                    .edit(
                            "Add",
                            workflow -> org.quarry.editor.document.NodeEdits.add(
                                    workflow,
                                    "between",
                                    org.quarry.workflow.PlacedNode.of(
                                            org.quarry.workflow.NodeType.parse("quarry:resize@1")),
                                    new org.quarry.workflow.Layout.Place(300, 400, java.util.Map.of())));
            return true;
        });
        Workflow added = rig.workflow();
        Point wire = middle("image.picture", "small.pictures");

        rig.drag(rig.title("between"), wire);

        assertThat(linked("image.picture", "between.pictures")).isTrue();
        assertThat(linked("between.pictures", "small.pictures")).isTrue();
        assertThat(linked("image.picture", "small.pictures")).isFalse();
        undo();
        assertThat(rig.workflow()).isEqualTo(added);
    }

    private Point middle(String from, String to) {
        Point start = rig.output(from);
        Point end = rig.input(to);
        return new Point((start.x + end.x) / 2, (start.y + end.y) / 2);
    }

    @Test
    void a_double_click_on_a_wire_bends_it_and_another_on_the_bend_straightens_it() {
        Point wire = middle("image.picture", "small.pictures");

        rig.doubleClick(wire);
        Link link = new Link(Socket.parse("image.picture"), Socket.parse("small.pictures"));
        assertThat(org.quarry.editor.document.Bends.of(rig.workflow(), link)).hasSize(1);

        var bend = org.quarry.editor.document.Bends.of(rig.workflow(), link).get(0);
        rig.doubleClick(rig.place(bend.getX(), bend.getY()));
        assertThat(org.quarry.editor.document.Bends.of(rig.workflow(), link)).isEmpty();
    }
}
