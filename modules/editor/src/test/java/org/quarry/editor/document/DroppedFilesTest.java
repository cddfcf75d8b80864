package org.quarry.editor.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.geom.Point2D;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quarry.json.Json;
import org.quarry.workflow.Input;
import org.quarry.workflow.KnownModels;
import org.quarry.workflow.NodeCatalog;
import org.quarry.workflow.Workflow;
import org.quarry.workflow.json.WorkflowWriter;

class DroppedFilesTest {
    @TempDir
    Path folder;

    private Document document() {
        Desk desk = new Desk(
                NodeCatalog.discover(List.of(getClass().getClassLoader())),
                KnownModels.UNKNOWN,
                folder,
                Runnable::run,
                Runnable::run);
        return Document.unsaved(desk, Workflow.empty("Untitled"), folder);
    }

    private Path picture(String name) throws Exception {
        Path file = folder.resolve(name);
        String format = name.endsWith("png") ? "png" : "jpg";
        assertThat(ImageIO.write(new BufferedImage(4, 3, BufferedImage.TYPE_INT_RGB), format, file.toFile()))
                .isTrue();
        return file;
    }

    @Test
    void workflows_are_opened_pictures_loaded_and_the_rest_is_named() throws Exception {
        Path workflow = folder.resolve("Chain.JSON");
        WorkflowWriter.save(Desks.chain(), workflow);
        Path text = Files.writeString(folder.resolve("notes.txt"), "no workflow");

        DroppedFiles dropped = DroppedFiles.of(List.of(picture("cat.png"), workflow, text, picture("dog.jpg")));

        assertThat(dropped.workflows()).containsExactly(workflow);
        assertThat(dropped.pictures()).containsExactly(folder.resolve("cat.png"), folder.resolve("dog.jpg"));
        assertThat(dropped.others()).containsExactly(text);
    }

    @Test
    void a_picture_becomes_a_node_that_loads_it_where_it_was_dropped() throws Exception {
        Document document = document();

        assertThat(DroppedFiles.of(List.of(picture("cat.png"))).load(document, new Point2D.Double(100, 52)))
                .isTrue();

        String node = document.workflow().nodes().keySet().iterator().next();
        assertThat(document.workflow().nodes().get(node).type().id()).isEqualTo("quarry:load-image");
        assertThat(document.workflow().nodes().get(node).inputs())
                .isEqualTo(Map.of("file", new Input.Value(Json.of("cat.png"))));
        assertThat(document.workflow().layout().places().get(node).x()).isEqualTo(100);
        assertThat(document.workflow().layout().places().get(node).y()).isEqualTo(50);
        assertThat(document.selection()).isEqualTo(Selection.ofNodes(java.util.Set.of(node)));
        assertThat(document.checked().orElseThrow().problems()).isEmpty();
    }

    @Test
    void one_of_another_folder_is_named_in_full() throws Exception {
        Document document = document();
        Path elsewhere = Files.createDirectories(folder.resolveSibling(folder.getFileName() + "-2"))
                .resolve("cat.png");
        Files.move(picture("cat.png"), elsewhere);

        DroppedFiles.of(List.of(elsewhere)).load(document, new Point2D.Double());

        assertThat(document.workflow().nodes().values().iterator().next().inputs())
                .isEqualTo(Map.of("file", new Input.Value(Json.of(elsewhere.toString()))));
    }

    @Test
    void several_pictures_stand_below_each_other_and_are_undone_together() throws Exception {
        Document document = document();

        DroppedFiles.of(List.of(picture("cat.png"), picture("dog.png"))).load(document, new Point2D.Double());

        assertThat(document.workflow().layout().places().values())
                .extracting(place -> place.y())
                .doesNotHaveDuplicates()
                .hasSize(2);
        document.undo();
        assertThat(document.workflow().nodes()).isEmpty();
    }

    @Test
    void without_a_picture_nothing_is_loaded() {
        Document document = document();

        assertThat(DroppedFiles.of(List.of(folder.resolve("gone.json"))).load(document, new Point2D.Double()))
                .isFalse();
        assertThat(document.workflow().nodes()).isEmpty();
    }
}
