package org.quarry.editor.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Point;
import java.awt.event.KeyEvent;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.quarry.editor.document.Edits;
import org.quarry.editor.document.Selection;

/** Gestures with a real mouse and a real keyboard. */
class GesturesTest extends OpenCanvas {
    private Set<String> selected() {
        return Rig.see(() -> rig.document().selection().nodes());
    }

    @Test
    void a_click_selects_one_node_and_with_ctrl_one_more_or_less() {
        rig.click(rig.title("image"));
        assertThat(selected()).containsExactly("image");

        rig.key(KeyEvent.VK_CONTROL, true);
        rig.click(rig.title("small"));
        assertThat(selected()).containsExactlyInAnyOrder("image", "small");
        rig.click(rig.title("image"));
        rig.key(KeyEvent.VK_CONTROL, false);

        assertThat(selected()).containsExactly("small");
        rig.click(rig.place(500, 600));
        assertThat(selected()).isEmpty();
    }

    @Test
    void a_rubber_band_selects_what_it_touches() {
        rig.drag(rig.place(20, 20), rig.place(400, 100));

        assertThat(selected()).containsExactlyInAnyOrder("image", "small");
    }

    @Test
    void a_node_is_moved_on_the_grid_and_back_by_one_undo() {
        Point from = rig.title("model");

        rig.drag(from, new Point(from.x + 163, from.y + 58));

        assertThat(Edits.place(rig.workflow(), "model").x()).isEqualTo(200);
        assertThat(Edits.place(rig.workflow(), "model").y()).isEqualTo(440);
        undo();
        assertThat(rig.workflow()).isEqualTo(before);
    }

    @Test
    void escape_in_the_middle_of_a_move_leaves_no_trace() {
        Point from = rig.title("model");

        rig.pull(from, new Point(from.x + 160, from.y + 60));
        rig.press("ESCAPE");
        rig.drop();

        assertThat(rig.workflow()).isEqualTo(before);
        assertThat(Rig.see(() -> rig.document().undoName())).isEmpty();
        assertThat(Rig.see(() -> rig.document().dirty())).isFalse();
    }

    @Test
    void a_double_click_asks_for_a_node_and_puts_it_there() {
        rig.doubleClick(rig.place(500, 500));
        rig.awaitComponent("search-words");
        rig.type("ksamp");
        rig.press("ENTER");

        assertThat(rig.workflow().nodes()).containsKey("denoise");
        assertThat(selected()).containsExactly("denoise");
        assertThat(Edits.place(rig.workflow(), "denoise").y()).isBetween(470.0, 510.0);
    }

    @Test
    void tab_asks_and_escape_gives_up() {
        rig.press("TAB");
        rig.awaitComponent("search-words");
        rig.press("ESCAPE");

        assertThat(rig.find("search-words")).isEmpty();
        assertThat(Rig.see(() -> rig.canvas().isFocusOwner())).isTrue();
        assertThat(rig.workflow()).isEqualTo(before);
    }

    @Test
    void nodes_that_are_added_by_keys_alone_stand_beside_each_other() {
        for (String name : List.of("denoise", "denoise-2", "denoise-3")) {
            rig.press("TAB");
            rig.awaitComponent("search-words");
            rig.type("denoise");
            rig.press("ENTER");
            rig.await(() -> rig.document().workflow().nodes().containsKey(name));
        }

        Rectangle2D second = rig.canvas().place("denoise-2").orElseThrow();
        assertThat(second.intersects(rig.canvas().place("denoise").orElseThrow()))
                .isFalse();
        assertThat(second.intersects(rig.canvas().place("denoise-3").orElseThrow()))
                .isFalse();
    }

    @Test
    void what_is_copied_is_pasted_with_its_wires_under_new_names() {
        Rig.see(() -> {
            rig.document().select(Selection.ofNodes(Set.of("image", "small")));
            return true;
        });
        rig.press("control C");
        rig.point(rig.place(400, 500));
        rig.press("control V");

        assertThat(linked("image-2.picture", "small-2.pictures")).isTrue();
        assertThat(selected()).containsExactlyInAnyOrder("image-2", "small-2");
        undo();
        assertThat(rig.workflow()).isEqualTo(before);
    }

    @Test
    void delete_takes_the_wires_along_and_undo_brings_all_back() {
        rig.click(rig.title("image"));
        rig.press("DELETE");

        assertThat(rig.workflow().nodes()).doesNotContainKey("image");
        assertThat(linked("image.picture", "small.pictures")).isFalse();
        undo();
        assertThat(rig.workflow()).isEqualTo(before);
    }

    @Test
    void arrows_nudge_and_with_alt_they_go_to_the_next_node() {
        rig.click(rig.title("image"));
        rig.press("RIGHT");
        rig.press("RIGHT");
        assertThat(Edits.place(rig.workflow(), "image").x()).isEqualTo(60);

        rig.press("alt RIGHT");
        assertThat(selected()).containsExactly("small");
        undo();
        assertThat(rig.workflow()).isEqualTo(before);
    }

