package org.quarry.application.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/** The assembled desktop as a process of its own, with a scenario played inside. */
final class Desktop implements AutoCloseable {
    /** A cold start takes 4 s and a scenario 20; a loaded machine has shown five times that. */
    private static final int PATIENCE_SECONDS = 900;

    private final Path folder;
    private final Process process;
    private final Process windowManager;
    private final Path answer;

    private Desktop(Path folder, Process process, Process windowManager, Path answer) {
        this.folder = folder;
        this.process = process;
        this.windowManager = windowManager;
        this.answer = answer;
    }

    /** Starts it; keys reach no window without a window manager, so one is started beside it. */
    static Desktop start(Path folder, Class<? extends Scenario> scenario, String... arguments) throws IOException {
        assumeTrue(System.getenv("DISPLAY") != null, "there is no display");
        assumeTrue(onPath("openbox"), "there is no window manager: openbox is not installed");
        Process windowManager = new ProcessBuilder("openbox")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("openbox.log").toFile())
                .start();
        Path answer = Files.createTempDirectory(folder, "answer").resolve("answer.txt");
        List<String> command = new ArrayList<>(List.of(
                System.getProperty("quarry.app") + "/bin/quarry",
                "--userdir",
                folder.resolve("user").toString(),
                "--cachedir",
                folder.resolve("cache").toString(),
                "--nosplash",
                "-J-Dquarry.test.folder=" + folder,
                // The launcher's shell would take a dollar sign for a variable.
                "-J-javaagent:" + agent(folder) + "=" + scenario.getName().replace('$', '+') + "|" + answer + "|"
                        + classPath()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(folder.resolve("out").toFile()));
        builder.environment().put("XDG_CACHE_HOME", folder.resolve("xdg").toString());
        builder.environment().put("QUARRY_MODULES", folder.resolve("modules").toString());
        builder.environment().put("QUARRY_MODELS", folder.resolve("models").toString());
        return new Desktop(folder, builder.start(), windowManager, answer);
    }

    private static boolean onPath(String program) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
    }

    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.contains("test-classes") || entry.contains("assertj"))
                .reduce((one, other) -> one + File.pathSeparator + other)
                .orElseThrow();
    }

    private static Path agent(Path folder) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Premain-Class", Agent.class.getName());
        Path jar = folder.resolve("agent.jar");
        String name = Agent.class.getName().replace('.', '/') + ".class";
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out, manifest);
                InputStream code = Agent.class.getResourceAsStream("/" + name)) {
            entries.putNextEntry(new JarEntry(name));
            code.transferTo(entries);
        }
        return jar;
    }

    /** Waits for the scenario's end, which must be a good one. */
    Desktop passes() throws Exception {
        for (int tenth = 0; tenth < PATIENCE_SECONDS * 10 && !Files.exists(answer); tenth++) {
            assertThat(process.isAlive())
                    .as("the desktop lives; it said: %s", said())
                    .isTrue();
            TimeUnit.MILLISECONDS.sleep(100);
        }
        assertThat(answer)
                .as("an answer within %s s; the desktop said: %s", PATIENCE_SECONDS, said())
                .exists();
        String said = Files.readString(answer);
        assertThat(said).as("pictures are in %s", keepPictures()).isEqualTo("passed");
        assertThat(Files.readString(folder.resolve("user/var/log/messages.log")))
                .doesNotContain("SEVERE");
        return this;
    }

    /** The folder of a test goes with it; what a scenario painted of itself is kept for people. */
    private Path keepPictures() throws IOException {
        Path kept = Files.createDirectories(Path.of("target", "desktop").toAbsolutePath());
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(name -> name.toString().endsWith(".png")).toList()) {
                Files.copy(file, kept.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return kept;
    }

    private String said() throws IOException {
        return Files.readString(folder.resolve("out"));
    }

    /** Waits until it has closed by itself. */
    void ends() throws Exception {
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
                .as("the desktop closes; it said: %s", said())
                .isTrue();
    }

    /** Ends it as a power cut does. */
    void kill() throws InterruptedException {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        process.waitFor(20, TimeUnit.SECONDS);
        windowManager.destroy();
        windowManager.waitFor(20, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws Exception {
        kill();
    }
}
