package org.quarry.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.quarry.json.Json;
import org.quarry.workflow.Flow;
import org.quarry.workflow.Flow.FlowNode;
import org.quarry.workflow.NodeDescriptor;

class BindingTest extends LabTest {
    @Test
    void every_kind_of_parameter_has_its_default() {
        RunResult result = lab.run("all = all");

        assertThat(result.value("all.all", String.class)).isEqualTo("true 7 1 0.5 a boat LIGHT_BLUE");
    }

    @Test
    void every_kind_of_parameter_can_be_set() {
        RunResult result =
                lab.run("all = all truth=false whole=-3 seed=18446744073709551615 number=2 text=x colour=dark-red");

        assertThat(result.value("all.all", String.class)).isEqualTo("false -3 18446744073709551615 2.0 x DARK_RED");
    }

    @Test
    void a_list_input_takes_values_and_lists_of_values_in_order() {
        RunResult result = lab.run(
                "a = tensor value=1",
                "b = tensor value=10",
                "both = pair first<-a.value second<-b.value",
                "sum = add parts<-a.value,both.both,b.value");

        assertThat(Lab.number(result, "sum.value")).isEqualTo(22);
    }

    @Test
    void an_optional_input_may_stay_unlinked() {
        RunResult result = lab.run("a = tensor value=1", "one = pair first<-a.value", "sum = add parts<-one.both");

        assertThat(Lab.number(result, "sum.value")).isEqualTo(1);
    }

    @Test
    void a_node_that_reads_finds_files_beside_the_workflow_and_one_that_writes_in_the_output_folder()
            throws IOException {
        Path inputs = Files.createDirectory(folder.resolve("in"));
        Path outputs = Files.createDirectory(folder.resolve("out"));
        Files.writeString(inputs.resolve("n.txt"), "41.5");
        RunRequest request = new RunRequest(
                Lab.flow("r = read file=n.txt", "w = write value<-r.value file=result.txt"),
                java.util.List.of(),
                inputs,
                outputs,
                "",
                () -> "");

        RunResult result = lab.run(request).orThrow();

        assertThat(result.files()).containsExactly(outputs.resolve("result.txt"));
        assertThat(outputs.resolve("result.txt")).content().startsWith("[] [41.5]");
    }

    @Test
    void a_class_that_is_not_as_its_descriptor_says_is_its_modules_mistake() {
        Flow flow = Lab.flow("a = tensor value=1");
        FlowNode node = flow.nodes().get("a");
        NodeDescriptor other = Lab.NODES.find("test:add").orElseThrow();
        NodeDescriptor wrong = new NodeDescriptor(
                other.type(),
                "",
                "",
                "",
                other.effect(),
                java.util.List.of(),
                "acme 2.0",
                other.className(),
                node.descriptor().inputs(),
                other.outputs(),
                false,
                false);
        Flow broken = new Flow(java.util.Map.of("a", new FlowNode("a", wrong, node.sources(), false)));

        RunResult result = lab.run(RunRequest.of(broken));

        assertThat(result.failures()).singleElement().satisfies(failure -> {
            assertThat(failure.kind()).isEqualTo(Failure.Kind.NODE);
            assertThat(failure.message())
                    .isEqualTo("node 'a': takes the inputs [parts, note], but its descriptor names [value, size, note];"
                            + " this is a mistake in acme 2.0, tell its authors");
        });
    }

    @Test
    void values_are_written_as_a_workflow_would_hold_them() {
        assertThat(JavaValue.json(Nodes.AllParameters.Colour.DARK_RED)).isEqualTo(Json.of("dark-red"));
        assertThat(JavaValue.json(2.5f)).isEqualTo(Json.of(2.5));
        assertThat(JavaValue.json(Path.of("/tmp/x"))).isEqualTo(Json.of("/tmp/x"));
    }
}
