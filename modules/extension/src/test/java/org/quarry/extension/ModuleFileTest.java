package org.quarry.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quarry.node.Effect;

class ModuleFileTest {
    @TempDir
    Path folder;

    private Nbm shout() {
        return new Nbm("com.acme.shout", "1.2")
                .node("acme:shout@1", "return new Out(in.text().toUpperCase());")
                .node("acme:note@2", "WRITES", "return new Out(in.text());", "");
    }

    @Test
    void an_archive_tells_what_it_is_without_being_run() throws Exception {
        Path file = shout().manifest("Quarry-Author", "Acme Ltd")
                .manifest("Quarry-Centre", "https://acme.example/quarry")
                .manifest("OpenIDE-Module-Short-Description", "Loud texts")
                .build(folder);

        ModuleFile module = ModuleFile.read(file);

        assertThat(module.declaration().name()).isEqualTo("com.acme.shout 1.2");
        assertThat(module.declaration().author()).isEqualTo("Acme Ltd");
        assertThat(module.declaration().centre()).isEqualTo("https://acme.example/quarry");
        assertThat(module.nodes())
                .extracting(node -> node.type().toString())
                .containsExactlyInAnyOrder("acme:shout@1", "acme:note@2");
        assertThat(module.nodes())
                .extracting(node -> node.effect())
                .containsExactlyInAnyOrder(Effect.NONE, Effect.WRITES);
        assertThat(module.signer()).isEmpty();
    }

    @Test
    void a_signature_names_its_signer_and_the_fingerprint_of_the_certificate() throws Exception {
        Path file = new Keys(folder, "Acme Ltd").sign(shout().build(folder));

        Signer signer = ModuleFile.read(file).signer().orElseThrow();

        assertThat(signer.name()).isEqualTo("CN=Acme Ltd");
        assertThat(signer.fingerprint()).matches("([0-9A-F]{2}:){31}[0-9A-F]{2}");
        assertThat(signer.has(signer.fingerprint().replace(":", "").toLowerCase(java.util.Locale.ROOT)))
                .isTrue();
    }

    @Test
    void a_signed_archive_that_was_changed_is_refused() throws Exception {
        Path file = new Keys(folder, "Acme Ltd").sign(shout().build(folder));
        change(file, "Info/info.xml", "<module/>");

        assertRefused(file, "it was changed after it was signed", "get it again from its author");
    }

    @Test
    void a_signed_archive_that_something_was_added_to_is_refused() throws Exception {
        Path file = new Keys(folder, "Acme Ltd").sign(shout().build(folder));
        change(file, "netbeans/modules/ext/more.jar", "no jar");

        assertRefused(file, "parts of it are not signed by CN=Acme Ltd");
    }

    @Test
    void a_signed_archive_that_something_was_taken_from_is_refused() throws Exception {
        Path file = new Keys(folder, "Acme Ltd").sign(shout().build(folder));
        try (FileSystem zip = FileSystems.newFileSystem(file)) {
            Files.delete(zip.getPath("Info/info.xml"));
        }

        assertRefused(file, "'Info/info.xml' was taken away after it was signed");
    }

    @Test
    void a_file_that_would_land_outside_is_refused_before_anything_is_unpacked() {
        assertRefused(
                shout().file("netbeans/modules/../../../evil.jar", new byte[3]).build(folder),
                "which is outside of it");
    }

    @Test
    void a_module_without_nodes_is_no_module_of_ours() {
        Path file = new Nbm("com.acme.nothing", "1")
                .source("com.acme.nothing.A", "package com.acme.nothing; class A {}")
                .build(folder);

        assertRefused(file, "has no META-INF/quarry/nodes.json", "annotation processor");
    }

    @Test
    void two_nodes_of_one_id_and_ids_of_Quarry_itself_are_refused() {
        Path twice =
                shout().list(list -> list.replace("acme:note", "acme:shout")).build(folder);
        assertRefused(twice, "it brings the node 'acme:shout' twice");

        Path own =
                shout().list(list -> list.replace("acme:note", "quarry:note")).build(folder);
        assertRefused(own, "'quarry:note'", "Quarry's own");
    }

    @Test
    void a_list_of_nodes_that_names_another_module_is_refused_with_the_option_that_mends_it() {
        Path file = shout().list(list -> list.replace("com.acme.shout 1.2", "com.other 1"))
                .build(folder);

        assertRefused(file, "names the module 'com.other'", "-Aquarry.module=\"com.acme.shout 1.2\"");
    }

    @Test
    void what_is_not_open_to_modules_is_named() {
        Path file = shout().manifest(
                        "OpenIDE-Module-Module-Dependencies", "org.quarry.node > 0.1, org.quarry.editor > 0.1")
                .build(folder);

        assertRefused(file, "it uses org.quarry.editor, which is not open to modules of nodes");
    }

    @Test
    void files_that_are_no_archives_are_told() throws IOException {
        Path text = Files.writeString(folder.resolve("a.nbm"), "no zip");

        assertRefused(text, "found no archive", "wanted a module's .nbm");
        assertRefused(folder.resolve("b.nbm"), "there is no such file");
    }

    private static void change(Path archive, String name, String content) throws IOException {
        try (FileSystem zip = FileSystems.newFileSystem(archive)) {
            Path inside = zip.getPath(name);
            Files.createDirectories(inside.getParent());
            try (OutputStream out = Files.newOutputStream(inside)) {
                out.write(content.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            }
        }
    }

    private static void assertRefused(Path file, String... parts) {
        assertThatThrownBy(() -> ModuleFile.read(file))
                .isInstanceOf(ModuleException.class)
                .hasMessageStartingWith(file.toString())
                .hasMessageContainingAll(parts);
    }
}
