package org.quarry.nodes.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quarry.node.NodeException;
import org.quarry.node.testing.NodeTester;
import org.quarry.node.testing.TestCall;
import org.quarry.nodes.image.file.Existing;
import org.quarry.nodes.image.file.PictureFile;
import org.quarry.tensor.Picture;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

class SaveImageTest {
    @TempDir
    Path folder;

    @Test
    void a_picture_gets_its_name_and_folders_are_made() throws IOException {
        Path file = folder.resolve("new/deep/boat.png");

        List<Path> files = saver(file).run().files();

        assertThat(files).containsExactly(file);
        assertThat(PictureFile.read(file).at(0, 0, 0)).isEqualTo(1);
        assertThat(names(file.getParent())).containsExactly("boat.png");
    }

    @Test
    void workflow_and_receipt_are_inside() throws IOException {
        Path file = folder.resolve("boat.png");

        saver(file)
                .calling(new TestCall()
                        .withProvenance("workflow", "{\"quarry\": 1}")
                        .withProvenance("receipt", "{}"))
                .run();

        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                .contains("iTXtworkflow\0\0\0\0\0{\"quarry\": 1}")
                .contains("iTXtreceipt\0\0\0\0\0{}");
    }

    @Test
    void a_file_that_is_there_is_kept_and_the_next_number_taken() throws IOException {
        Path file = folder.resolve("boat.png");
        Files.writeString(file, "mine");

        assertThat(saver(file).run().files()).containsExactly(folder.resolve("boat-2.png"));
        assertThat(saver(file).run().files()).containsExactly(folder.resolve("boat-3.png"));
        assertThat(file).hasContent("mine");
    }

    @Test
    void several_pictures_are_numbered_from_1_past_those_that_are_there() throws IOException {
        Files.writeString(folder.resolve("boat-2.png"), "mine");

        List<Path> files = saver(folder.resolve("boat.png"))
                .with("pictures", List.of(white(), white(), white()))
                .run()
                .files();

        assertThat(files)
                .containsExactly(
                        folder.resolve("boat-1.png"), folder.resolve("boat-3.png"), folder.resolve("boat-4.png"));
        assertThat(folder.resolve("boat-2.png")).hasContent("mine");
    }

    @Test
    void overwriting_has_to_be_asked_for() throws IOException {
        Path file = Files.writeString(folder.resolve("boat.png"), "old");

        saver(file).with("existing", Existing.OVERWRITE).run();

        assertThat(PictureFile.read(file).width()).isEqualTo(2);
        assertThat(names(folder)).containsExactly("boat.png");
    }

    @Test
    void refusing_keeps_the_file_and_says_what_to_do() throws IOException {
        Path file = Files.writeString(folder.resolve("boat.png"), "mine");

        assertThatThrownBy(() -> saver(file).with("existing", Existing.REFUSE).run())
                .isInstanceOf(NodeException.class)
                .hasMessage(file + " is there already; choose another name, or set 'existing' to number or overwrite");
        assertThat(file).hasContent("mine");
        assertThat(names(folder)).containsExactly("boat.png");
    }

    @Test
    void a_file_that_must_stay_is_found_before_the_run_unless_its_name_is_known_only_later() throws IOException {
        Path file = Files.writeString(folder.resolve("boat.png"), "mine");
        Path open = Files.writeString(folder.resolve("{seed}.png"), "mine");
        SaveImage save = new SaveImage();

        assertThatThrownBy(() -> save.foresee(Map.of("file", file, "existing", Existing.REFUSE)))
                .isInstanceOf(NodeException.class)
                .hasMessage(file + " is there already; choose another name, or set 'existing' to number or overwrite");
        save.foresee(Map.of("file", file, "existing", Existing.NUMBER));
        save.foresee(Map.of("file", open, "existing", Existing.REFUSE));
        save.foresee(Map.of("existing", Existing.REFUSE));
    }

    @Test
    void a_cancelled_save_leaves_nothing_behind() throws IOException {
        // The first look at the clock passes, the second one, after the file has been written beside its target, does
        // not.
        assertThatThrownBy(() -> saver(folder.resolve("boat.png"))
                        .calling(new TestCall().cancelledAfter(1))
                        .run())
                .isInstanceOf(CancellationException.class);
        assertThat(names(folder)).isEmpty();
    }

    @Test
    void a_file_in_the_way_of_a_folder_is_named() throws IOException {
        Files.writeString(folder.resolve("out"), "a file");

        assertThatThrownBy(() -> saver(folder.resolve("out/boat.png")).run())
                .isInstanceOf(NodeException.class)
                .hasMessage("cannot write boat.png into " + folder.resolve("out")
                        + ": a part of that path is a file and not a folder; choose another folder");
    }

    @Test
    void other_formats_are_refused_before_anything_is_written() throws IOException {
        assertThatThrownBy(() -> saver(folder.resolve("boat.tga")).run())
                .isInstanceOf(NodeException.class)
                .hasMessage("found '" + folder.resolve("boat.tga")
                        + "'; pictures are saved as PNG, JPEG or WebP: choose a name that ends in .png, .jpg or .webp");
        assertThat(names(folder)).isEmpty();
    }

    @Test
    void many_that_save_under_one_name_at_once_all_get_a_file() throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(8);
        List<Future<SaveImage.Out>> saves = new ArrayList<>();
        try {
            for (int i = 0; i < 40; i++) {
                saves.add(
                        executor.submit(() -> saver(folder.resolve("boat.png")).run()));
            }
            List<Path> files = new ArrayList<>();
            for (Future<SaveImage.Out> save : saves) {
                files.addAll(save.get().files());
            }
            assertThat(files).hasSize(40).doesNotHaveDuplicates();
        } finally {
            executor.shutdown();
        }
        assertThat(names(folder)).hasSize(40);
    }

    @Test
    void a_preview_shows_every_picture() {
        TestCall call = new TestCall();

        NodeTester.of(new Preview())
                .with("pictures", List.of(white(), white()))
                .calling(call)
                .run();

        assertThat(call.previews()).containsExactly(white(), white());
    }

    @Test
    void pictures_are_compared_in_a_sentence() {
        TestCall call = new TestCall();
        Picture grey = new Picture(Tensor.filled(Shape.of(3, 2, 2), 0.9));

        NodeTester.of(new ComparePictures())
                .with("pictures", List.of(white()))
                .with("originals", List.of(grey))
                .calling(call)
                .run();

        assertThat(call.reports()).containsExactly("20.0 dB between the pictures and their originals");
    }

    private static NodeTester<SaveImage.In, SaveImage.Out> saver(Path file) {
        return NodeTester.of(new SaveImage()).with("pictures", List.of(white())).with("file", file);
    }

    private static Picture white() {
        return new Picture(Tensor.filled(Shape.of(3, 2, 2), 1));
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
