package org.quarry.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The file {@code w.json}: a text of its own, or the text-to-image workflow with changes. */
final class Draft {
    private final Path folder;

    Draft(Path folder) {
        this.folder = folder;
    }

    void write(String text) throws IOException {
        Files.writeString(folder.resolve("w.json"), text);
    }

    /** Replaces a text that must be there. */
    void change(String old, String replacement) throws IOException {
        Path file = folder.resolve("w.json");
        String text = Files.readString(Files.exists(file) ? file : Command.workflow("text-to-image"));
        assertThat(text).contains(old);
        write(text.replace(old, replacement));
    }

    /** Adds nodes, as they stand in a file. */
    void insert(String nodes) throws IOException {
        change("\"nodes\": {\n", "\"nodes\": {\n    " + nodes + ",\n");
    }
}
