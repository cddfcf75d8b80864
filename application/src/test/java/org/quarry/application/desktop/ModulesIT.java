package org.quarry.application.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.datatransfer.DataFlavor;
import java.awt.datatransfer.Transferable;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import javax.swing.JMenuItem;
import javax.swing.TransferHandler.TransferSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quarry.application.Command;
import org.quarry.editor.Workbench;
import org.quarry.editor.canvas.Canvas;
import org.quarry.editor.document.Document;
import org.quarry.editor.module.PluginsAction;
import org.quarry.editor.run.QueuedRun;
import org.quarry.extension.Nbm;
import org.quarry.workflow.NodeProblem;
import org.quarry.workflow.Problem;

/** A module from somebody else, from its centre to the canvas and away again, without a restart. */
class ModulesIT {
    private static final String WORKFLOW = """
        {
          "quarry": 1,
          "title": "Loud",
          "nodes": {
            "loud": {"type": "acme:shout@1", "text": "hello"}
          },
          "layout": {
            "loud": {"at": [0, 0]}
          }
        }
        """;

    @TempDir
    Path folder;

    /** Its first version has a parameter that the second one calls otherwise. */
    private static Nbm shout(String version) {
        String library = "package words; public class Words { public static String loud(String text) { return"
                + " text.toUpperCase() + \""
                + version + "\"; } }";
        Nbm module = new Nbm("com.acme.shout", version).source("words.Words", library);
        if (version.equals("1.0")) {
            return module.node(
                    "acme:shout@1",
                    "WRITES",
                    "call.report(words.Words.loud(in.text())); return new Out(in.text());",
                    "");
        }
        return module.source("com.acme.shout.Shout", """
            package com.acme.shout;
            import java.util.*;
            import org.quarry.node.*;
            @NodeInfo(id = "acme:shout", version = 2, name = "Shout", category = "Acme", effect = Effect.WRITES, doc = "Says it loud.")
            public final class Shout implements NodeFunction<Shout.In, Shout.Out> {
                public record In(@Param(doc = "What is said", text = "a") String words) {}
                public record Out(@Port(doc = "What was said") String said) {}
                @Override public Map<String, Object> migrate(Map<String, Object> inputs, int version) {
                    Map<String, Object> renamed = new HashMap<>(inputs);
                    renamed.put("words", renamed.remove("text"));
                    return renamed;
                }
                @Override public Out run(In in, Call call) {
                    String said = words.Words.loud(in.words());
                    call.report(said);
                    return new Out(said);
                }
            }
            """);
    }

    /** What a file browser hands over. */
    private record Dropped(Path file) implements Transferable {
        @Override
        public DataFlavor[] getTransferDataFlavors() {
            return new DataFlavor[] {DataFlavor.javaFileListFlavor};
        }

        @Override
        public boolean isDataFlavorSupported(DataFlavor flavor) {
            return flavor.equals(DataFlavor.javaFileListFlavor);
        }

        @Override
        public List<File> getTransferData(DataFlavor flavor) {
            return List.of(file.toFile());
        }
    }

    /** Opens a workflow that lacks its module, installs, runs, updates and removes that. */
    public static final class LivesWithModules implements Scenario {
        private Hands hands;
        private Document document;

        @Override
        public void play(Hands user) {
            hands = user;
            hands.await("the file is open", () -> hands.document().name().equals("loud.json"));
            document = hands.document();
            hands.settled();
            hands.await("its node is unknown", () -> hands.see(this::unknown));
            assertThat(hands.palette()).doesNotContain("acme:shout");

            drop("com.acme.shout-1.0.nbm");
            hands.await("the node has come alive", () -> hands.see(() -> checked() && !unknown()));
            hands.picture("module-alive");
            assertThat(hands.palette()).contains("acme:shout");
            run("com.acme.shout 1.0");

            drop("com.acme.shout-2.0.nbm");
            hands.await(
                    "the parameter is carried to its new name",
                    () -> hands.see(() -> checked()
                            && document.checked()
                                    .orElseThrow()
                                    .workflow()
                                    .toString()
                                    .contains("words=")));
            run("com.acme.shout 2.0");

            hands.begin(() -> new PluginsAction().actionPerformed(null));
            hands.await(
                    "the module is listed",
                    () -> hands.find(
                                    javax.swing.JTable.class,
                                    table -> "plugins".equals(table.getName()) && table.getRowCount() == 1)
                            .isPresent());
            hands.rest(500);
            hands.picture("module-plugins");
            hands.click(hands.middle(hands.button("Remove")));
            hands.await("the node is unknown again", () -> hands.see(this::unknown));
            assertThat(hands.palette()).doesNotContain("acme:shout");
            assertThat(hands.see(document::dirty))
                    .as("nothing of the workflow was lost")
                    .isFalse();
            hands.picture("module-gone");
            bringBack();
        }

        /** The file says nothing of the module, but it was here. */
        private void bringBack() {
            assertThat(hands.see(() ->
                            document.checked().orElseThrow().problems().get(0).message()))
                    .contains("it is in com.acme.shout 2.0", "'quarry modules install com.acme.shout --from CENTRE'");
            hands.press("ESCAPE");
            hands.await(
                    "the dialog is closed",
                    () -> hands.find(javax.swing.JTable.class, table -> "plugins".equals(table.getName()))
                            .isEmpty());
            hands.click(hands.title("loud"));
            hands.press("alt ENTER");
            Predicate<JMenuItem> fix = item -> item.getText().contains("Install com.acme.shout 2.0…");
            hands.await(
                    "its module is offered",
                    () -> hands.find(JMenuItem.class, fix).isPresent());
            hands.picture("module-fix");
            hands.click(hands.middle(hands.find(JMenuItem.class, fix).orElseThrow()));
            var file = hands.button("From a File…");
            hands.rest(300);
            hands.picture("module-missing");
            hands.click(hands.middle(file));
            hands.choose(hands.folder().resolve("com.acme.shout-2.0.nbm"));
            hands.click(hands.middle(hands.button("Install although nobody signed it")));
            hands.await("the node has come alive again", () -> hands.see(() -> checked() && !unknown()));
        }

