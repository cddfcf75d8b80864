package org.quarry.application.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.swing.JTextField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quarry.editor.Workbench;
import org.quarry.editor.canvas.Canvas;
import org.quarry.editor.document.Document;
import org.quarry.editor.document.Link;
import org.quarry.workflow.Socket;
import org.quarry.workflow.Workflow;

/** A pipeline from nothing to its picture and its file, by mouse and keyboard alone. */
class BuildingIT {
    private static final double FAR = 0.42;

    @TempDir
    Path folder;

    /** Builds, runs, undoes, does again, saves, opens and saves again. */
    public static final class TextToImage implements Scenario {
        private static final List<String> LINKS = List.of(
                "load-model.tokenizer > tokenizer.vocabulary",
                "load-model.tokenizer > tokenizer-2.vocabulary",
                "tokenizer.tokens > text-encoder.tokens",
                "tokenizer-2.tokens > text-encoder-2.tokens",
                "load-model.textEncoder > text-encoder.encoder",
                "load-model.textEncoder > text-encoder-2.encoder",
                "load-model.unet > unet-step.unet",
                "load-model.unet > unet-step-2.unet",
                "text-encoder.conditioning > unet-step.conditioning",
                "text-encoder-2.conditioning > unet-step-2.conditioning",
                "unet-step.prediction > cfg-combine.conditional",
                "unet-step-2.prediction > cfg-combine.unconditional",
                "load-model.unet > noise-source.unet",
                "load-model.scheduler > scheduler.scheduler",
                "cfg-combine.guided > denoise.prediction",
                "scheduler.schedule > denoise.schedule",
                "noise-source.noise > denoise.noise",
                "denoise.latent > vae-decode.latent",
                "load-model.vae > vae-decode.vae",
                "vae-decode.pictures > save-image.pictures");

        private Hands hands;
        private Document document;

        @Override
        public void play(Hands user) throws Exception {
            hands = user;
            hands.settled();
            hands.press("control N");
            hands.await(
                    "a new workflow", () -> hands.document().workflow().nodes().isEmpty());
            document = hands.document();
            Canvas canvas = hands.settled();
            hands.click(hands.onCanvas(30, 300));
            hands.await("it is seen from afar", () -> {
                hands.press("control MINUS");
                return hands.see(() -> canvas.viewport().zoom()) < FAR;
            });
            nodes();
            LINKS.forEach(this::link);
            parameters();
            runs();
            Workflow built = document.workflow();
            undoAll();
            redoAll(built);
            saves();
        }

        private void nodes() {
            add("load model", 20, 160);
            add("tokenizer", 130, 20);
            add("tokenizer", 130, 180);
            add("text encoder", 240, 20);
            add("text encoder", 240, 180);
            add("unet step", 350, 20);
            add("unet step", 350, 180);
            add("noise source", 350, 320);
            add("scheduler", 240, 320);
            add("cfg combine", 460, 60);
            add("denoise", 570, 160);
            add("vae decode", 680, 20);
            add("save image", 680, 160);
            assertThat(document.workflow().nodes()).hasSize(13);
        }

        private void add(String name, int x, int y) {
            int before = document.workflow().nodes().size();
            hands.point(hands.onCanvas(x, y));
            hands.press("TAB");
            hands.await(
                    "the search is open",
                    () -> hands.find(JTextField.class, JTextField::isFocusOwner).isPresent());
            hands.type(name);
            hands.press("ENTER");
            hands.await(name + " is added", () -> document.workflow().nodes().size() == before + 1);
            hands.await(
                    "the canvas has the keys",
                    () -> hands.see(() -> hands.canvasNow().isFocusOwner()));
        }

        private void link(String written) {
            String[] ends = written.split(" > ");
            Link link = new Link(Socket.parse(ends[0]), Socket.parse(ends[1]));
            hands.drag(hands.output(ends[0]), hands.input(ends[1]));
            hands.await(written, () -> Link.of(document.workflow()).contains(link));
        }

        private void parameters() {
            set("tokenizer", "text", "a red circle on the sea", "control ENTER");
            set("cfg-combine", "scale", "4", "ENTER");
            set("scheduler", "steps", "8", "ENTER");
            hands.click(hands.title("noise-source"));
            hands.press("ENTER");
            for (String value : List.of("4", "128", "128")) {
                hands.await(
                        "a field is open",
                        () -> hands.find(JTextField.class, JTextField::isFocusOwner)
                                .isPresent());
                hands.press("control A");
                hands.type(value);
                hands.press("TAB");
            }
            hands.press("ESCAPE");
            hands.await(
                    "the sizes are set",
                    () -> document.workflow()
                            .nodes()
                            .get("noise-source")
                            .inputs()
                            .keySet()
                            .containsAll(List.of("seed", "width", "height")));
        }

        private void set(String node, String parameter, String value, String done) {
            hands.click(hands.title(node));
            hands.press("ENTER");
            hands.await(
                    "a field is open",
                    () -> hands.find(javax.swing.text.JTextComponent.class, field -> field.isFocusOwner())
                            .isPresent());
            hands.press("control A");
            hands.type(value);
            hands.press(done);
            hands.await(
                    parameter + " is set",
                    () -> document.workflow().nodes().get(node).inputs().containsKey(parameter));
        }

        private void runs() {
            hands.await(
                    "it was checked", () -> hands.see(() -> document.checked().isPresent()));
            assertThat(hands.see(() -> document.checked().orElseThrow().problems()))
                    .isEmpty();
            assertThat(hands.run().files())
                    .singleElement()
                    .satisfies(file -> assertThat(file).exists());
            hands.await(
                    "the picture stands on the node",
                    () -> hands.see(() -> document.activity()
                                    .of("vae-decode")
                                    .preview()
                                    .isPresent()
                            || document.activity().of("save-image").preview().isPresent()));
            hands.picture("built");
        }

        private void undoAll() {
            hands.click(hands.title("load-model"));
            hands.await("everything is undone", () -> {
                hands.press("control Z");
                return hands.see(() -> document.undoName().isEmpty());
            });
            assertThat(document.workflow().nodes()).isEmpty();
        }

        private void redoAll(Workflow built) {
            hands.await("everything is done again", () -> {
                hands.press("control Y");
                return hands.see(() -> document.redoName().isEmpty());
            });
            assertThat(document.workflow()).isEqualTo(built);
        }

        private void saves() throws Exception {
            Path file = hands.folder().resolve("built.json");
            Path again = hands.folder().resolve("again.json");
            hands.press("control S");
            hands.choose(file);
            hands.await("it is saved", () -> Files.exists(file) && !hands.see(document::dirty));
            hands.press("control W");
            hands.await(
                    "its tab is closed",
                    () -> hands.see(() ->
                            Workbench.here().current().filter(document::equals).isEmpty()));
            hands.press("control O");
            hands.choose(file);
            hands.await(
                    "it is open again",
                    () -> hands.document().file().filter(file::equals).isPresent());
            hands.press("control shift S");
            hands.choose(again);
            hands.await("it is saved again", () -> Files.exists(again));
            assertThat(Files.readString(again)).isEqualTo(Files.readString(file));
        }
    }

    @Test
    void text_to_image_is_built_run_undone_done_again_saved_and_opened_as_the_same_bytes() throws Exception {
        try (Desktop desktop = Desktop.start(folder, TextToImage.class)) {
            desktop.passes();
        }
    }
}
