package org.quarry.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What {@code bin/quarry.cmd} does, in Wine's command interpreter and with stand-ins for Java and for the desktop that tell
 * their arguments. Needs {@code wine} and the C compiler of MinGW.
 */
class WindowsLauncherIT {
    private static final String COMPILER = "x86_64-w64-mingw32-gcc";
    private static final Path LAUNCHER =
            Path.of(System.getProperty("quarry.app")).resolve("bin/quarry.cmd");
    /** Asked for its version it tells that, else its arguments. */
    private static final String JAVA = """
        #include <stdio.h>
        #include <string.h>
        int main(int count, char **arguments) {
            if (count > 1 && !strcmp(arguments[1], "-version")) {
                fprintf(stderr, "Picked up JAVA_TOOL_OPTIONS: -Xmx1g\\nopenjdk version \\"" VERSION "\\" 2024-01-16\\n");
                return 0;
            }
            for (int i = 1; i < count; i++) { printf("%s\\n", arguments[i]); }
            return 7;
        }
        """;
    /** The launcher does not wait for it, so it writes a file, in one go. */
    private static final String DESKTOP = """
        #include <stdio.h>
        #include <string.h>
        #include <windows.h>
        int main(int count, char **arguments) {
            char draft[MAX_PATH], told[MAX_PATH];
            GetModuleFileNameA(NULL, draft, MAX_PATH - 8);
            strcpy(told, draft);
            strcat(draft, ".draft");
            strcat(told, ".txt");
            FILE *file = fopen(draft, "w");
            for (int i = 1; i < count; i++) { fprintf(file, "%s\\n", arguments[i]); }
            fclose(file);
            return rename(draft, told);
        }
        """;

    @TempDir
    static Path folder;

    /** With blanks and brackets, as where Windows keeps programs. */
    private static Path app;

    private record Ended(int code, String out, String err) {}

    @BeforeAll
    static void makes_programs_for_Windows() throws Exception {
        assumeTrue(there("wine"), "there is no wine here, so quarry.cmd is not run");
        assumeTrue(there(COMPILER), "there is no " + COMPILER + " here, so nothing stands in for java.exe");
        app = Files.createDirectories(folder.resolve("Program Files (x86)/quarry"));
        Files.createDirectory(app.resolve("bin"));
        Files.copy(LAUNCHER, app.resolve("bin/quarry.cmd"));
        compile(DESKTOP, "", app.resolve("desktop/quarry64.exe"));
        compile(JAVA, "21.0.1", folder.resolve("java 21/bin/java.exe"));
        compile(JAVA, "1.8.0_392", folder.resolve("java 8/bin/java.exe"));
    }

    @BeforeEach
    void forgets_the_desktop() throws IOException {
        Files.deleteIfExists(app.resolve("desktop/quarry64.exe.txt"));
    }

    @Test
    void a_command_runs_plain_Java_with_every_argument_as_it_was_and_ends_with_its_code() throws Exception {
        Ended ended = run(
                windows("java 21"),
                "run \"my file.json\" --set \"prompt.text=a \"\"red\"\" house\" \"a & b (c).json\" \"!x!\"");

        assertThat(ended.err()).isEmpty();
        assertThat(ended.out().lines())
                .contains("-Dquarry.home=" + windows("Program Files (x86)\\quarry"))
                .containsSubsequence("-cp", windows("Program Files (x86)\\quarry\\quarry\\modules\\*"))
                .endsWith(
                        "org.quarry.cli.Main",
                        "run",
                        "my file.json",
                        "--set",
                        "prompt.text=a \"red\" house",
                        "a & b (c).json",
                        "!x!");
        assertThat(ended.code()).isEqualTo(7);
    }

    @Test
    void quotes_and_a_last_backslash_in_JAVA_HOME_do_no_harm() throws Exception {
        assertThat(run("\"" + windows("java 21") + "\\\"", "nodes").out()).endsWith("org.quarry.cli.Main\nnodes\n");
    }

    @Test
    void without_JAVA_HOME_the_Java_on_the_path_is_taken() throws Exception {
        Files.writeString(
                folder.resolve("path.cmd"),
                "@set \"PATH=" + windows("java 21\\bin") + ";%PATH%\"\r\n@\"" + windows("Program Files (x86)\\quarry")
                        + "\\bin\\quarry.cmd\" nodes\r\n");

        assertThat(wine("", "path.cmd").out()).endsWith("org.quarry.cli.Main\nnodes\n");
    }