        private boolean checked() {
            return document.checked().isPresent();
        }

        private boolean unknown() {
            return checked()
                    && document.checked().orElseThrow().problems().stream()
                            .anyMatch(problem -> problem instanceof NodeProblem.UnknownNode
                                    && problem.severity() == Problem.Severity.ERROR);
        }

        private void drop(String file) {
            Path dropped = hands.folder().resolve(file);
            assertThat(hands.see(() -> {
                        Canvas canvas = hands.canvasNow();
                        return canvas.getTransferHandler()
                                .importData(new TransferSupport(canvas, new Dropped(dropped)));
                    }))
                    .isTrue();
            var yes = hands.button("Install although nobody signed it");
            hands.rest(300);
            hands.picture("module-question");
            hands.click(hands.middle(yes));
        }

        private void run(String module) {
            hands.see(() -> {
                hands.canvasNow().requestFocusInWindow();
                return true;
            });
            hands.press("F5");
            hands.await(
                    "it ran with " + module,
                    () -> hands.see(() -> Workbench.here()
                            .runs()
                            .last(document)
                            .filter(run -> run.state() == QueuedRun.State.FINISHED)
                            .flatMap(QueuedRun::receipt)
                            .filter(receipt ->
                                    receipt.nodes().get("loud").module().equals(module))
                            .isPresent()));
        }
    }

    @Test
    void a_module_comes_alive_is_updated_and_goes_while_the_desktop_runs() throws Exception {
        shout("1.0").build(folder);
        shout("2.0").build(folder);
        Path file = Files.writeString(folder.resolve("loud.json"), WORKFLOW);

        try (Desktop desktop = Desktop.start(folder, LivesWithModules.class, "--open", "loud.json")) {
            desktop.passes();
        }

        assertThat(Files.readString(file)).isEqualTo(WORKFLOW);
    }

    /** Finds what was installed by a command. */
    public static final class SeesTheSame implements Scenario {
        @Override
        public void play(Hands hands) {
            hands.settled();
            hands.await(
                    "the palette has the node",
                    () -> hands.see(() ->
                            Workbench.here().desk().catalog().find("acme:shout").isPresent()));
        }
    }

    @Test
    void what_a_centre_offers_is_installed_by_a_command_run_updated_and_seen_by_the_desktop() throws Exception {
        Path centre = Files.createDirectory(folder.resolve("centre"));
        shout("1.0").build(centre);
        Files.writeString(folder.resolve("loud.json"), WORKFLOW);
        Command quarry = new Command(folder, folder.resolve("modules"));

        assertThat(quarry.run("modules", "index", "centre").code()).isZero();
        Command.Ended installed =
                quarry.run("modules", "install", "com.acme.shout", "--from", "centre", "--yes-unsigned");
        assertThat(installed.err()).isEmpty();
        assertThat(quarry.run("run", "loud.json", "--quiet").out()).isEqualTo("loud: HELLO1.0\n");
        shout("2.0").build(centre);
        quarry.run("modules", "index", "centre");
        assertThat(quarry.run("modules", "update", "--yes-unsigned").out()).endsWith("updated to com.acme.shout 2.0\n");
        assertThat(quarry.run("run", "loud.json", "--quiet").out())
                .as("the parameter is carried to its new name")
                .isEqualTo("loud: HELLO2.0\n");
        assertThat(quarry.run("nodes").out()).contains("acme:shout");
        try (Desktop desktop = Desktop.start(folder, SeesTheSame.class)) {
            desktop.passes();
        }
        assertThat(quarry.run("modules", "remove", "com.acme.shout").code()).isZero();
        assertThat(quarry.run("check", "loud.json").out())
                .contains("it is in com.acme.shout 2.0: install it with 'quarry modules install com.acme.shout --from "
                        + centre + "'");
    }

    @Test
    void two_modules_bring_two_versions_of_one_library_and_run_in_one_workflow() throws Exception {
        Command quarry = new Command(folder, folder.resolve("modules"));
        for (int version = 1; version <= 2; version++) {
            Path library = Nbm.library(
                    folder,
                    "words-" + version + ".jar",
                    java.util.Map.of(
                            "words.Words",
                            "package words; public class Words { public static String text() { return \"library "
                                    + version + "\"; } }"));
            Path module = new Nbm("com.acme.v" + version, "1")
                    .library(library)
                    .node(
                            "v" + version + ":say@1",
                            "WRITES",
                            "call.report(words.Words.text()); return new Out(in.text());",
                            "")
                    .build(folder);
            assertThat(quarry.run("modules", "install", module.toString(), "--yes-unsigned")
                            .code())
                    .isZero();
        }
        Files.writeString(
                folder.resolve("both.json"),
                "{\"quarry\": 1, \"nodes\": {\"a\": {\"type\": \"v1:say@1\"}, \"b\": {\"type\": \"v2:say@1\", \"text\":"
                        + " {\"from\": \"a.text\"}}}}");

        assertThat(quarry.run("run", "both.json", "--quiet").out()).isEqualTo("a: library 1\nb: library 2\n");
    }
}
