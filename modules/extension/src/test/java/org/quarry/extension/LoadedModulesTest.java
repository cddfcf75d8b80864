package org.quarry.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quarry.workflow.ModuleNote;
import org.quarry.workflow.NodeCatalog;
import org.quarry.workflow.NodeSources;

class LoadedModulesTest {
    @TempDir
    Path folder;

    private ModuleFolder modules() {
        return new ModuleFolder(folder.resolve("modules"));
    }

    private final Nbm shout = new Nbm("com.acme.shout", "1.0").node("acme:shout@1", "return new Out(in.text());");

    private Installed install(Nbm module) throws ModuleException {
        return modules().install(modules().propose(ModuleFile.read(module.build(folder)), ""));
    }

    private LoadedModules extensions() {
        return new LoadedModules(modules(), getClass().getClassLoader());
    }

    private static Class<?> load(NodeSources sources, int module, String name) throws ClassNotFoundException {
        return Class.forName(name, true, sources.loaders().get(module));
    }

    @Test
    void installed_nodes_are_at_hand_with_the_module_that_brings_them() throws Exception {
        install(shout);

        NodeCatalog catalog = NodeCatalog.discover(extensions().sources());

        assertThat(catalog.problems()).isEmpty();
        assertThat(catalog.find("acme:shout").orElseThrow().module()).isEqualTo("com.acme.shout 1.0");
        assertThat(catalog.function(catalog.find("acme:shout").orElseThrow())
                        .getClass()
                        .getName())
                .isEqualTo("com.acme.shout.Shout");
    }

    @Test
    void two_modules_have_two_versions_of_one_library() throws Exception {
        for (int version = 1; version <= 2; version++) {
            String id = "com.acme.v" + version;
            Path library = Nbm.library(
                    folder,
                    "words-" + version + ".jar",
                    Map.of(
                            "words.Words",
                            "package words; public class Words { public static String version() { return \"" + version
                                    + "\"; } }"));
            install(new Nbm(id, "1")
                    .library(library)
                    .node("acme:words-" + version + "@1", "return new Out(words.Words.version());"));
        }

        NodeSources sources = extensions().sources();

        assertThat(load(sources, 0, "words.Words").getMethod("version").invoke(null))
                .isEqualTo("1");
        assertThat(load(sources, 1, "words.Words").getMethod("version").invoke(null))
                .isEqualTo("2");
    }

    @Test
    void a_module_sees_what_it_declares_and_nothing_else_of_Quarry() throws Exception {
        install(shout);
        NodeSources sources = extensions().sources();

        assertThat(load(sources, 0, "org.quarry.node.NodeFunction")).isSameAs(org.quarry.node.NodeFunction.class);
        assertThat(load(sources, 0, "org.quarry.tensor.Tensor")).isSameAs(org.quarry.tensor.Tensor.class);
        for (String hidden : List.of(
                "org.quarry.workflow.Workflow",
                "org.quarry.json.Json",
                "tools.jackson.core.JsonParser",
                "org.junit.jupiter.api.Test")) {
            assertThatThrownBy(() -> load(sources, 0, hidden)).isInstanceOf(ClassNotFoundException.class);
        }
    }

    @Test
    void of_another_module_only_what_that_exports_is_seen_and_is_the_very_same() throws Exception {
        install(shout.source("com.acme.shout.api.Voice", "package com.acme.shout.api; public record Voice(int loud) {}")
                .manifest("OpenIDE-Module-Public-Packages", "com.acme.shout.api.*"));
        install(new Nbm("com.acme.user", "1")
                .manifest("OpenIDE-Module-Module-Dependencies", "org.quarry.node > 0.1, com.acme.shout > 1.0")
                .node("acme:user@1", "return new Out(in.text());"));

        NodeSources sources = extensions().sources();

        assertThat(load(sources, 1, "com.acme.shout.api.Voice")).isSameAs(load(sources, 0, "com.acme.shout.api.Voice"));
        assertThatThrownBy(() -> load(sources, 1, "com.acme.shout.Shout")).isInstanceOf(ClassNotFoundException.class);
    }

    @Test
    void a_module_that_stays_as_it_is_keeps_its_classes_when_others_come_and_go() throws Exception {
        install(shout);
        LoadedModules extensions = extensions();
        ClassLoader before = extensions.sources().loaders().get(0);
        install(new Nbm("com.acme.other", "1").node("acme:other@1", "return new Out(in.text());"));

        assertThat(extensions.sources().loaders()).hasSize(2).contains(before);
        modules().remove("com.acme.other");
        assertThat(extensions.sources().loaders()).containsExactly(before);
    }

