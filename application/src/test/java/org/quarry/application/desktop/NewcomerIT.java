package org.quarry.application.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.Point;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.swing.JFrame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quarry.application.Command;
import org.quarry.application.Command.Ended;
import org.quarry.application.MavenBuild;
import org.quarry.editor.document.Document;
import org.quarry.editor.run.QueuedRun;
import org.quarry.workflow.NodeProblem;

/** The whole life of a module, step by step as in the README's "Write a node", beside a desktop that stays open. */
class NewcomerIT {
    private static final String NODE = "acme:soft-light";

    @TempDir
    Path folder;

    @Test
    void a_node_from_the_archetype_to_the_palette_on_to_its_next_version_and_away() throws Exception {
        assumeTrue(MavenBuild.possible(), "there is no Maven with a local repository here, so no module is built");
        MavenBuild maven = new MavenBuild(folder);
        Path work = Files.createDirectory(folder.resolve("work"));
        Command quarry = new Command(work, folder.resolve("modules"));

        // A project in a fresh folder, built and tested offline.
        Path project = maven.generate(folder.resolve("fresh"), "com.acme", "soft-light");
        assertThat(maven.run(project, "package")).contains("BUILD SUCCESS");

        // Installed, and its workflow run without a window.
        Ended installed = quarry.run("modules", "install", module(project, "1.0"), "--yes-unsigned");
        assertThat(installed.out()).endsWith("installed com.acme.soft.light 1.0\n");
        Path workflow = Files.copy(project.resolve("workflows/soft-light.json"), work.resolve("soft-light.json"));
        assertThat(quarry.run("run", "soft-light.json", "--quiet").out()).isEqualTo("soft-light.png\n");

        try (Desktop desktop = Desktop.start(folder, LivesWithIt.class, "--open", workflow.toString())) {
            Signals.await(folder, "seen");

            // Its next version calls a parameter otherwise, and carries old files forward.
            rename(project);
            assertThat(maven.run(project, "package")).contains("BUILD SUCCESS");
            Ended updated = quarry.run("modules", "install", module(project, "1.1"), "--yes-unsigned");
            assertThat(updated.out()).endsWith("installed com.acme.soft.light 1.1\n");
            assertThat(quarry.run("run", "soft-light.json", "--quiet", "--overwrite")
                            .out())
                    .as("a file of the version before")
                    .isEqualTo("soft-light.png\n");
            Signals.give(folder, "updated");
            Signals.await(folder, "seen-updated");
            Path carried = Files.copy(workflow, work.resolve("carried.json"));
            quarry.run("migrate", "carried.json");
            assertThat(carried).content().contains("\"acme:soft-light@2\"", "\"strength\": 1.5");

            // Away again; the file keeps all that it says.
            String before = Files.readString(workflow);
            assertThat(quarry.run("modules", "remove", "com.acme.soft.light").out())
                    .isEqualTo("removed com.acme.soft.light 1.1\n");
            Signals.give(folder, "removed");
            desktop.passes();
            assertThat(workflow).content().isEqualTo(before);
        }
        assertThat(quarry.run("check", "soft-light.json").out()).contains("quarry modules install com.acme.soft.light");
        assertThat(folder.resolve("modules"))
                .as("what the desktop had loaded is deleted as soon as it is closed and somebody looks")
                .isDirectoryNotContaining(Files::isDirectory);
    }

    private static String module(Path project, String version) {
        return project.resolve("target/soft-light-" + version + ".nbm").toString();
    }

    private static void rename(Path project) throws IOException {
        change(project.resolve("pom.xml"), "<version>1.0</version>", "<version>1.1</version>");
        Path node = project.resolve("src/main/java/com/acme/softlight/SoftLight.java");
        change(node, "version = 1", "version = 2");
        change(node, "double contrast", "double strength");
        change(node, "in.contrast()", "in.strength()");
        change(node, "    @Override\n", """
                @Override
                public java.util.Map<String, Object> migrate(java.util.Map<String, Object> inputs, int version) {
                    java.util.Map<String, Object> renamed = new java.util.HashMap<>(inputs);
                    if (renamed.containsKey("contrast")) {
                        renamed.put("strength", renamed.remove("contrast"));
                    }
                    return renamed;
                }

                @Override
            """);
        change(project.resolve("src/test/java/com/acme/softlight/SoftLightTest.java"), "\"contrast\"", "\"strength\"");
    }

    private static void change(Path file, String old, String replacement) throws IOException {
        String text = Files.readString(file);
        assertThat(text).contains(old);
        Files.writeString(file, text.replaceFirst(java.util.regex.Pattern.quote(old), replacement));
    }

    /** Looks up from the desktop whenever a command has changed something. */
    public static final class LivesWithIt implements Scenario {
        private Hands hands;

        @Override
        public void play(Hands user) {
            hands = user;
            hands.await("the file is open", () -> hands.document().name().equals("soft-light.json"));
            Document document = hands.document();
            hands.settled();
            assertThat(hands.palette()).contains(NODE);
            run();
            hands.picture("newcomer-seen");
            Signals.give(hands.folder(), "seen");

            Signals.await(hands.folder(), "updated");
            comeBack();
            hands.await(
                    "the parameter has its new name",
                    () -> hands.see(() -> document.checked()
                            .filter(checked -> checked.workflow().toString().contains("strength="))
                            .isPresent()));
            assertThat(run().receipt().orElseThrow().nodes().get("changed").module())
                    .isEqualTo("com.acme.soft.light 1.1");
            Point title = hands.title("save");
            hands.drag(title, new Point(title.x, title.y + 30));
            hands.press("control S");
            hands.await("it is saved", () -> hands.see(() -> !document.dirty()));
            Signals.give(hands.folder(), "seen-updated");

            Signals.await(hands.folder(), "removed");
            comeBack();
            hands.await(
                    "its node is unknown",
                    () -> hands.see(() -> document.checked()
                            .filter(checked ->
                                    checked.problems().stream().anyMatch(NodeProblem.UnknownNode.class::isInstance))
                            .isPresent()));
            assertThat(hands.palette()).doesNotContain(NODE);
            hands.picture("newcomer-gone");
        }

        /** Runs it; a picture that is there would not be written over. */
        private QueuedRun run() {
            try {
                Files.deleteIfExists(hands.folder().resolve("work/soft-light.png"));
                return hands.run();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** As after typing a command in another window. */
        private void comeBack() {
            JFrame terminal = hands.see(() -> {
                JFrame other = new JFrame("Terminal");
                other.setSize(300, 200);
                other.setVisible(true);
                return other;
            });
            hands.await("the other window has the keys", () -> hands.see(terminal::isActive));
            hands.see(() -> {
                terminal.dispose();
                return true;
            });
        }
    }
}
