package org.quarry.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A newcomer makes a module from the archetype, outside this build and offline. */
class ArchetypeIT {
    @TempDir
    static Path folder;

    private static Path project;
    private static String said;

    @BeforeAll
    static void generate_and_build() throws IOException {
        assumeTrue(MavenBuild.possible(), "there is no Maven with a local repository here, so no module is built");
        MavenBuild maven = new MavenBuild(folder);
        project = maven.generate(folder.resolve("fresh"), "com.acme", "soft-light");
        said = maven.run(project, "package");
    }

    @Test
    void all_names_come_from_the_two_that_were_given() throws IOException {
        assertThat(project.resolve("src/main/java/com/acme/softlight/SoftLight.java"))
                .content()
                .contains("package com.acme.softlight;", "id = \"acme:soft-light\"", "name = \"Soft light\"");
        assertThat(Files.readString(project.resolve("workflows/soft-light.json")))
                .contains("acme:soft-light@1");
    }

    @Test
    void its_tests_ran_and_passed() {
        assertThat(said).contains("Tests run: 4, Failures: 0, Errors: 0, Skipped: 0");
    }

    @Test
    void no_variable_is_left_in_it() throws IOException {
        for (String file : new String[] {"README.md", "src/main/nbm/manifest.mf", "workflows/soft-light.json"}) {
            assertThat(Files.readString(project.resolve(file))).doesNotContain("${", "#set");
        }
    }

    @Test
    void the_declaration_is_kept_beside_the_sources() {
        assertThat(project.resolve("src/main/nodes/nodes.json")).content().contains("\"id\": \"acme:soft-light\"");
    }

    @Test
    void the_module_that_is_packed_carries_its_index_and_no_class_of_quarry() throws IOException {
        try (JarFile nbm =
                new JarFile(project.resolve("target/soft-light-1.0.nbm").toFile())) {
            assertThat(nbm.stream().map(ZipEntry::getName))
                    .contains("netbeans/modules/com-acme-soft-light.jar")
                    .noneMatch(name -> name.contains("quarry"));
        }
        try (JarFile module =
                new JarFile(project.resolve("target/soft-light-1.0.jar").toFile())) {
            String index = new String(
                    module.getInputStream(module.getEntry("META-INF/quarry/nodes.json"))
                            .readAllBytes(),
                    java.nio.charset.StandardCharsets.UTF_8);
            assertThat(index).contains("\"module\": \"com.acme.soft.light 1.0\"", "\"api\": ");
            assertThat(module.getManifest().getMainAttributes().getValue("OpenIDE-Module-Module-Dependencies"))
                    .contains("org.quarry.node", "org.quarry.tensor")
                    .doesNotContain("testkit");
        }
    }

    @Test
    void it_is_installed_by_a_command_and_the_workflow_beside_it_runs() throws IOException {
        Path work = Files.createDirectories(folder.resolve("work"));
        Command quarry = new Command(work);

        Command.Ended installed = quarry.run(
                "modules",
                "install",
                project.resolve("target/soft-light-1.0.nbm").toString(),
                "--yes-unsigned");
        Command.Ended ran =
                quarry.run("run", project.resolve("workflows/soft-light.json").toString(), "--quiet");

        assertThat(installed.out()).endsWith("installed com.acme.soft.light 1.0\n");
        assertThat(ran.err()).isEmpty();
        assertThat(ran.out()).isEqualTo("soft-light.png\n");
        assertThat(work.resolve("soft-light.png")).isNotEmptyFile();
        assertThat(new Command(work, folder.resolve("nobody's"))
                        .run("check", "soft-light.png")
                        .out())
                .as("whoever gets the picture is told what makes it again")
                .contains("no installed module brings 'acme:soft-light'; it is in com.acme.soft.light 1.0");
    }
}