    @Test
    void a_disabled_module_is_absent_with_the_command_that_brings_it_back() throws Exception {
        install(shout);
        modules().enable("com.acme.shout", false);

        NodeCatalog catalog = NodeCatalog.discover(extensions().sources());

        assertThat(catalog.all()).isEmpty();
        assertThat(catalog.problems()).as("it was the user's wish").isEmpty();
        assertThat(catalog.absence("acme:shout"))
                .contains("com.acme.shout 1.0 is disabled; enable it with 'quarry modules enable com.acme.shout'");
    }

    @Test
    void a_module_whose_jar_is_gone_is_told_and_the_others_go_on() throws Exception {
        Installed damaged = install(shout);
        install(new Nbm("com.acme.other", "1").node("acme:other@1", "return new Out(in.text());"));
        Files.delete(damaged.folder().resolve(damaged.jars().get(0)));

        NodeCatalog catalog = NodeCatalog.discover(extensions().sources());

        assertThat(catalog.ids()).containsExactly("acme:other");
        assertThat(catalog.problems()).singleElement().asString().startsWith("com.acme.shout 1.0 is damaged: ");
    }

    @Test
    void a_module_of_an_API_that_Quarry_has_no_more_is_told_at_every_start() throws Exception {
        install(shout);
        Path register = modules().path().resolve("installed.json");
        Files.writeString(register, Files.readString(register).replaceAll("\"api\": \"[0-9.]+\"", "\"api\": \"0.9\""));

        NodeCatalog catalog = NodeCatalog.discover(extensions().sources());

        assertThat(catalog.problems())
                .singleElement()
                .asString()
                .contains("com.acme.shout 1.0 was made for version 0.9 of the node API")
                .endsWith("its nodes are missing");
    }

    @Test
    void a_broken_register_is_a_problem_and_Quarrys_own_nodes_go_on() throws Exception {
        install(shout);
        Files.writeString(modules().path().resolve("installed.json"), "{");

        assertThat(extensions().sources().loaders()).isEmpty();
        assertThat(extensions().sources().problems())
                .singleElement()
                .asString()
                .contains("installed.json cannot be read");
    }

    @Test
    void the_centre_of_a_module_is_noted_in_workflows_if_others_can_reach_it() throws Exception {
        install(shout.manifest("Quarry-Centre", "https://acme.example/quarry"));
        NodeCatalog catalog = NodeCatalog.discover(extensions().sources());

        assertThat(catalog.bringing("acme:shout")).hasToString("com.acme.shout 1.0 from https://acme.example/quarry");
    }

    @Test
    void a_module_that_was_removed_is_known_with_all_that_it_brought_until_it_is_installed_again() throws Exception {
        shout.source("com.acme.shout.Lines", """
            package com.acme.shout;
            import java.util.List;
            import org.quarry.node.extension.Extension;
            import org.quarry.node.extension.WorkflowImporter;
            @Extension(id = "acme:lines", name = "Lines", endings = ".lines", doc = "A node for each line.")
            public final class Lines implements WorkflowImporter {
                @Override public boolean recognises(String text) { return text.startsWith("lines"); }
                @Override public Imported read(String text) { return new Imported(text, List.of()); }
            }
            """);
        modules().install(modules().propose(ModuleFile.read(shout.build(folder)), "/my centre"));
        LoadedModules extensions = extensions();
        assertThat(NodeCatalog.discover(extensions.sources())
                        .removed("acme:shout")
                        .isEmpty())
                .isTrue();

        modules().remove("com.acme.shout");

        NodeCatalog without = NodeCatalog.discover(extensions.sources());
        ModuleNote shouting = new ModuleNote("com.acme.shout", "1.0", "/my centre");
        assertThat(without.removed("acme:shout")).isEqualTo(shouting);
        assertThat(without.removed("acme:lines")).isEqualTo(shouting);
        install(shout);
        NodeCatalog again = NodeCatalog.discover(extensions.sources());
        assertThat(again.removed("acme:shout").isEmpty()).isTrue();
        assertThat(again.bringing("acme:lines")).hasToString("com.acme.shout 1.0");
    }

    @Test
    void a_choice_of_a_disabled_module_is_absent_like_its_nodes() throws Exception {
        Installed there = install(shout);
        Path register = modules().path().resolve("installed.json");
        Files.writeString(
                register,
                Files.readString(register)
                        .replace("\"hash\"", "\"extensions\": [\"acme:even\"], \"enabled\": false, \"hash\""));

        assertThat(NodeCatalog.discover(extensions().sources()).absence("acme:even"))
                .hasValueSatisfying(reason -> assertThat(reason).startsWith(there.id() + " 1.0 is disabled"));
    }
}
