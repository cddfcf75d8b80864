package org.quarry.editor.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.quarry.editor.document.Drawn.link;
import static org.quarry.editor.document.Drawn.links;
import static org.quarry.editor.document.Drawn.read;

import java.awt.geom.Point2D;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.quarry.json.JsonException;
import org.quarry.workflow.Workflow;

class ClipboardEditsTest {
    private final Workflow workflow = read("""
        "make": {"type": "test:make@1", "seed": 7},
        "scale": {"type": "test:scale@1", "value": {"from": "make.made"}},
        "show": {"type": "test:show@1", "value": {"from": "scale.scaled"}}\
        """, """
        , "layout": {"make": {"at": [10, 20]}, "scale": {"at": [100, 50]}, "show": {"at": [400, 20]}},
        "frames": [{"title": "f", "at": [0, 0], "size": [60, 60]}]\
        """);

    private Workflow copied(String... nodes) {
        try {
            return ClipboardEdits.read(ClipboardEdits.copy(workflow, Selection.ofNodes(Set.of(nodes))));
        } catch (JsonException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void what_is_copied_is_a_workflow_file_with_the_wires_within_it() {
        Workflow fragment = copied("make", "scale");

        assertThat(fragment.nodes()).containsOnlyKeys("make", "scale");
        assertThat(links(fragment)).containsExactly("make.made -> scale.value");
        assertThat(links(copied("scale", "show"))).containsExactly("scale.scaled -> show.value");
    }

    @Test
    void pasted_nodes_get_free_names_that_their_wires_follow_and_stand_where_they_were_put() {
        Edited after = ClipboardEdits.paste(workflow, copied("make", "scale"), new Point2D.Double(500, 600));

        assertThat(after.selection().nodes()).containsExactlyInAnyOrder("make-2", "scale-2");
        assertThat(links(after.workflow())).contains("make-2.made -> scale-2.value");
        assertThat(Edits.place(after.workflow(), "make-2").x()).isEqualTo(500);
        assertThat(Edits.place(after.workflow(), "scale-2").y()).isEqualTo(630);
        assertThat(after.workflow().nodes().get("make-2"))
                .isEqualTo(workflow.nodes().get("make"));
    }

    @Test
    void into_an_empty_workflow_everything_is_pasted_as_it_was() {
        Selection all = Selection.all(workflow);
        Workflow fragment = ClipboardEdits.fragment(workflow, all);

        Edited after = ClipboardEdits.paste(Workflow.empty(""), fragment, new Point2D.Double(0, 0));

        assertThat(after.workflow()).isEqualTo(workflow);
    }

    @Test
    void a_frame_is_copied_with_what_stands_in_it() {
        Selection frame = new Selection(Set.of(), Set.of(), Set.of(0), Set.of());

        Edited after = ClipboardEdits.duplicate(workflow, frame);

        assertThat(after.selection().nodes()).containsExactly("make-2");
        assertThat(after.selection().frames()).containsExactly(1);
        assertThat(after.workflow().layout().frames()).hasSize(2);
    }

    @Test
    void a_duplicate_stands_alone_or_keeps_the_wires_that_come_from_elsewhere() {
        Selection scale = Selection.ofNodes(Set.of("scale"));

        assertThat(links(ClipboardEdits.duplicate(workflow, scale).workflow()))
                .doesNotContain("make.made -> scale-2.value");
        assertThat(links(ClipboardEdits.duplicateLinked(workflow, scale).workflow()))
                .contains("make.made -> scale-2.value");
    }

    @Test
    void bends_within_a_copy_go_along() {
        Workflow bent = Bends.set(workflow, link("make.made -> scale.value"), List.of(new Point2D.Double(60, 30)));

        Edited after = ClipboardEdits.duplicate(bent, Selection.ofNodes(Set.of("make", "scale")));

        assertThat(Bends.of(after.workflow(), link("make-2.made -> scale-2.value")))
                .isEqualTo(List.of(new Point2D.Double(100, 70)));
    }

    @Test
    void a_text_that_is_no_workflow_is_refused_in_words() {
        assertThatThrownBy(() -> ClipboardEdits.read("Dear all, see below"))
                .isInstanceOf(JsonException.class)
                .hasMessageStartingWith("clipboard:");
        assertThatThrownBy(() -> ClipboardEdits.read("{\"nodes\": {}}"))
                .isInstanceOf(JsonException.class)
                .hasMessageContaining("quarry");
    }

    @Test
    void names_count_on() {
        assertThat(Names.unique("unet", Set.of("unet", "unet-2"))).isEqualTo("unet-3");
        assertThat(Names.unique("unet-2", Set.of("unet-2"))).isEqualTo("unet-3");
        assertThat(Names.unique("unet", Set.of())).isEqualTo("unet");
        assertThat(Names.kebab("VAE decode (fast)")).isEqualTo("vae-decode-fast");
        assertThat(Names.port("type", Set.of())).isEqualTo("port_type");
        assertThat(Names.port("value", Set.of("value"))).isEqualTo("value_2");
    }
}
