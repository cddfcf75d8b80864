package org.quarry.testkit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a module promises as a whole. */
class ModuleTesterTest {
    private static final String TWICE = """
        package acme;
        import org.quarry.node.*;
        @NodeInfo(id = "acme:twice", version = 1, name = "Twice", category = "Number", doc = "Doubles a number.")
        public final class Twice implements NodeFunction<Twice.In, Twice.Out> {
            BODY
            public record In(@Param(doc = "x", value = 1) double x) {}
            public record Out(@Port(doc = "2 x") double y) {}
            @Override public Out run(In in, Call call) { return new Out(2 * in.x()); }
        }
        """;
    private static final String EXAMPLE = """
        {"quarry": 1, "nodes": {"twice": {"type": "acme:twice@1", "x": 3}}}
        """;

    @TempDir
    Path folder;

    private Path workflows;

    @BeforeEach
    void a_folder_of_examples() throws IOException {
        workflows = Files.createDirectories(folder.resolve("workflows"));
    }

    private ModuleTester tester(String body) throws ReflectiveOperationException {
        ClassLoader module = ModuleOfSource.of(folder.resolve("classes"), TWICE.replace("BODY", body));
        return ModuleTester.of(Class.forName("acme.Twice", false, module));
    }

    private void example(String text) throws IOException {
        Files.writeString(workflows.resolve("example.json"), text);
    }

    @Test
    void one_with_an_example_of_each_node_keeps_it() throws IOException, ReflectiveOperationException {
        example(EXAMPLE);

        ModuleTester tester = tester("");

        assertThatCode(() -> tester.keepsItsContract(workflows)).doesNotThrowAnyException();
    }

    @Test
    void a_node_without_an_example_is_named() throws ReflectiveOperationException {
        ModuleTester tester = tester("");

        assertThatThrownBy(() -> tester.keepsItsContract(workflows))
                .isInstanceOf(AssertionError.class)
                .hasMessage("node 'acme:twice' stands in no workflow in " + workflows + "; add an example");
    }

    @Test
    void an_example_with_an_error_is_named() throws IOException, ReflectiveOperationException {
        example(EXAMPLE.replace("3", "\"three\""));

        ModuleTester tester = tester("");

        assertThatThrownBy(() -> tester.keepsItsContract(workflows))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("example.json: node 'twice', input 'x'");
    }

    @Test
    void a_node_whose_class_cannot_be_loaded_is_named() throws IOException, ReflectiveOperationException {
        example(EXAMPLE);

        ModuleTester tester = tester("static final int BROKEN = Integer.parseInt(\"x\");");

        assertThatThrownBy(() -> tester.keepsItsContract(workflows))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("class acme.Twice of 'acme:twice' cannot be loaded");
    }

    @Test
    void a_module_without_an_index_is_told_where_it_comes_from() {
        ModuleTester tester = ModuleTester.of(ModuleTesterTest.class);

        assertThatThrownBy(() -> tester.keepsItsContract(workflows))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("it has no META-INF/quarry/nodes.json with nodes; is the annotation processor");
    }
}
