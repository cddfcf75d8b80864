package org.quarry.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What {@code bin/quarry} of the assembled application does, with a stand-in for Java that prints its process and its arguments. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher under test is a shell script")
class LauncherIT {
    private static final Path APP = Path.of(System.getProperty("quarry.app"));

    @TempDir
    Path folder;

    private record Ended(long process, int code, String out, String err) {}

    @Test
    void a_command_runs_plain_Java_in_the_same_process_with_every_argument_as_it_was() throws Exception {
        Path java = javaHome("17.0.15");

        Ended ended =
                run(APP.resolve("bin/quarry"), java, "run", "my file.json", "--set", "prompt.text=a \"red\" house");

        assertThat(ended.out().lines())
                .startsWith("process " + ended.process())
                .endsWith("org.quarry.cli.Main", "run", "my file.json", "--set", "prompt.text=a \"red\" house")
                .contains("-Dquarry.home=" + APP.toRealPath());
        assertThat(ended.code()).isEqualTo(7);
    }

    @Test
    void the_class_path_is_every_module_of_ours_and_nothing_of_the_platform() throws Exception {
        Ended ended = run(APP.resolve("bin/quarry"), javaHome("21"), "nodes");

        List<String> lines = ended.out().lines().toList();
        try (Stream<Path> modules = Files.list(APP.toRealPath().resolve("quarry/modules"))) {
            assertThat(lines.get(lines.indexOf("-cp") + 1).split(":"))
                    .containsExactlyInAnyOrder(modules.map(Path::toString)
                            .filter(name -> name.endsWith(".jar"))
                            .toArray(String[]::new));
        }
    }

    @Test
    void it_is_found_through_links_and_folders_with_spaces() throws Exception {
        Path spaced = Files.createDirectories(folder.resolve("a folder"));
        Files.createSymbolicLink(spaced.resolve("the app"), APP);
        Path link = Files.createSymbolicLink(spaced.resolve("quarry"), Path.of("the app/bin/quarry"));

        Ended ended = run(link, javaHome("25"), "models");

        assertThat(ended.out()).contains("-Dquarry.home=" + APP.toRealPath());
        Files.delete(link);
        Files.delete(spaced.resolve("the app"));
    }

    @Test
    void without_a_command_it_opens_the_desktop_with_the_same_Java() throws Exception {
        Ended ended = run(
                APP.resolve("bin/quarry"),
                javaHome("17"),
                "--userdir",
                folder.resolve("user").toString());

        assertThat(ended.out())
                .contains("org.netbeans.Main")
                .contains(folder.resolve("user").toString());
    }

    @Test
    void workflows_and_pictures_are_opened_in_the_desktop() throws Exception {
        for (String file : List.of("my file.json", "boat.PNG", "boat.jpg", "boat.JPEG", "boat.webp")) {
            Ended ended = run(APP.resolve("bin/quarry"), javaHome("17"), file);

            assertThat(ended.out().lines()).contains("org.netbeans.Main").containsSubsequence("--open", file);
        }
    }

    @Test
    void the_lines_of_the_one_for_Windows_end_as_its_interpreter_needs_it_to_find_every_label() throws Exception {
        assertThat(Files.readString(APP.resolve("bin/quarry.cmd")).replace("\r\n", ""))
                .doesNotContain("\n", "\r");
    }

    @Test
    void the_platforms_own_way_to_install_leads_to_ours() throws Exception {
        Ended ended = run(APP.resolve("bin/quarry"), javaHome("21"), "--modules", "--install", "com.acme.nodes");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err()).contains("write 'quarry modules --help'");
        try (Stream<Path> platform = Files.list(APP.resolve("platform/modules"))) {
            assertThat(platform.map(jar -> String.valueOf(jar.getFileName())))
                    .as("nor does the desktop know another one")
                    .noneMatch(name -> name.contains("autoupdate"));
        }
    }

    @Test
    void a_Java_that_is_missing_is_named() throws Exception {
        Ended ended = run(APP.resolve("bin/quarry"), folder.resolve("nothing"), "nodes");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err())
                .isEqualTo("quarry: JAVA_HOME is %s, which has no bin/java; set it to the folder of Java 17 or newer.\n"
                        .formatted(folder.resolve("nothing")));
    }

    @Test
    void a_Java_that_is_too_old_is_named_with_its_version() throws Exception {
        Path java = javaHome("11.0.2");

        Ended ended = run(APP.resolve("bin/quarry"), java, "nodes");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err())
                .isEqualTo("quarry: %s is Java 11.0.2; install Java 17 or newer, or set JAVA_HOME to its folder.\n"
                        .formatted(java.resolve("bin/java")));
    }

    private Path javaHome(String version) throws IOException {
        Path home = Files.createDirectories(folder.resolve("java " + version));
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
        Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\necho \"process $$\"\nprintf '%s\\n' \"$@\"\nexit 7\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        return home;
    }

    private Ended run(Path launcher, Path javaHome, String... arguments) throws Exception {
        List<String> command = Stream.concat(Stream.of(launcher.toString()), Stream.of(arguments))
                .toList();
        Path out = Files.createTempFile(folder, "out", "");
        Path err = Files.createTempFile(folder, "err", "");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().put("JAVA_HOME", javaHome.toString());
        builder.environment().remove("QUARRY_JAVA_OPTIONS");
        Process process = builder.start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return new Ended(process.pid(), process.exitValue(), Files.readString(out), Files.readString(err));
    }
}
