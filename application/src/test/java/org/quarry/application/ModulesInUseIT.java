package org.quarry.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quarry.extension.Nbm;

/** A module is changed by one process while another one runs it. */
class ModulesInUseIT {
    private static final String ID = "com.acme.patient";

    @TempDir
    Path folder;

    private Command quarry;
    private Path modules;
    private Optional<Command.Running> waiting = Optional.empty();

    @BeforeEach
    void a_workflow_that_waits_in_a_node() throws IOException {
        modules = folder.resolve("modules");
        quarry = new Command(Files.createDirectory(folder.resolve("work")), modules);
        Files.writeString(
                folder.resolve("work/patient.json"),
                "{\"quarry\": 1, \"nodes\": {\"waits\": {\"type\": \"acme:patient@1\", \"text\": \"%s\"}}}"
                        .formatted(folder.resolve("go").toString()));
        install("1.0");
    }

    /** It says that it has begun, waits, and only then loads a class from its library. */
    private void install(String version) {
        Path library = Nbm.library(
                folder,
                "words-" + version + ".jar",
                Map.of(
                        "words.Words",
                        "package words; public class Words { public static String last() { return \"ended with "
                                + version + "\"; } }"));
        Path module = new Nbm(ID, version)
                .library(library)
                .node("acme:patient@1", "WRITES", """
                    new java.io.File(in.text() + "-begun").mkdir();
                    while (!new java.io.File(in.text()).exists()) {
                        java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
                    }
                    call.report(words.Words.last());
                    return new Out(in.text());
                    """, "")
                .build(folder);
        assertThat(quarry.run("modules", "install", module.toString(), "--yes-unsigned")
                        .code())
                .isZero();
    }

    private Command.Running begun() throws InterruptedException {
        Command.Running running = quarry.start("run", "patient.json", "--quiet");
        waiting = Optional.of(running);
        while (Files.notExists(folder.resolve("go-begun"))) {
            assertThat(running.process().isAlive()).isTrue();
            Thread.sleep(20);
        }
        return running;
    }

    /** A test that failed leaves a run that would wait for ever. */
    @AfterEach
    void no_run_waits_any_longer() {
        waiting.ifPresent(running -> running.process().destroyForcibly());
    }

    private long folders() throws IOException {
        try (Stream<Path> all = Files.list(modules)) {
            return all.filter(Files::isDirectory).count();
        }
    }

    @Test
    void a_run_goes_on_with_a_module_that_is_removed_meanwhile_and_the_files_go_afterwards() throws Exception {
        Command.Running running = begun();

        assertThat(quarry.run("modules", "remove", ID).out()).isEqualTo("removed com.acme.patient 1.0\n");
        assertThat(folders()).as("in use").isEqualTo(1);
        assertThat(quarry.run("check", "patient.json").out())
                .as("nobody begins to use it")
                .contains("no installed module brings 'acme:patient'");
        Files.createFile(folder.resolve("go"));

        assertThat(running.await()).isEqualTo(new Command.Ended(0, "waits: ended with 1.0\n", ""));
        quarry.run("nodes");
        assertThat(folders()).as("the next who looks for modules tidies up").isZero();
    }

    @Test
    void a_run_ends_with_the_version_that_it_began_with() throws Exception {
        Command.Running running = begun();

        install("2.0");
        assertThat(folders()).isEqualTo(2);
        Files.createFile(folder.resolve("go"));

        assertThat(running.await().out()).isEqualTo("waits: ended with 1.0\n");
        assertThat(quarry.run("run", "patient.json", "--quiet").out()).isEqualTo("waits: ended with 2.0\n");
        assertThat(folders()).isEqualTo(1);
    }

    @Test
    void what_is_removed_while_in_use_can_be_installed_again_at_once() throws Exception {
        Command.Running running = begun();

        quarry.run("modules", "remove", ID);
        install("1.0");
        Files.createFile(folder.resolve("go"));

        assertThat(running.await().code()).isZero();
        assertThat(quarry.run("run", "patient.json", "--quiet").out()).isEqualTo("waits: ended with 1.0\n");
    }
}