    @Test
    void f2_renames_a_node_and_its_wires_follow() {
        rig.click(rig.title("image"));
        rig.press("F2");
        rig.awaitComponent("node-name");
        rig.type("photo");
        rig.press("ENTER");

        assertThat(linked("photo.picture", "small.pictures")).isTrue();
        assertThat(rig.workflow().nodes()).doesNotContainKey("image");
    }

    @Test
    void a_name_that_is_taken_is_refused_in_a_sentence() {
        rig.click(rig.title("image"));
        rig.press("F2");
        rig.awaitComponent("node-name");
        rig.type("small");
        rig.press("ENTER");

        assertThat(rig.workflow()).isEqualTo(before);
        assertThat(Rig.see(() -> rig.canvas().told())).contains("'small-2' is free");
    }

    @Test
    void m_mutes_and_b_says_why_a_node_cannot_be_bypassed() {
        rig.click(rig.title("small"));
        rig.press("M");
        assertThat(rig.workflow().nodes().get("small").mode()).isEqualTo(org.quarry.workflow.PlacedNode.Mode.MUTED);

        rig.click(rig.title("image"));
        rig.press("B");
        assertThat(Rig.see(() -> rig.canvas().told())).contains("mute it instead");
    }

    @Test
    void a_frame_moves_what_stands_in_it() {
        rig.click(rig.title("model"));
        rig.press("control G");
        rig.awaitComponent("frame-title");
        rig.type("loading");
        rig.press("ENTER");
        var frame = rig.workflow().layout().frames().get(0);
        assertThat(frame.title()).isEqualTo("loading");

        Point title = rig.place(frame.x() + 60, frame.y() + 10);
        rig.drag(title, new Point(title.x + 300, title.y));

        assertThat(Edits.place(rig.workflow(), "model").x()).isEqualTo(340);
        assertThat(rig.workflow().layout().frames().get(0).x()).isEqualTo(frame.x() + 300);
    }

    @Test
    void the_wheel_zooms_around_the_mouse_and_space_draws_the_canvas() {
        var before = Rig.see(() -> rig.canvas().viewport().visible());

        rig.key(KeyEvent.VK_SPACE, true);
        rig.drag(rig.place(500, 500), rig.place(400, 450));
        rig.key(KeyEvent.VK_SPACE, false);

        var after = Rig.see(() -> rig.canvas().viewport().visible());
        assertThat(after.getX() - before.getX()).isEqualTo(100);
        assertThat(after.getY() - before.getY()).isEqualTo(50);
        assertThat(rig.workflow()).isEqualTo(this.before);
    }

    @Test
    void ctrl_l_lays_nodes_out_so_that_wires_run_forward() {
        rig.press("control L");

        double image = Edits.place(rig.workflow(), "image").x();
        double small = Edits.place(rig.workflow(), "small").x();
        assertThat(small).isGreaterThan(image + 200);
        undo();
        assertThat(rig.workflow()).isEqualTo(before);
    }

    @Test
    void a_node_type_that_is_dropped_becomes_a_node_and_a_text_of_a_workflow_is_pasted() {
        String text = org.quarry.editor.document.ClipboardEdits.copy(before, Selection.ofNodes(Set.of("image")));

        Rig.see(() -> drop(
                new org.quarry.editor.search.NodeTransfer(org.quarry.workflow.NodeType.parse("quarry:denoise@1"))));
        Rig.see(() -> drop(new java.awt.datatransfer.StringSelection(text)));

        assertThat(rig.workflow().nodes()).containsKeys("denoise", "image-2");
        Rig.see(() -> drop(new java.awt.datatransfer.StringSelection("no workflow")));
        assertThat(Rig.see(() -> rig.canvas().told())).contains("no part of a workflow");
    }

    @Test
    void nodes_of_a_text_that_does_not_say_where_they_stand_are_pasted_side_by_side_by_one_gesture() {
        String text = """
            {"quarry": 1, "nodes": {
              "photo": {"type": "quarry:load-image@1"},
              "smaller": {"type": "quarry:resize@1", "pictures": {"from": "photo.picture"}}}}\
            """;

        Rig.see(() -> drop(new java.awt.datatransfer.StringSelection(text)));

        Rectangle2D photo = rig.canvas().place("photo").orElseThrow();
        assertThat(rig.canvas().place("smaller").orElseThrow().getX()).isGreaterThan(photo.getMaxX());
        undo();
        assertThat(rig.workflow()).isEqualTo(before);
    }

    private boolean drop(java.awt.datatransfer.Transferable dropped) {
        return rig.canvas()
                .getTransferHandler()
                .importData(new javax.swing.TransferHandler.TransferSupport(rig.canvas(), dropped));
    }
}
