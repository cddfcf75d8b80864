package org.quarry.editor.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.quarry.editor.document.Drawn.link;
import static org.quarry.editor.document.Drawn.links;
import static org.quarry.editor.document.Drawn.read;

import java.awt.geom.Point2D;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.quarry.workflow.InputPort.Arity;
import org.quarry.workflow.PlacedNode;
import org.quarry.workflow.Socket;
import org.quarry.workflow.Workflow;

class LinkEditsTest {
    private final Workflow workflow = read("""
        "a": {"type": "test:make@1"}, "b": {"type": "test:make@1"},
        "one": {"type": "test:scale@1", "value": {"from": "a.made"}, "factor": 3},
        "many": {"type": "test:sum@1", "values": [{"from": "a.made"}, {"from": "one.scaled"}]}\
        """);

    @Test
    void a_wire_takes_the_place_of_the_one_that_is_there() {
        Workflow after = LinkEdits.link(workflow, link("b.made -> one.value"), Arity.ONE);

        assertThat(links(after)).contains("b.made -> one.value").doesNotContain("a.made -> one.value");
    }

    @Test
    void an_input_that_takes_a_list_gets_one_more_wire_at_the_end() {
        Workflow after = LinkEdits.link(workflow, link("b.made -> many.values"), Arity.LIST);

        assertThat(LinkEdits.wires(after, Socket.parse("many.values")))
                .map(Socket::toString)
                .containsExactly("a.made", "one.scaled", "b.made");
    }

    @Test
    void the_same_wire_twice_is_one_wire() {
        assertThat(LinkEdits.link(workflow, link("a.made -> many.values"), Arity.LIST))
                .isEqualTo(workflow);
    }

    @Test
    void a_wire_takes_the_place_of_a_value_and_without_it_the_default_counts() {
        Workflow linked = LinkEdits.link(workflow, link("a.made -> one.factor"), Arity.ONE);
        Workflow unlinked = LinkEdits.unlink(linked, List.of(link("a.made -> one.factor")));

        assertThat(links(linked)).contains("a.made -> one.factor");
        assertThat(unlinked.nodes().get("one").inputs()).doesNotContainKey("factor");
    }

    @Test
    void bends_stay_with_their_wires_when_another_wire_of_the_input_goes() {
        Point2D bend = new Point2D.Double(30, 40);
        Workflow bent = Bends.set(workflow, link("one.scaled -> many.values"), List.of(bend));

        Workflow after = LinkEdits.unlink(bent, List.of(link("a.made -> many.values")));

        assertThat(Bends.of(after, link("one.scaled -> many.values"))).isEqualTo(List.of(bend));
    }

    @Test
    void a_wire_that_goes_takes_its_bends_along() {
        Workflow bent = Bends.set(workflow, link("a.made -> one.value"), List.of(new Point2D.Double(1, 2)));

        Workflow after = LinkEdits.link(bent, link("b.made -> one.value"), Arity.ONE);

        assertThat(Bends.of(after, link("b.made -> one.value"))).isEmpty();
    }

    @Test
    void the_end_of_a_wire_is_led_to_another_input() {
        Workflow after =
                LinkEdits.moved(workflow, link("a.made -> one.value"), Socket.parse("many.values"), Arity.LIST);

        assertThat(links(after)).doesNotContain("a.made -> one.value");
        assertThat(LinkEdits.moved(workflow, link("a.made -> one.value"), Socket.parse("one.value"), Arity.ONE))
                .isEqualTo(workflow);
    }

    @Test
    void a_node_comes_between_the_ends_of_a_wire_and_the_order_of_a_list_stays() {
        Workflow with =
                workflow.with("mid", PlacedNode.of(workflow.nodes().get("one").type()));

        Workflow after = LinkEdits.insert(
                with, link("a.made -> many.values"), Socket.parse("mid.value"), Socket.parse("mid.scaled"));

        assertThat(links(after)).contains("a.made -> mid.value");
        assertThat(LinkEdits.wires(after, Socket.parse("many.values")))
                .map(Socket::toString)
                .containsExactly("mid.scaled", "one.scaled");
    }

    @Test
    void a_wire_from_nowhere_is_our_mistake() {
        assertThatThrownBy(() -> LinkEdits.link(workflow, link("gone.out -> one.value"), Arity.ONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("gone");
    }
}
