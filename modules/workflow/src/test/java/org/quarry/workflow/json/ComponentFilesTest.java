package org.quarry.workflow.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quarry.workflow.Components.Answer;
import org.quarry.workflow.Components.Component;
import org.quarry.workflow.Components.Missing;

class ComponentFilesTest {
    @TempDir
    Path folder;

    private ComponentFiles files;

    @BeforeEach
    void write() throws IOException {
        Files.createDirectories(folder.resolve("parts"));
        Files.writeString(folder.resolve("parts/a.json"), "{\"quarry\": 1, \"title\": \"A\"}");
        Files.writeString(folder.resolve("b.json"), "{\"quarry\": 1, \"title\": \"B\"}");
        files = new ComponentFiles(folder);
    }

    @Test
    void a_file_is_found_beside_the_workflow() {
        assertThat(found("", "parts/a.json").workflow().title()).isEqualTo("A");
    }

    @Test
    void a_file_named_in_a_component_is_found_beside_that_component() {
        Component a = found("", "parts/a.json");

        assertThat(found(a.file(), "../b.json").workflow().title()).isEqualTo("B");
    }

    @Test
    void one_file_has_one_identity_however_it_is_reached() {
        assertThat(found("", "parts/../b.json").file())
                .isEqualTo(found("", "b.json").file());
    }

    @Test
    void the_hash_is_that_of_the_file() {
        assertThat(found("", "b.json").hash()).startsWith("sha256:").hasSize(7 + 64);
        assertThat(found("", "b.json").hash())
                .isNotEqualTo(found("", "parts/a.json").hash());
    }

    @Test
    void a_file_that_is_not_there_is_named() {
        assertThat(missing("gone.json"))
                .isEqualTo("there is no file " + folder.resolve("gone.json") + "; put it there, or remove the node");
    }

    @Test
    void a_folder_is_no_component() {
        assertThat(missing("parts")).startsWith("there is no file ");
    }

    @Test
    void a_broken_file_is_named_with_line_and_column() throws IOException {
        Files.writeString(folder.resolve("broken.json"), "{\"quarry\": 1,\n \"nodes\": 5}");

        assertThat(missing("broken.json"))
                .isEqualTo("broken.json: line 2, column 11: 'nodes' is a number, wanted an object");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc/passwd", ""})
    void only_relative_paths_are_read(String path) {
        assertThat(missing(path)).isEqualTo("found '" + path + "', wanted a path relative to the workflow's folder");
    }

    @Test
    void a_name_that_no_file_can_have_is_said() {
        assertThat(missing("a\0b")).startsWith("this is no file name here: ");
    }

    private Component found(String from, String file) {
        Answer answer = files.find(from, file);
        assertThat(answer).isInstanceOf(Component.class);
        return (Component) answer;
    }

    private String missing(String file) {
        Answer answer = files.find("", file);
        assertThat(answer).isInstanceOf(Missing.class);
        return ((Missing) answer).reason();
    }
}
