package org.quarry.application.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Point;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import javax.swing.JComboBox;
import javax.swing.JTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quarry.application.Command;
import org.quarry.editor.Workbench;
import org.quarry.editor.module.Installing;
import org.quarry.extension.Nbm;

/** What a module brings besides nodes is there as soon as it is installed, and gone as soon as it is removed. */
class ExtensionsIT {
    private static final String MODULE = "com.acme.more";

    @TempDir
    Path folder;

    private static Nbm module() {
        return new Nbm(MODULE, "1.0")
                .manifest(
                        "OpenIDE-Module-Module-Dependencies",
                        "org.quarry.node > 0.1.0, org.quarry.tensor > 0.1.0, org.quarry.diffusion > 0.1.0")
                .source("com.acme.more.Palette", """
                    package com.acme.more;
                    public record Palette(java.util.List<String> colours) {}
                    """)
                .source("com.acme.more.PaletteView", """
                    package com.acme.more;
                    import java.util.List;
                    import org.quarry.node.extension.*;
                    @Extension(id = "acme:palette", name = "Palette", color = "#d0a060", doc = "The main colours of a picture.")
                    public final class PaletteView implements ValueView<Palette> {
                        @Override public View view(Palette palette) {
                            return new View.Table(List.of("colour"), palette.colours().stream().map(List::of).toList());
                        }
                    }
                    """)
                .source("com.acme.more.MakePalette", """
                    package com.acme.more;
                    import java.util.List;
                    import org.quarry.node.*;
                    @NodeInfo(id = "acme:make-palette", version = 1, name = "Make palette", category = "Acme", doc = "Makes a palette.")
                    public final class MakePalette implements NodeFunction<MakePalette.In, MakePalette.Out> {
                        public record In(@Param(doc = "The colours, with blanks between", text = "red") String colours) {}
                        public record Out(@Port(doc = "The palette") Palette palette) {}
                        @Override public Out run(In in, Call call) {
                            return new Out(new Palette(List.of(in.colours().split(" "))));
                        }
                    }
                    """)
                .source("com.acme.more.EvenSigmas", """
                    package com.acme.more;
                    import org.quarry.diffusion.SigmaCurve;
                    import org.quarry.node.extension.Extension;
                    @Extension(id = "acme:even-sigmas", name = "Even sigmas", doc = "By the same amount in each step.")
                    public final class EvenSigmas implements SigmaCurve {
                        @Override public double at(double progress, double highest, double lowest) {
                            return highest + progress * (lowest - highest);
                        }
                    }
                    """)
                .source("com.acme.more.Doodle", """
                    package com.acme.more;
                    import java.util.List;
                    import org.quarry.node.extension.*;
                    import org.quarry.node.model.*;
                    @Extension(id = "acme:doodle", name = "Doodle", doc = "Line drawings.")
                    public final class Doodle implements ModelFamily {
                        @Override public boolean recognises(ModelFiles model) {
                            return "DoodlePipeline".equals(model.json("model_index.json").get("_class_name"));
                        }
                        @Override public List<ConditioningSource> conditioning() { return List.of(); }
                    }
                    """)
                .source("com.acme.more.PromptList", """
                    package com.acme.more;
                    import java.util.List;
                    import org.quarry.node.extension.*;
                    @Extension(id = "acme:prompt-list", name = "Prompt list", endings = ".prompts", doc = "A tokenizer.")
                    public final class PromptList implements WorkflowImporter {
                        @Override public boolean recognises(String text) { return text.startsWith("#prompts"); }
                        @Override public Imported read(String text) {
                            return new Imported(
                                    "{\\"quarry\\": 1, \\"nodes\\": {\\"prompt\\": {\\"type\\": \\"quarry:tokenizer@1\\", \\"text\\": \\"a boat\\"}}}",
                                    List.of("link a model's tokenizer to it"));
                        }
                    }
                    """);
    }

    /** Looks for all of it before, while and after the module is there. */
    public static final class FindsAll implements Scenario {
        private Hands hands;

