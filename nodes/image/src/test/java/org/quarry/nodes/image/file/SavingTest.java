package org.quarry.nodes.image.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.drew.imaging.ImageMetadataReader;
import com.drew.metadata.Metadata;
import com.drew.metadata.xmp.XmpDirectory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.quarry.node.NodeException;
import org.quarry.node.testing.TestCall;
import org.quarry.tensor.Picture;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

/** Names, formats and texts of files that are written. */
class SavingTest {
    private static final Picture GREY = new Picture(Tensor.filled(Shape.of(3, 6, 8), 0.4));
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-03-04T12:05:06Z"), ZoneOffset.UTC);

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "boat.png, boat.png",
        "boat-{date}_{time}.png, boat-2026-03-04_12-05-06.png",
        "{seed}.JPG, 17.JPG",
        "{width}x{height}.jpeg, 8x6.jpeg",
        "{index}.webp, 1.webp"
    })
    void places_in_a_name_are_filled(String pattern, String name) {
        assertThat(saved(pattern, 1)).containsExactly(folder.resolve(name));
    }

    @Test
    void the_index_stands_where_the_name_says() {
        assertThat(saved("a{index}-{date}.png", 2))
                .containsExactly(folder.resolve("a1-2026-03-04.png"), folder.resolve("a2-2026-03-04.png"));
        assertThat(saved("a{index}-{date}.png", 1)).containsExactly(folder.resolve("a3-2026-03-04.png"));
    }

    @Test
    void folders_too_may_be_of_a_day() {
        assertThat(saved("{date}/{seed}/boat.png", 1)).containsExactly(folder.resolve("2026-03-04/17/boat.png"));
    }

    @Test
    void a_place_that_nothing_fills_is_refused_with_those_there_are() {
        assertThatThrownBy(() -> saved("boat-{sed}.png", 1))
                .isInstanceOf(NodeException.class)
                .hasMessage("found {sed} in the name 'boat-{sed}'; wanted {date}, {time}, {seed}, {index}, {width},"
                        + " {height}");
    }

    @Test
    void what_nothing_random_made_has_no_seed() {
        FileName name = new FileName("{seed}", LocalDateTime.now(NOON), "");

        assertThat(name.of(GREY, 0)).isEqualTo("none");
    }

    @ParameterizedTest
    @EnumSource(names = {"JPEG", "WEBP"})
    void texts_stand_in_an_XMP_packet_that_others_read(Target target) throws Exception {
        String workflow = "{\"text\": \"a < b && c > d, für alle\"}\n";

        byte[] file = target.compressed(GREY, 90).file(Map.of("workflow", workflow, "receipt", "{}"));

        assertThat(property(file, "quarry:workflow")).isEqualTo(workflow);
        assertThat(property(file, "quarry:receipt")).isEqualTo("{}");
        assertThat(read(file).psnr(GREY)).isGreaterThan(40);
    }

    @ParameterizedTest
    @EnumSource(names = {"JPEG", "WEBP"})
    void a_text_longer_than_a_segment_of_a_jpeg_is_whole_too(Target target) throws Exception {
        String workflow = "{\"text\": \"" + "0123456789".repeat(20_000) + "\"}";

        byte[] file = target.compressed(GREY, 90).file(Map.of("workflow", workflow));

        assertThat(property(file, "quarry:workflow")).isEqualTo(workflow);
        assertThat(read(file).psnr(GREY)).isGreaterThan(40);
    }

    @ParameterizedTest
    @EnumSource
    void without_texts_a_file_is_only_a_picture(Target target) throws IOException {
        assertThat(read(target.compressed(GREY, 100).file(Map.of())).psnr(GREY)).isGreaterThan(45);
    }

    @Test
    void a_side_that_WebP_cannot_hold_is_refused() {
        Picture wide = new Picture(Tensor.filled(Shape.of(3, 1, 20_000), 0));

        assertThatThrownBy(() -> Webp.of(wide, 90))
                .isInstanceOf(NodeException.class)
                .hasMessage("the picture is 20000 x 1 pixels, WebP holds at most 16383 on a side; save it as PNG");
    }

    private List<Path> saved(String pattern, int count) {
        return new PictureFolder(folder.resolve(pattern), Existing.NUMBER, NOON)
                .save(Collections.nCopies(count, GREY), 90, new TestCall().withProvenance("seed", "17"));
    }

    private Picture read(byte[] file) throws IOException {
        return PictureFile.read(Files.write(folder.resolve("read"), file));
    }

    private static String property(byte[] file, String name) throws Exception {
        Metadata metadata = ImageMetadataReader.readMetadata(new ByteArrayInputStream(file));
        return metadata.getDirectoriesOfType(XmpDirectory.class).stream()
                .map(directory -> directory.getXmpProperties().get(name))
                .filter(text -> text != null)
                .findFirst()
                .orElse("no such property");
    }
}
