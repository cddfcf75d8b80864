package org.quarry.editor.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quarry.editor.document.DocumentFiles.FileProblem;
import org.quarry.json.Json;
import org.quarry.node.extension.WorkflowImporter;
import org.quarry.workflow.Input;
import org.quarry.workflow.ModuleNotes;
import org.quarry.workflow.NodeCatalog;
import org.quarry.workflow.NodeType;
import org.quarry.workflow.PlacedNode;
import org.quarry.workflow.PlacedNode.ComponentLink;
import org.quarry.workflow.Workflow;
import org.quarry.workflow.json.WorkflowWriter;

class DocumentFilesTest {
    @TempDir
    Path folder;

    private Desk desk;

    @BeforeEach
    void open() {
        desk = Desks.desk(folder);
    }

    @Test
    void what_was_saved_opens_as_it_was_and_is_saved_again_as_the_same_bytes() throws Exception {
        Path file = folder.resolve("chain.json");
        DocumentFiles.save(Document.unsaved(desk, Desks.chain(), folder), file);
        byte[] bytes = Files.readAllBytes(file);

        Document opened = DocumentFiles.read(file).document(desk);
        DocumentFiles.save(opened, file);

        assertThat(opened.workflow())
                .as("with a note of the module that brings its nodes")
                .isEqualTo(ModuleNotes.update(Desks.chain(), desk.catalog()));
        assertThat(opened.dirty()).isFalse();
        assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
    }

    @Test
    void a_template_has_no_file_so_that_nobody_writes_over_it() throws Exception {
        Path file = folder.resolve("chain.json");
        WorkflowWriter.save(Desks.chain(), file);

        Document document = DocumentFiles.read(file).template(desk);

        assertThat(document.file()).isEmpty();
        assertThat(document.folder()).isEqualTo(folder);
        assertThat(document.dirty()).isFalse();
    }

    @Test
    void a_file_that_is_no_workflow_is_refused_with_its_name_line_and_column() throws Exception {
        Path file = folder.resolve("broken.json");
        Files.writeString(file, "{\"quarry\": 1,\n \"nodes\": [}");

        assertThatThrownBy(() -> DocumentFiles.read(file))
                .isInstanceOf(FileProblem.class)
                .hasMessageContaining("broken.json")
                .hasMessageContaining("line 2");
    }

    @Test
    void a_missing_file_is_refused_with_what_to_do() {
        assertThatThrownBy(() -> DocumentFiles.read(folder.resolve("gone.json")))
                .isInstanceOf(FileProblem.class)
                .hasMessageContaining("gone.json cannot be read: there is no such file or folder; check the name");
    }

    @Test
    void a_folder_that_is_not_there_keeps_the_document_unsaved() {
        Document document = Document.unsaved(desk, Desks.chain(), folder);
        document.touch();

        assertThatThrownBy(() -> DocumentFiles.save(document, folder.resolve("no/such/chain.json")))
                .isInstanceOf(FileProblem.class)
                .hasMessageContaining("cannot be written");
        assertThat(document.dirty()).isTrue();
        assertThat(document.file()).isEmpty();
    }

    @Test
    void a_read_only_folder_leaves_the_old_file_as_it_was() throws Exception {
        Path locked = Files.createDirectory(folder.resolve("locked"));
        Path file = locked.resolve("chain.json");
        Files.writeString(file, "old");
        locked.toFile().setWritable(false);
        assumeFalse(Files.isWritable(locked), "this user may write everywhere");

        assertThatThrownBy(() -> DocumentFiles.save(Document.unsaved(desk, Desks.chain(), folder), file))
                .isInstanceOf(FileProblem.class);
        assertThat(file).hasContent("old");
    }