        @Override
        public void play(Hands user) {
            hands = user;
            hands.await("the file is open", () -> hands.document().name().equals("palette.json"));
            hands.settled();
            hands.await("the model is of no known family", () -> family().equals("unknown"));
            assertThat(offersCurve()).isFalse();

            hands.begin(() -> Installing.file(hands.folder().resolve(MODULE + "-1.0.nbm")));
            hands.click(hands.middle(hands.button("Install although nobody signed it")));

            hands.await("its family is known", () -> family().equals("acme:doodle"));
            hands.picture("extension-family");
            value();
            choice();
            importer();

            Signals.give(hands.folder(), "seen");
            Signals.await(hands.folder(), "removed");
            hands.begin(() -> Workbench.here().lookForModules());
            hands.await("its family is unknown again", () -> family().equals("unknown"));
            assertThat(offersCurve()).isFalse();
        }

        private void value() {
            hands.run();
            hands.click(hands.title("palette"));
            hands.rest(600);
            hands.picture("extension-value");
        }

        private void choice() {
            assertThat(offersCurve()).isTrue();
            hands.click(hands.title("schedule"));
            hands.await(
                    "the Inspector offers the curve",
                    () -> hands.find(JComboBox.class, FindsAll::offers).isPresent());
            JComboBox<?> curves = hands.find(JComboBox.class, FindsAll::offers).orElseThrow();
            Point at = hands.middle(curves);
            hands.click(at);
            hands.rest(400);
            hands.picture("extension-choice");
            hands.press("ESCAPE");
        }

        private static boolean offers(JComboBox<?> box) {
            return IntStream.range(0, box.getItemCount())
                    .mapToObj(i -> String.valueOf(box.getItemAt(i)))
                    .anyMatch(item -> item.contains("acme:even-sigmas"));
        }

        private void importer() {
            hands.press("control O");
            hands.choose(hands.folder().resolve("boat.prompts"));
            hands.await("it is open", () -> hands.document().workflow().nodes().containsKey("prompt"));
            hands.settled();
            hands.picture("extension-import");
            assertThat(hands.document().workflow().layout().notes().toString())
                    .contains("link a model's tokenizer to it");
        }

        private boolean offersCurve() {
            return hands.see(() ->
                    Workbench.here().desk().catalog().find("quarry:scheduler").orElseThrow().inputs().stream()
                            .anyMatch(input -> input.param()
                                    .filter(param -> param.choices().toString().contains("acme:even-sigmas"))
                                    .isPresent()));
        }

        private String family() {
            return hands.find(JTable.class, table -> "models".equals(table.getName()))
                    .map(table -> hands.see(() -> IntStream.range(0, table.getRowCount())
                            .filter(row ->
                                    String.valueOf(table.getValueAt(row, 0)).startsWith("doodle"))
                            .mapToObj(row -> String.valueOf(table.getValueAt(row, 1)))
                            .findFirst()
                            .orElse("")))
                    .orElseGet(() -> {
                        hands.press("alt 8");
                        return "";
                    });
        }
    }

    @Test
    void a_family_a_value_a_choice_and_an_importer_come_and_go_without_a_restart() throws Exception {
        module().build(folder);
        Path model = Files.createDirectories(folder.resolve("models/doodle"));
        Files.writeString(model.resolve("model_index.json"), "{\"_class_name\": \"DoodlePipeline\"}");
        Files.writeString(folder.resolve("boat.prompts"), "#prompts\na boat\n");
        Files.writeString(folder.resolve("palette.json"), """
            {"quarry": 1,
             "nodes": {"palette": {"type": "acme:make-palette@1", "colours": "red green blue"},
                       "schedule": {"type": "quarry:scheduler@1", "scheduler": {"from": "model.scheduler"}},
                       "model": {"type": "quarry:load-model@1", "model": "pocket"}},
             "layout": {"palette": {"at": [0, 0]}, "model": {"at": [0, 300]}, "schedule": {"at": [300, 0]}}}
            """);

        try (Desktop desktop = Desktop.start(folder, FindsAll.class, "--open", "palette.json")) {
            Signals.await(folder, "seen");
            assertThat(new Command(folder, folder.resolve("modules"))
                            .run("modules", "remove", MODULE)
                            .code())
                    .isZero();
            Signals.give(folder, "removed");
            desktop.passes();
        }
    }
}
