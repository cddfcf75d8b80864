package org.quarry.editor.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quarry.workflow.NodeCatalog;
import org.quarry.workflow.ValueType;

/** The colours of ports and wires of types that modules bring. */
class TypeColoursTest {
    private static final ValueType PALETTE = new ValueType("com.acme.Palette");

    @TempDir
    Path folder;

    @AfterEach
    void forget() {
        TypeColours.learn(NodeCatalog.discover(List.of()).extensions());
    }

    private void learn() throws IOException {
        Path index = folder.resolve("META-INF/quarry/nodes.json");
        Files.createDirectories(index.getParent());
        Files.writeString(index, """
            {"module": "com.acme 1.0", "nodes": [], "extensions": [{"id": "acme:palette", "class": "com.acme.View",
             "implements": ["org.quarry.node.extension.ValueView"], "value": "com.acme.Palette", "color": "#d0a060"}]}
            """);
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()}, null)) {
            TypeColours.learn(NodeCatalog.discover(List.of(loader)).extensions());
        }
    }

    @Test
    void a_type_has_the_colour_that_its_module_says_without_loading_its_class() throws IOException {
        learn();

        assertThat(TypeLook.of(PALETTE, "").colour()).isEqualTo(new Color(0xD0A060));
    }

    @Test
    void when_the_module_goes_its_colour_goes() throws IOException {
        Color other = TypeLook.of(new ValueType("com.acme.Other"), "").colour();
        learn();
        forget();

        assertThat(TypeLook.of(PALETTE, "").colour()).isEqualTo(other);
    }

    @Test
    void types_of_quarry_keep_theirs() throws IOException {
        Color before =
                TypeLook.of(new ValueType("org.quarry.tensor.Picture"), "").colour();
        learn();

        assertThat(TypeLook.of(new ValueType("org.quarry.tensor.Picture"), "").colour())
                .isEqualTo(before);
    }
}
