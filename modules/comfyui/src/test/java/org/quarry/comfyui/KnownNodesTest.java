package org.quarry.comfyui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The classes that are translated. */
class KnownNodesTest {
    private static final Path PAGE = Path.of("../../workflows/comfyui.md");

    @Test
    void the_page_lists_all_of_them_and_nothing_else() throws IOException {
        List<String> known = new ArrayList<>();
        KnownNodes.all().forEach(entry -> known.add("| " + entry.type() + " | " + entry.here() + " |"));

        List<String> listed = Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| ComfyUI") && !line.startsWith("| ---"))
                .toList();

        assertThat(listed).containsExactlyElementsOf(known);
    }

    @Test
    void each_says_what_it_becomes_here() {
        assertThat(KnownNodes.all())
                .hasSizeGreaterThan(70)
                .allSatisfy(entry -> assertThat(entry.here()).as(entry.type()).isNotEmpty());
    }

    @Test
    void no_value_of_a_class_is_named_twice() {
        assertThat(KnownNodes.all())
                .allSatisfy(
                        entry -> assertThat(entry.widgets()).as(entry.type()).doesNotHaveDuplicates());
    }
}
