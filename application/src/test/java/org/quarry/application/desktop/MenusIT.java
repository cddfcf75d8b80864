package org.quarry.application.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Point;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import javax.swing.JButton;
import javax.swing.JDialog;
import javax.swing.JTable;
import javax.swing.SwingUtilities;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quarry.workflow.Layout;

/** Entries of menus and buttons of windows that no other scenario uses, by mouse. */
class MenusIT {
    @TempDir
    Path folder;

    /** Aligns and distributes three nodes in all the ways of the menu. */
    public static final class Aligns implements Scenario {
        private Hands hands;

        @Override
        public void play(Hands user) {
            hands = user;
            hands.await("the file is open", () -> hands.document().name().equals("three.json"));
            hands.settled();
            String before = places().toString();
            hands.click(hands.title("a"));
            hands.press("control A");

            align("Align Left", Layout.Place::x);
            align("Align Top", Layout.Place::y);
            // All are equally wide and high, so that edges and middles come to the same.
            align("Align Right", Layout.Place::x);
            align("Align Bottom", Layout.Place::y);
            align("Align Centre", Layout.Place::x);
            align("Align Middle", Layout.Place::y);
            distribute("Distribute Across", Layout.Place::x);
            distribute("Distribute Down", Layout.Place::y);

            assertThat(places()).hasToString(before);
            hands.picture("menus-align");
        }

        private void align(String entry, ToDoubleFunction<Layout.Place> of) {
            choose(entry);
            hands.await(
                    entry + " puts them in line",
                    () -> places().values().stream().mapToDouble(of).distinct().count() == 1);
            undo();
        }

        private void distribute(String entry, ToDoubleFunction<Layout.Place> of) {
            choose(entry);
            hands.await(entry + " leaves equal gaps", () -> {
                double[] at =
                        places().values().stream().mapToDouble(of).sorted().toArray();
                return Math.abs((at[1] - at[0]) - (at[2] - at[1])) <= 1;
            });
            undo();
        }

        private void choose(String entry) {
            hands.menu("Graph", "Align", entry);
        }

        private void undo() {
            hands.press("control Z");
            hands.await(
                    "it is undone",
                    () -> hands.see(() -> !hands.canvasNow().document().dirty()));
        }

        private Map<String, Layout.Place> places() {
            return hands.see(() -> new TreeMap<>(
                    hands.canvasNow().document().workflow().layout().places()));
        }
    }

    @Test
    void nodes_are_aligned_and_distributed_by_the_menu() throws Exception {
        Files.writeString(folder.resolve("three.json"), """
            {
              "quarry": 1,
              "nodes": {
                "a": {"type": "quarry:load-model@1"},
                "b": {"type": "quarry:load-model@1"},
                "c": {"type": "quarry:load-model@1"}
              },
              "layout": {
                "a": {"at": [0, 0]},
                "b": {"at": [300, 320]},
                "c": {"at": [700, 480]}
              }
            }
            """);

        try (Desktop desktop = Desktop.start(folder, Aligns.class, "--open", "three.json")) {
            desktop.passes();
        }
    }

    /** Has models looked for again, and their folder shown. */
    public static final class FindsModels implements Scenario {
        private Hands hands;

        @Override
        public void play(Hands user) {
            hands = user;
            hands.settled();
            hands.press("alt 8");
            hands.await("the models are listed", () -> listed().contains("pocket"));
            Path models = hands.folder().resolve("models");

            hands.click(tool("Open the models folder"));
            hands.await("there is a folder to put models into", () -> Files.isDirectory(models));
            closeIfTold();
            put(models.resolve("mine"));
            assertThat(listed()).doesNotContain("mine");
            hands.click(tool("Look for models again"));
            hands.await("the new one is listed", () -> listed().contains("mine"));
            hands.picture("menus-models");
        }

        private Point tool(String tip) {
            return hands.middle(hands.find(JButton.class, button -> tip.equals(button.getToolTipText()))
                    .orElseThrow());
        }

        /** Where the system cannot show a folder, a dialog says where it is. */
        private void closeIfTold() {
            hands.rest(1500);
            hands.picture("menus-folder");
            Optional<JButton> ok = hands.find(
                    JButton.class,
                    button -> "OK".equals(button.getText())
                            && SwingUtilities.getWindowAncestor(button) instanceof JDialog);
            ok.ifPresent(button -> hands.click(hands.middle(button)));
        }

        private static void put(Path model) {
            try {
                Files.createDirectory(model);
                Files.writeString(
                        model.resolve("model_index.json"), "{\"_class_name\": \"OnnxStableDiffusionPipeline\"}");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private List<String> listed() {
            return hands.find(JTable.class, table -> "models".equals(table.getName()))
                    .map(table -> hands.see(() -> IntStream.range(0, table.getRowCount())
                            .mapToObj(row ->
                                    String.valueOf(table.getValueAt(row, 0)).replace(" (incomplete)", ""))
                            .toList()))
                    .orElse(List.of());
        }
    }

    @Test
    void models_are_looked_for_again_and_their_folder_is_made() throws Exception {
        try (Desktop desktop = Desktop.start(folder, FindsModels.class)) {
            desktop.passes();
        }
    }
}
