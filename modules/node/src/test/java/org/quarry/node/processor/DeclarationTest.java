package org.quarry.node.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quarry.node.processor.Compilation.NODE_LINE;
import static org.quarry.node.processor.Compilation.node;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the processor wants of a node's class and its words. */
class DeclarationTest {
    private static final String NODE = node("@Port(doc = \"x\") Tensor x", "@Port(doc = \"y\") Tensor y");

    @TempDir
    Path folder;

    private String messages(String source) throws IOException {
        return new Compilation(folder).compile(source).messages();
    }

    @Test
    void a_complete_node_passes() throws IOException {
        assertThat(messages(NODE)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sharpen", "Acme:sharpen", "acme:", ":sharpen", "acme:Sharp_en", "acme:a:b", ""})
    void an_id_needs_a_namespace_and_small_letters(String id) throws IOException {
        assertThat(new Compilation(folder)
                        .compile(NODE.replace("acme:sharpen", id))
                        .failures())
                .containsExactly(new Compilation.Failure(
                        NODE_LINE + 1,
                        "found id '" + id
                                + "'; wanted vendor:name in small letters, digits and dashes, as in acme:sharpen"));
    }

    @Test
    void an_id_belongs_to_one_node_of_a_module() throws IOException {
        String other = NODE.replace("Sharpen", "Soften");

        assertThat(new Compilation(folder).compile(NODE, other).messages())
                .isEqualTo("id 'acme:sharpen' is that of acme.Sharpen too; give each its own");
    }

    @Test
    void versions_start_at_1() throws IOException {
        assertThat(messages(NODE.replace("version = 1", "version = 0")))
                .isEqualTo("version of 'acme:sharpen' is 0; the first one is 1");
    }

    @Test
    void a_node_needs_a_doc_a_name_and_a_category() throws IOException {
        assertThat(messages(NODE.replace("Hardens edges.", " ")))
                .isEqualTo("'acme:sharpen' has no doc, which users read; write one");
        assertThat(messages(NODE.replace("name = \"Sharpen\"", "name = \"\"")))
                .isEqualTo("'acme:sharpen' has no name, which users read; write one");
        assertThat(messages(NODE.replace("\"Picture\"", "\"\"")))
                .isEqualTo("'acme:sharpen' has no category, which users read; write one");
    }

    @Test
    void a_node_implements_node_function() throws IOException {
        assertThat(messages(NODE.replace("implements NodeFunction<Sharpen.In, Sharpen.Out>", "")
                        .replace("@Override", "")))
                .isEqualTo(
                        "Sharpen has @NodeInfo and does not implement NodeFunction<Sharpen.In, Sharpen.Out>; let it");
    }

    @Test
    void the_type_arguments_are_the_node_s_own_records() throws IOException {
        String foreign = "package acme; public record In(org.quarry.tensor.Tensor x) {}";
        String source =
                NODE.replace("NodeFunction<Sharpen.In", "NodeFunction<acme.In").replace("run(In", "run(acme.In");

        assertThat(new Compilation(folder).compile(source, foreign).messages())
                .isEqualTo("the type argument In of Sharpen's NodeFunction is no public record inside Sharpen; declare "
                        + "'public record In(…)' and 'public record Out(…)' there and use these two");
    }

    @Test
    void the_records_are_public() throws IOException {
        assertThat(messages(NODE.replace("public record Out", "record Out")))
                .startsWith(
                        "the type argument Sharpen.Out of Sharpen's NodeFunction is no public record inside Sharpen;");
    }

    @Test
    void a_node_is_made_without_arguments() throws IOException {
        assertThat(messages(NODE.replace("@Override", "Sharpen() {} @Override")))
                .isEqualTo("Sharpen has no public constructor without arguments; make the class public and leave "
                        + "constructors out");
        assertThat(messages(NODE.replace("@Override", "public Sharpen(int radius) {} @Override")))
                .contains("has no public constructor without arguments");
    }

    @Test
    void a_node_is_not_abstract() throws IOException {
        assertThat(messages(NODE.replace("public final class", "public abstract class")))
                .isEqualTo(
                        "Sharpen has @NodeInfo and cannot be made from its name alone; wanted a class that is neither "
                                + "abstract nor bound to an instance of another");
    }

    @Test
    void a_node_has_no_fields_but_constants() throws IOException {
        assertThat(messages(NODE.replace("@Override", "private final int radius = 2;\n@Override")))
                .isEqualTo("field 'radius' of Sharpen: it may have no state, because several threads call one object of"
                        + " the class; use an input, @Previous or a static constant");
        assertThat(messages(NODE.replace("@Override", "static int calls; @Override")))
                .startsWith("field 'calls'");
        assertThat(messages(NODE.replace("@Override", "private static final int RADIUS = 2; @Override")))
                .isEmpty();
    }

    @Test
    void an_inherited_field_is_state_too() throws IOException {
        String parent = "package acme; public abstract class Counted { protected int calls; }";

        assertThat(new Compilation(folder)
                        .compile(parent, NODE.replace("Sharpen implements", "Sharpen extends Counted implements"))
                        .messages())
                .startsWith("field 'calls' of Sharpen");
    }

    @Test
    void the_whole_list_of_mistakes_comes_at_once() throws IOException {
        String source = NODE.replace("version = 1", "version = 0").replace("doc = \"y\"", "doc = \"\"");

        assertThat(new Compilation(folder).compile(source).failures()).hasSize(2);
    }
}
