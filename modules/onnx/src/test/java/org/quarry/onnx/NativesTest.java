package org.quarry.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quarry.node.model.ModelException;

class NativesTest {
    private static final String LIBRARY = System.mapLibraryName("onnxruntime");
    private static final String BRIDGE = System.mapLibraryName("onnxruntime4j_jni");

    @TempDir
    Path folder;

    private Path cache;

    @BeforeEach
    void write() throws IOException {
        cache = folder.resolve("cache");
        new OnnxFolder(folder.resolve("models/m")).network("net", OnnxFolder.heavy(100));
    }

    private ChildProcess child(Map<String, String> environment, String device, String... more) throws IOException {
        List<String> arguments =
                new ArrayList<>(List.of(folder.resolve("models").toString(), cache.toString(), device));
        arguments.addAll(List.of(more));
        return ChildProcess.start(folder, environment, ComputesOnce.class, arguments.toArray(String[]::new));
    }

    private Path unpacked() {
        return cache.resolve("onnxruntime-" + Natives.version() + "-" + Natives.platform());
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void two_processes_that_start_at_once_unpack_the_two_libraries_whole_and_print_nothing() throws Exception {
        List<ChildProcess> children = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            children.add(child(Map.of(), "cpu"));
        }

        for (ChildProcess child : children) {
            // 100 elements of 2 + 0; a word of the runtime's own would stand beside it.
            assertThat(child.printed().strip()).isEqualTo("200.0");
        }
        assertThat(names(unpacked())).containsExactlyInAnyOrder(LIBRARY, BRIDGE);
    }

    @Test
    void a_long_command_line_does_no_harm() throws Exception {
        String prompt = "a red house ".repeat(1000);

        ChildProcess child = child(Map.of(), "cpu", prompt, prompt);

        assertThat(child.printed().strip()).isEqualTo("200.0");
    }

    @Test
    void what_is_unpacked_stays_and_what_is_damaged_is_replaced() throws IOException {
        Natives natives = new Natives(cache, Map.of());
        Path library = natives.unpack().resolve(LIBRARY);
        long whole = Files.size(library);
        FileTime marked = FileTime.fromMillis(1_000_000_000_000L);
        Files.setLastModifiedTime(library, marked);

        natives.unpack();
        assertThat(Files.getLastModifiedTime(library)).isEqualTo(marked);

        Files.write(library, new byte[] {1, 2, 3});
        natives.unpack();
        assertThat(library).hasSize(whole);
    }

    @Test
    void parts_of_a_process_that_was_killed_long_ago_are_removed() throws IOException {
        Files.createDirectories(unpacked());
        Path old = Files.writeString(unpacked().resolve("old.part"), "x");
        Files.setLastModifiedTime(old, FileTime.fromMillis(1_000_000_000_000L));
        Path young = Files.writeString(unpacked().resolve("young.part"), "x");

        new Natives(cache, Map.of()).unpack();

        assertThat(old).doesNotExist();
        assertThat(young).exists();
    }

    @Test
    void a_cache_that_cannot_be_written_does_not_keep_anything_from_running() throws Exception {
        Files.writeString(cache, "in the way");

        assertThat(child(Map.of(), "cpu").printed())
                .contains("native libraries cannot be kept in")
                .endsWith("200.0\n");
    }

    @Test
    void the_environment_variable_names_a_folder_of_other_libraries() throws Exception {
        Path elsewhere = Files.move(new Natives(cache, Map.of()).unpack(), folder.resolve("gpu"));

        String printed =
                child(Map.of(Natives.VARIABLE, elsewhere.toString()), "cpu").printed();

        assertThat(printed.strip()).isEqualTo("200.0");
        assertThat(unpacked()).doesNotExist();
    }

    @Test
    void a_folder_without_the_libraries_is_refused_with_what_belongs_there() throws Exception {
        String printed =
                child(Map.of(Natives.VARIABLE, folder.toString()), "cpu").printed();

        assertThat(printed)
                .startsWith(Natives.VARIABLE + " names " + folder + ", which has no " + LIBRARY)
                .contains("unpack the native libraries of ONNX Runtime " + Natives.version() + " there");
    }

    @Test
    void libraries_that_are_none_are_refused_by_name_of_their_folder() throws Exception {
        Path broken = Files.createDirectories(folder.resolve("broken"));
        Files.writeString(broken.resolve(LIBRARY), "no library");
        Files.writeString(broken.resolve(BRIDGE), "no library");

        String printed =
                child(Map.of(Natives.VARIABLE, broken.toString()), "cpu").printed();

        assertThat(printed)
                .contains("ONNX Runtime", "cannot load its native libraries")
                .contains(broken.toString());
    }

    @Test
    void a_device_that_is_not_there_is_refused_with_what_to_do_and_nothing_else_is_printed() throws Exception {
        String printed = child(Map.of(), "cuda").printed();

        assertThat(printed.lines())
                .singleElement()
                .asString()
                .contains("the device 'cuda' was asked for and cannot be used");
    }

    @Test
    void the_folder_of_a_device_build_is_checked_before_it_is_used() {
        Natives natives = new Natives(cache, Map.of(Natives.VARIABLE, folder.toString()));

        assertThatThrownBy(natives::chosen).isInstanceOf(ModelException.class);
    }

    @Test
    void a_process_that_ends_while_a_network_is_being_loaded_ends_without_a_word() throws Exception {
        // Some thousand nodes take a good tenth of a second to load, so that some of these ends fall into it.
        OnnxWriter slow = new OnnxWriter().input("x", OnnxWriter.FLOAT, "n");
        for (int i = 0; i < 2000; i++) {
            slow.node("Add", i == 1999 ? "y" : "s" + i, i == 0 ? "x" : "s" + (i - 1), "x");
        }
        new OnnxFolder(folder.resolve("models/m")).network("net", slow.output("y", OnnxWriter.FLOAT, "n"));

        for (int millis = 100; millis <= 600; millis += 100) {
            ChildProcess child = ChildProcess.start(
                    folder,
                    Map.of(),
                    EndsWhileLoading.class,
                    folder.resolve("models").toString(),
                    cache.toString(),
                    Integer.toString(millis));
            assertThat(child.printed()).as("after " + millis + " ms").doesNotContain("fatal error", "Assertion");
        }
    }
}