    @Test
    void saving_elsewhere_names_the_files_it_reads_as_seen_from_there() throws Exception {
        Files.createDirectories(folder.resolve("old/images"));
        Files.createDirectories(folder.resolve("new"));
        Files.writeString(folder.resolve("old/images/in.png"), "");
        Document document = Document.unsaved(desk, reading("images/in.png"), folder.resolve("old"));

        DocumentFiles.save(document, folder.resolve("new/read.json"));

        assertThat(document.workflow().nodes().get("read").inputs().get("file"))
                .isEqualTo(new Input.Value(Json.of("../old/images/in.png")));
    }

    @Test
    void saving_elsewhere_leaves_names_of_files_that_are_not_there() throws Exception {
        Files.createDirectories(folder.resolve("new"));
        Document document = Document.unsaved(desk, reading("later.png"), folder);

        DocumentFiles.save(document, folder.resolve("new/read.json"));

        assertThat(document.workflow()).isEqualTo(reading("later.png"));
    }

    @Test
    void saving_elsewhere_carries_the_links_to_components() throws Exception {
        Files.createDirectories(folder.resolve("new"));
        Files.writeString(folder.resolve("part.json"), "{}");
        PlacedNode instance = new PlacedNode(
                NodeType.parse("me:part@1"),
                Map.of(),
                PlacedNode.Mode.ACTIVE,
                Optional.of(new ComponentLink("part.json", "", Map.of())),
                Map.of());
        Document document = Document.unsaved(desk, Workflow.empty("Whole").with("part", instance), folder);

        DocumentFiles.save(document, folder.resolve("new/whole.json"));

        assertThat(document.workflow()
                        .nodes()
                        .get("part")
                        .component()
                        .orElseThrow()
                        .file())
                .isEqualTo("../part.json");
    }

    private static Workflow reading(String file) {
        return Workflow.empty("Reading")
                .with(
                        "read",
                        PlacedNode.of(NodeType.parse("test:read@1")).with("file", new Input.Value(Json.of(file))));
    }

    /** Reads files that begin with a word of its own. */
    public static final class Words implements WorkflowImporter {
        @Override
        public boolean recognises(String text) {
            return text.startsWith("words");
        }

        @Override
        public Imported read(String text) {
            return new Imported(
                    "{\"quarry\": 1, \"title\": \"From words\", \"nodes\": {}}", List.of("nothing was kept"));
        }
    }

    private NodeCatalog importers() throws Exception {
        Path index = folder.resolve("module/META-INF/quarry/nodes.json");
        Files.createDirectories(index.getParent());
        Files.writeString(index, """
            {"module": "com.acme 1.0", "nodes": [], "extensions": [{"id": "acme:words", "class": "%s",
             "implements": ["%s"], "endings": [".json"]}]}
            """.formatted(Words.class.getName(), WorkflowImporter.class.getName()));
        URL[] module = {folder.resolve("module").toUri().toURL()};
        return NodeCatalog.discover(
                List.of(new URLClassLoader(module, getClass().getClassLoader())));
    }

    @Test
    void another_tool_s_file_opens_as_a_new_workflow_with_what_was_not_kept() throws Exception {
        Path file = Files.writeString(folder.resolve("other.json"), "words and more");

        Document opened = DocumentFiles.read(file, importers().extensions()).document(desk);

        assertThat(opened.workflow().title()).isEqualTo("From words");
        assertThat(opened.workflow().layout().notes())
                .singleElement()
                .satisfies(note -> assertThat(note.text()).isEqualTo("nothing was kept"));
        assertThat(opened.file())
                .as("saving it must not write over the other tool's file")
                .isEmpty();
    }

    @Test
    void what_no_importer_recognises_is_refused_as_it_is() throws Exception {
        Path file = Files.writeString(folder.resolve("other.json"), "nobody's");
        NodeCatalog importers = importers();

        assertThatThrownBy(() -> DocumentFiles.read(file, importers.extensions()))
                .isInstanceOf(FileProblem.class)
                .hasMessageContaining("other.json")
                .hasMessageContaining("line 1");
    }
}
