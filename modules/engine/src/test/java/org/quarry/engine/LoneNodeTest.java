package org.quarry.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.quarry.node.NodeException;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

class LoneNodeTest extends LabTest {
    private static final Tensor TWO = Tensor.filled(Shape.of(1), 2);

    private LoneNode lone(String name, String... lines) {
        return lab.engine.lone(lab.request(lines), name);
    }

    @Test
    void it_runs_with_what_is_given_for_its_wires_and_nothing_else_is_computed() {
        LoneNode sum = lone("sum", "a = tensor value=1", "sum = add parts<-a.value");

        assertThat(sum.run(Map.of("parts", TWO))).hasSize(1).containsKey("value");
        assertThat(((Tensor) sum.run(Map.of("parts", TWO)).get("value")).at(0)).isEqualTo(2);
        assertThat(lab.events).isEmpty();
    }

    @Test
    void values_of_every_kind_stand_in_the_flow_as_in_a_run() {
        String line = "all = all truth=false whole=-3 seed=18446744073709551615 number=2 text=x colour=dark-red";

        assertThat(lone("all", line).run(Map.of()))
                .containsEntry("all", "false -3 18446744073709551615 2.0 x DARK_RED");
        assertThat(lone("all", line).run(Map.of("number", 7, "text", "y")))
                .as("what is given counts more, and whole numbers widen")
                .containsEntry("all", "false -3 18446744073709551615 7.0 y DARK_RED");
    }

    @Test
    void an_optional_input_may_be_left_out_and_another_one_is_asked_for() {
        LoneNode pair =
                lone("pair", "a = tensor value=1", "b = tensor value=2", "pair = pair first<-a.value second<-b.value");

        assertThat(pair.run(Map.of("first", TWO))).containsEntry("both", List.of(TWO));
        assertThatThrownBy(() -> pair.run(Map.of("second", TWO)))
                .isInstanceOf(NodeException.class)
                .hasMessageContaining("nothing is linked here");
        assertThatThrownBy(() -> pair.run(Map.of("first", "two")))
                .isInstanceOf(NodeException.class)
                .hasMessageContaining("found a String, wanted a Tensor");
    }

    @Test
    void a_node_that_asks_for_its_inputs_needs_a_run() {
        String[] lines = {
            "a = tensor value=1", "b = tensor value=2", "c = choose first<-a.value second<-b.value which=0"
        };

        assertThatThrownBy(() -> lone("c", lines))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'c' takes more than values at 'first', so it needs a run");
    }
}
