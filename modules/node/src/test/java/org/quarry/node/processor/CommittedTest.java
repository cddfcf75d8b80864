package org.quarry.node.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The committed descriptors: what users' files rely on. */
class CommittedTest {
    private static final String FIRST = Compilation.node(
            "@Port(doc = \"x\") Tensor x, @Param(doc = \"how much\", value = 2, max = 9, step = 1) double scale",
            "@Port(doc = \"y\") Tensor y");
    private static final String WAYS_OUT =
            ". Set version = 2 and carry old files forward in migrate, or undo the change; "
                    + "if version 1 was never released, take the node out of ";

    @TempDir
    Path folder;

    private Path committed;

    @BeforeEach
    void commitTheFirstVersion() throws IOException {
        committed = folder.resolve("src/main/nodes/nodes.json");
        assertThat(compile(FIRST).messages()).isEmpty();
    }

    private Compilation compile(String... sources) throws IOException {
        return new Compilation(folder.resolve("classes"))
                .with("-Aquarry.descriptors=" + committed.getParent())
                .with("-Aquarry.module=acme 1.0")
                .compile(sources);
    }

    @Test
    void a_new_node_is_written_into_them_without_the_module_s_version() throws IOException {
        assertThat(Files.readString(committed))
                .contains("\"id\": \"acme:sharpen\"")
                .contains("{\"name\": \"x\", \"type\": \"org.quarry.tensor.Tensor\", \"doc\": \"x\"}")
                .doesNotContain("module");
    }

    @Test
    void a_changed_doc_is_written_into_them() throws IOException {
        String source = FIRST.replace("how much", "how strongly").replace("step = 1", "step = 2");

        assertThat(compile(source).messages()).isEmpty();
        assertThat(Files.readString(committed)).contains("how strongly").contains("\"step\": 2");
    }

    @Test
    void a_changed_default_needs_a_new_version() throws IOException {
        String before = Files.readString(committed);

        assertThat(compile(FIRST.replace("value = 2", "value = 3")).messages())
                .isEqualTo("acme:sharpen changed, but its version is still 1: input 'scale': default 2 became 3"
                        + WAYS_OUT + committed);
        assertThat(Files.readString(committed)).isEqualTo(before);
    }

    /** Only a check speaks of it. */
    @Test
    void the_role_of_guidance_needs_no_new_version_and_its_end_does() throws IOException {
        String guidance = FIRST.replace("value = 2", "role = Param.Role.GUIDANCE, value = 2");

        assertThat(compile(guidance).messages()).isEmpty();
        assertThat(Files.readString(committed)).contains("\"role\": \"guidance\"");
        assertThat(compile(FIRST).messages()).contains("role guidance became none");
    }

    @Test
    void a_renamed_port_needs_a_new_version() throws IOException {
        assertThat(compile(FIRST.replace("Tensor x", "Tensor z")).messages())
                .startsWith("acme:sharpen changed, but its version is still 1: input 'x' is gone; input 'z' is new. ");
    }

    @Test
    void another_type_or_range_needs_a_new_version() throws IOException {
        assertThat(compile(FIRST.replace("Tensor y", "List<Tensor> y").replace("max = 9", "max = 8"))
                        .messages())
                .contains("input 'scale': max 9 became 8; output 'y': list none became true.");
    }

    @Test
    void a_parameter_made_a_port_needs_a_new_version() throws IOException {
        String source =
                FIRST.replace("@Param(doc = \"how much\", value = 2, max = 9, step = 1)", "@Port(doc = \"how much\")");

        assertThat(compile(source).messages()).contains("input 'scale': default 2 became none, max 9 became none.");
    }

    @Test
    void a_removed_choice_needs_a_new_version() throws IOException {
        String choice = FIRST.replace(
                "@Param(doc = \"how much\", value = 2, max = 9, step = 1) double scale",
                "@Param(doc = \"e\") Edge edge");
        assertThat(compile(choice.replace("version = 1", "version = 2")).messages())
                .isEmpty();

        assertThat(compile(choice.replace("version = 1", "version = 2").replace("WRAP_ROUND", "ROUND"))
                        .messages())
                .contains("input 'edge': choices [clamp=CLAMP, wrap-round=WRAP_ROUND] became [clamp=CLAMP, "
                        + "round=ROUND]. Set version = 3");
    }

    @Test
    void with_a_new_version_a_port_may_change() throws IOException {
        assertThat(compile(FIRST.replace("Tensor x", "Tensor z").replace("version = 1", "version = 2"))
                        .messages())
                .isEmpty();
        assertThat(Files.readString(committed)).contains("\"version\": 2").contains("\"name\": \"z\"");
    }

    @Test
    void a_version_never_goes_down() throws IOException {
        assertThat(compile(FIRST.replace("version = 1", "version = 3")).messages())
                .isEmpty();

        assertThat(compile(FIRST).messages())
                .isEqualTo(
                        "version of acme:sharpen went down from 3 to 1; files of version 3 may exist: set version = 3"
                                + " or higher");
    }

    @Test
    void an_id_is_never_renamed() throws IOException {
        assertThat(compile(FIRST.replace("acme:sharpen", "acme:harden")).messages())
                .isEqualTo("the id of Sharpen was acme:sharpen and is acme:harden, but ids are written into files: put"
                        + " the old one back, or if it was never released, take the node out of " + committed);
    }

    @Test
    void a_class_that_gave_its_id_to_another_may_have_a_new_one() throws IOException {
        String heir = FIRST.replace("Sharpen", "Harden");
        String other = FIRST.replace("acme:sharpen", "acme:soften");

        assertThat(compile(heir, other).messages()).isEmpty();
    }

    @Test
    void line_ends_of_another_system_are_no_difference() throws IOException {
        String windows = Files.readString(committed).replace("\n", "\r\n");
        Files.writeString(committed, windows);

        assertThat(compile(FIRST).messages()).isEmpty();
        assertThat(Files.readString(committed)).isEqualTo(windows);
    }

    @Test
    void the_order_of_ports_may_change() throws IOException {
        String source = Compilation.node(
                "@Param(doc = \"how much\", value = 2, max = 9, step = 1) double scale, @Port(doc = \"x\") Tensor x",
                "@Port(doc = \"y\") Tensor y");

        assertThat(compile(source).messages()).isEmpty();
    }

    @Test
    void they_are_not_touched_when_nothing_changed() throws IOException {
        Files.setLastModifiedTime(committed, FileTime.fromMillis(0));

        assertThat(compile(FIRST).messages()).isEmpty();
        assertThat(Files.getLastModifiedTime(committed).toMillis()).isZero();
    }

    @Test
    void a_broken_copy_is_an_error_with_its_line() throws IOException {
        Files.writeString(committed, "{\n\"nodes\": [}");

        assertThat(compile(FIRST).messages())
                .isEqualTo("the index of nodes cannot be kept: " + committed
                        + " cannot be read, line 2: found '}', wanted a value; restore it");
    }
}
