package org.quarry.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The desktop of the assembled application, on the display that the tests were given. */
class DesktopIT {
    @TempDir
    Path folder;

    @Test
    void it_opens_a_window_that_carries_the_name_and_nothing_fails_on_the_way() throws Exception {
        assumeTrue(System.getenv("DISPLAY") != null, "there is no display");
        Process desktop = new ProcessBuilder(
                        System.getProperty("quarry.app") + "/bin/quarry",
                        "--userdir",
                        folder.resolve("user").toString(),
                        "--cachedir",
                        folder.resolve("cache").toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out").toFile())
                .start();

        try {
            // A cold start takes 4 s; a loaded machine has shown 20.
            for (int second = 0; second < 60 && !windows().contains("\"Quarry"); second++) {
                assertThat(desktop.isAlive())
                        .as(() -> read(folder.resolve("out")))
                        .isTrue();
                TimeUnit.SECONDS.sleep(1);
            }

            assertThat(windows()).contains("\"Quarry");
            assertThat(read(folder.resolve("user/var/log/messages.log"))).doesNotContain("SEVERE");
        } finally {
            desktop.descendants().forEach(ProcessHandle::destroy);
            desktop.destroy();
            desktop.waitFor(20, TimeUnit.SECONDS);
        }
    }

    private static String windows() throws IOException {
        Process tree = new ProcessBuilder("xwininfo", "-root", "-tree").start();
        return new String(tree.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
