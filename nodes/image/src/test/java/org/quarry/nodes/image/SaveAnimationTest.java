package org.quarry.nodes.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.quarry.node.NodeException;
import org.quarry.node.testing.NodeTester;
import org.quarry.node.testing.TestCall;
import org.quarry.nodes.image.file.PictureFile;
import org.quarry.tensor.Picture;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

class SaveAnimationTest {
    @TempDir
    Path folder;

    @Test
    void a_gif_holds_every_picture_and_how_long_it_is_seen() throws IOException {
        Path file = saver("film.gif")
                .with("milliseconds", 150)
                .with("last", 1500)
                .run()
                .file();

        try (ImageInputStream stream = ImageIO.createImageInputStream(file.toFile())) {
            ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
            reader.setInput(stream);
            assertThat(reader.getNumImages(true)).isEqualTo(3);
            assertThat(delay(reader, 0)).isEqualTo(15);
            assertThat(delay(reader, 2)).isEqualTo(150);
            assertThat(reader.read(1).getRGB(2, 1) & 0xff).isCloseTo(128, within(1));
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "3, 2"})
    void a_gif_is_played_again_as_often_as_it_says(int repeats, int again) throws IOException {
        Path file = saver("film.gif").with("repeats", repeats).run().file();

        String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
        int extension = bytes.indexOf("NETSCAPE2.0");
        assertThat(extension).isPositive();
        assertThat((int) bytes.charAt(extension + 13)).isEqualTo(again);
    }

    @Test
    void played_once_a_gif_says_nothing_of_again() throws IOException {
        Path file = saver("film.gif").with("repeats", 1).run().file();

        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).doesNotContain("NETSCAPE");
    }

    @Test
    void an_apng_has_a_control_before_every_picture_and_counts_them() throws IOException {
        Path file = saver("film.png")
                .with("milliseconds", 150)
                .with("repeats", 3)
                .run()
                .file();

        List<String> types = new ArrayList<>();
        List<byte[]> contents = new ArrayList<>();
        chunks(Files.readAllBytes(file), types, contents);
        assertThat(types)
                .containsExactly(
                        "IHDR", "sRGB", "iTXt", "acTL", "fcTL", "IDAT", "fcTL", "fdAT", "fcTL", "fdAT", "IEND");
        ByteBuffer animation = ByteBuffer.wrap(contents.get(3));
        assertThat(animation.getInt()).isEqualTo(3);
        assertThat(animation.getInt()).isEqualTo(3);
        // Controls and pictures after the first share one count: 0, 1, 2, 3, 4.
        assertThat(List.of(4, 6, 7, 8, 9).stream()
                        .map(i -> ByteBuffer.wrap(contents.get(i)).getInt()))
                .containsExactly(0, 1, 2, 3, 4);
        ByteBuffer first = ByteBuffer.wrap(contents.get(4));
        assertThat(first.getInt(4)).isEqualTo(4);
        assertThat(first.getInt(8)).isEqualTo(2);
        assertThat(first.getShort(20) * 1000 / first.getShort(22)).isEqualTo(150);
    }

    @Test
    void a_program_that_knows_no_animation_sees_the_first_picture() {
        Path file = saver("film.apng").run().file();

        assertThat(PictureFile.read(file)).isEqualTo(grey(0));
    }

    @Test
    void later_pictures_of_an_apng_are_whole() throws IOException {
        List<String> types = new ArrayList<>();
        List<byte[]> contents = new ArrayList<>();
        chunks(Files.readAllBytes(saver("film.png").run().file()), types, contents);
        // The last picture's bytes without their number, in a still PNG's place.
        byte[] last = contents.get(9);
        Inflater inflater = new Inflater();
        inflater.setInput(last, 4, last.length - 4);
        byte[] rows = new byte[2 * (1 + 3 * 4) + 1];
        int length = inflate(inflater, rows);

        // Two rows of a filter byte and four white pixels, as differences: 255 first, then 0.
        assertThat(length).isEqualTo(2 * (1 + 3 * 4));
        assertThat(rows[1]).isEqualTo((byte) 255);
        assertThat(rows[4]).isZero();
    }

    @Test
    void an_ending_that_does_not_move_is_refused() {
        assertThatThrownBy(() -> saver("film.jpg").run())
                .isInstanceOf(NodeException.class)
                .hasMessage("found '" + folder.resolve("film.jpg")
                        + "'; animations are saved as GIF or APNG: choose a name that ends in .gif, .png or .apng");
    }

    @Test
    void pictures_of_two_sizes_are_no_film() {
        Picture other = new Picture(Tensor.filled(Shape.of(3, 1, 1), 0));

        assertThatThrownBy(() -> saver("film.gif")
                        .with("pictures", List.of(grey(0), other))
                        .run())
                .isInstanceOf(NodeException.class)
                .hasMessage("found pictures of 4 x 2 and of 1 x 1; all must have one size: put a Resize node before");
    }

    private NodeTester<SaveAnimation.In, SaveAnimation.Out> saver(String name) {
        return NodeTester.of(new SaveAnimation())
                .with("pictures", List.of(grey(0), grey(0.5), grey(1)))
                .with("file", folder.resolve(name))
                .calling(new TestCall().withProvenance("workflow", "{}"));
    }

    private static Picture grey(double level) {
        return new Picture(Tensor.filled(Shape.of(3, 2, 4), level));
    }

    private static int delay(ImageReader reader, int frame) throws IOException {
        IIOMetadataNode root =
                (IIOMetadataNode) reader.getImageMetadata(frame).getAsTree("javax_imageio_gif_image_1.0");
        IIOMetadataNode control = (IIOMetadataNode)
                root.getElementsByTagName("GraphicControlExtension").item(0);
        return Integer.parseInt(control.getAttribute("delayTime"));
    }

    private static void chunks(byte[] png, List<String> types, List<byte[]> contents) {
        ByteBuffer file = ByteBuffer.wrap(png).position(8);
        while (file.hasRemaining()) {
            byte[] content = new byte[file.getInt()];
            byte[] type = new byte[4];
            file.get(type).get(content).getInt();
            types.add(new String(type, StandardCharsets.US_ASCII));
            contents.add(content);
        }
    }

    private static int inflate(Inflater inflater, byte[] into) {
        try {
            return inflater.inflate(into);
        } catch (DataFormatException e) {
            throw new AssertionError(e);
        } finally {
            inflater.end();
        }
    }
}