    @Test
    void a_Java_that_is_missing_is_named() throws Exception {
        Ended wrong = run(windows("nothing"), "nodes");
        Ended none = run("", "nodes");

        assertThat(wrong)
                .isEqualTo(new Ended(
                        1,
                        "",
                        "quarry: JAVA_HOME is \"" + windows("nothing")
                                + "\", which has no bin\\java.exe; set it to the folder of Java 17 or newer.\n"));
        assertThat(none)
                .isEqualTo(new Ended(
                        1, "", "quarry: found no Java; install Java 17 or newer, or set JAVA_HOME to its folder.\n"));
    }

    @Test
    void a_Java_that_is_too_old_is_named_with_its_version() throws Exception {
        assertThat(run(windows("java 8"), "nodes"))
                .isEqualTo(new Ended(
                        1,
                        "",
                        "quarry: \"" + windows("java 8\\bin\\java.exe")
                                + "\" is Java 1.8.0_392; install Java 17 or newer, or set JAVA_HOME to its folder.\n"));
    }

    @Test
    void the_platforms_own_way_to_install_leads_to_ours() throws Exception {
        Ended ended = run(windows("java 21"), "--modules --install com.acme.nodes");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err())
                .isEqualTo("quarry: there is no option --modules; write 'quarry modules --help', or open Tools, Plugins"
                        + " in the desktop.\n");
    }

    @Test
    void help_is_told_by_the_command_line() throws Exception {
        assertThat(run(windows("java 21"), "--help").out()).endsWith("org.quarry.cli.Main\n--help\n");
    }

    @Test
    void without_a_command_it_opens_the_desktop_with_the_same_Java() throws Exception {
        assertThat(run(windows("java 21") + "\\", "--userdir \"my settings\"").code())
                .isZero();

        assertThat(desktop()).containsExactly("--jdkhome", windows("java 21"), "--userdir", "my settings");
    }

    @Test
    void workflows_and_pictures_are_opened_in_the_desktop() throws Exception {
        for (String file : List.of("my file.json", "boat.PNG", "boat.jpg", "boat.jpeg", "boat.webp")) {
            forgets_the_desktop();

            run(windows("java 21"), "\"" + file + "\"");

            assertThat(desktop()).containsExactly("--jdkhome", windows("java 21"), "--open", file);
        }
    }

    private static boolean there(String program) {
        return Stream.of(String.valueOf(System.getenv("PATH")).split(":"))
                .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
    }

    private static void compile(String source, String version, Path program) throws Exception {
        Files.createDirectories(program.getParent());
        Path file = Files.writeString(folder.resolve("source.c"), source);
        Process process = new ProcessBuilder(
                        COMPILER, "-DVERSION=\"" + version + "\"", file.toString(), "-o", program.toString())
                .inheritIO()
                .start();
        assertThat(process.waitFor()).isZero();
    }

    /** A path below the folder of this test as Windows programs see it. */
    private static String windows(String path) {
        return "Z:" + folder.toString().replace('/', '\\') + "\\" + path;
    }

    /** What somebody writes behind {@code quarry} in a window of the interpreter. */
    private static Ended run(String javaHome, String arguments) throws Exception {
        Files.writeString(
                folder.resolve("line.cmd"),
                "@\"" + windows("Program Files (x86)\\quarry\\bin\\quarry.cmd") + "\" " + arguments + "\r\n");
        return wine(javaHome, "line.cmd");
    }

    private static Ended wine(String javaHome, String script) throws Exception {
        Path out = folder.resolve("out.txt");
        Path err = folder.resolve("err.txt");
        ProcessBuilder builder = new ProcessBuilder("wine", "cmd", "/c", windows(script))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().keySet().removeAll(List.of("JAVA_HOME", "QUARRY_JAVA_OPTIONS", "DISPLAY"));
        // Made once, for that takes some seconds.
        builder.environment()
                .put(
                        "WINEPREFIX",
                        Path.of(System.getProperty("quarry.app"))
                                .toAbsolutePath()
                                .resolveSibling("wine")
                                .toString());
        builder.environment().put("WINEDEBUG", "-all");
        if (!javaHome.isEmpty()) {
            builder.environment().put("JAVA_HOME", javaHome);
        }
        Process process = builder.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        // Making its folder at the first start, Wine tells of parts that it was installed without.
        String told = text(err)
                .lines()
                .filter(line -> !line.startsWith("wine: "))
                .map(line -> line + "\n")
                .collect(Collectors.joining());
        return new Ended(process.exitValue(), text(out), told);
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file).replace("\r\n", "\n");
    }

    private static List<String> desktop() throws Exception {
        Path told = app.resolve("desktop/quarry64.exe.txt");
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!Files.exists(told)) {
            assertThat(System.nanoTime()).as("the desktop is started").isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(20);
        }
        return text(told).lines().toList();
    }
}
