package org.quarry.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.quarry.application.Command.Ended;
import org.quarry.application.Command.Running;

/** What happens to files when a disk is full or closed, a run is interrupted, or two runs want one name. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "small file systems are mounted with Linux's tmpfs")
class DiskIT {
    @TempDir
    Path temporary;

    private Path folder;
    private Path mounted;
    private Command quarry;
    private String workflow;

    @BeforeEach
    void an_empty_folder() throws IOException {
        folder = Files.createDirectory(temporary.resolve("work"));
        mounted = Files.createDirectory(temporary.resolve("mounted"));
        quarry = new Command(folder);
        workflow = Command.workflow("text-to-image").toString();
    }

    @AfterEach
    void unmount() throws Exception {
        new ProcessBuilder("umount", mounted.toString()).start().waitFor();
    }

    @Test
    void a_full_disk_is_told_and_leaves_no_half_picture() throws Exception {
        mount("size=8k");

        Ended ended = quarry.run("run", workflow, "-o", mounted.resolve("p.png").toString());

        assertThat(ended.err()).contains("node 'save', input 'file'").contains("bytes are needed");
        assertThat(ended.code()).isEqualTo(1);
        assertThat(files(mounted)).isEmpty();
    }

    @Test
    void a_folder_that_cannot_be_written_to_is_named() throws Exception {
        mount("size=64k,ro");

        Ended ended = quarry.run("run", workflow, "-o", mounted.resolve("p.png").toString());

        assertThat(ended.err()).contains("node 'save', input 'file'").contains(mounted.toString());
        assertThat(ended.code()).isEqualTo(1);
    }

    @Test
    void a_file_where_a_folder_should_be_is_named() throws Exception {
        Files.writeString(folder.resolve("pictures"), "not a folder");

        Ended ended = quarry.run("run", workflow, "-o", "pictures/p.png");

        assertThat(ended.err()).contains("node 'save', input 'file'").contains("file and not a folder");
        assertThat(ended.code()).isEqualTo(1);
    }

    @Test
    void an_interrupt_ends_with_130_and_leaves_nothing_half_done() throws Exception {
        assumeFalse(
                ignoresInterrupts(),
                "this build ignores interrupts, as jobs in the background do, and so do the programs that it starts");
        Running running = quarry.start("run", workflow, "--set", "schedule.steps=1000", "--events");
        awaitText(running.out(), "\"event\": \"progress\"");

        new ProcessBuilder("kill", "-INT", Long.toString(running.process().pid()))
                .start()
                .waitFor();
        Ended ended = running.await();

        assertThat(ended.code()).isEqualTo(130);
        assertThat(files(folder)).isEmpty();
    }

    @Test
    void two_runs_that_want_one_name_both_get_a_picture() throws Exception {
        Running first = quarry.start("run", workflow);
        Running second = quarry.start("run", workflow, "--seed", "2");

        assertThat(first.await().code()).isZero();
        assertThat(second.await().code()).isZero();
        assertThat(files(folder)).containsExactlyInAnyOrder("text-to-image.png", "text-to-image-2.png");
    }

    @Test
    void a_named_output_that_exists_is_kept_unless_told_otherwise() throws Exception {
        Files.writeString(folder.resolve("p.png"), "precious");

        Ended refused = quarry.run("run", workflow, "-o", "p.png");
        Ended events = quarry.run("run", workflow, "-o", "p.png", "--events");
        String kept = Files.readString(folder.resolve("p.png"));
        Ended told = quarry.run("run", workflow, "-o", "p.png", "--overwrite");

        assertThat(refused.err()).contains("p.png is there already");
        assertThat(refused.code()).isEqualTo(1);
        assertThat(events.out())
                .as("nothing is computed for a file that may not be written")
                .contains("\"failed\"")
                .doesNotContain("\"started\"");
        assertThat(kept).isEqualTo("precious");
        assertThat(told.code()).isZero();
        assertThat(Files.size(folder.resolve("p.png"))).isGreaterThan(1000);
    }

    private static boolean ignoresInterrupts() throws IOException {
        String ignored = Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .findFirst()
                .orElseThrow();
        long signals =
                Long.parseUnsignedLong(ignored.substring("SigIgn:".length()).strip(), 16);
        int interrupt = 2;
        return (signals >> interrupt - 1 & 1) == 1;
    }

    private void mount(String options) throws Exception {
        Process mount = new ProcessBuilder("mount", "-t", "tmpfs", "-o", options, "tmpfs", mounted.toString())
                .redirectErrorStream(true)
                .start();
        assumeTrue(mount.waitFor() == 0, "mounting a small file system needs root");
    }

    private static void awaitText(Path file, String text) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!Files.readString(file).contains(text)) {
            assertThat(System.nanoTime())
                    .as("time until '" + text + "' appears")
                    .isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private static List<String> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
