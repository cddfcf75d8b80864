package org.quarry.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Instances of one component, each with values of its own for what the component shows. */
class ComponentParametersTest extends LabTest {
    private Quarry sum;

    /** Three plus what an instance says: 2 unless it says so. */
    @BeforeEach
    void write() throws IOException {
        Files.writeString(folder.resolve("part.json"), """
            {
              "quarry": 1,
              "component": {
                "type": "my:part@1",
                "inputs": {"amount": ["more.value"], "seed": ["dice.seed"]},
                "outputs": {"sum": "sum.value", "dice": "dice.value"}
              },
              "nodes": {
                "three": {"type": "test:tensor@1", "value": 3},
                "more": {"type": "test:tensor@1", "value": 2},
                "sum": {"type": "test:add@1", "parts": [{"from": "three.value"}, {"from": "more.value"}]},
                "dice": {"type": "test:seeded@1", "seed": 5}
              }
            }
            """);
        Path file = folder.resolve("w.json");
        Files.writeString(file, """
            {
              "quarry": 1,
              "nodes": {
                "plain": {"type": "my:part@1", "import": {"file": "part.json"}},
                "large": {"type": "my:part@1", "import": {"file": "part.json"}, "amount": 40}
              }
            }
            """);
        sum = Quarry.load(file).on(lab.engine).listener(lab.events::add);
    }

    @Test
    void each_instance_computes_with_its_own_value_or_the_one_inside() {
        RunResult result = sum.run().orThrow();

        assertThat(Lab.number(result, "plain/sum.value")).isEqualTo(5);
        assertThat(Lab.number(result, "large/sum.value")).isEqualTo(43);
    }

    @Test
    void an_instance_is_set_like_a_node() {
        RunResult result = sum.with("plain.amount", 7).run().orThrow();

        assertThat(Lab.number(result, "plain/sum.value")).isEqualTo(10);
        assertThat(Lab.number(result, "large/sum.value")).isEqualTo(43);
    }

    @Test
    void only_what_an_instance_changes_runs_again() {
        sum.run().orThrow();
        lab.events.clear();

        sum.with("large.amount", 50).run().orThrow();

        assertThat(lab.reason("large/more")).contains("value");
        assertThat(lab.events)
                .noneMatch(event -> event instanceof RunEvent.Started started
                        && !started.node().startsWith("large/more")
                        && !started.node().startsWith("large/sum"));
    }

    @Test
    void a_seed_for_the_whole_workflow_reaches_the_seeds_that_instances_show() {
        RunResult result = sum.seed(11).run().orThrow();

        assertThat(result.receipt().nodes().get("plain/dice").seeds()).isEqualTo(Map.of("seed", "11"));
        assertThat(result.receipt().nodes().get("large/dice").seeds()).isEqualTo(Map.of("seed", "11"));
    }

    @Test
    void a_parameter_that_the_component_keeps_to_itself_cannot_be_set() {
        assertThatThrownBy(() -> sum.with("plain.value", 7).run())
                .hasMessageContaining("node 'plain', input 'value'")
                .hasMessageContaining("amount");
    }
}
