package org.quarry.nodes.image.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quarry.node.NodeException;
import org.quarry.tensor.Picture;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

class PictureFileTest {
    @TempDir
    Path folder;

    @Test
    void a_saved_picture_comes_back() throws IOException {
        Picture picture = new Picture(Tensor.of(Shape.of(3, 1, 2), 0, 1, 0.2f, 0.4f, 0.6f, 0.8f));
        Path file = Files.write(folder.resolve("a.png"), Png.of(picture).file(Map.of()));

        Picture read = PictureFile.read(file);

        assertThat(read.pixels().rootMeanSquareDifference(picture.pixels())).isLessThan(1e-6);
    }

    @Test
    void a_jpeg_is_read() throws IOException {
        Path file = folder.resolve("a.jpg");
        BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 64; i++) {
            image.setRGB(i % 8, i / 8, 0x4080c0);
        }
        ImageIO.write(image, "jpg", file.toFile());

        Picture read = PictureFile.read(file);

        assertThat(read.at(0, 4, 4)).isCloseTo(0x40 / 255f, within(0.02f));
        assertThat(read.at(1, 4, 4)).isCloseTo(0x80 / 255f, within(0.02f));
        assertThat(read.at(2, 4, 4)).isCloseTo(0xc0 / 255f, within(0.02f));
    }

    @Test
    void grey_levels_are_not_brightened() throws IOException {
        Path file = folder.resolve("grey.png");
        BufferedImage image = new BufferedImage(1, 1, BufferedImage.TYPE_BYTE_GRAY);
        image.getRaster().setSample(0, 0, 0, 100);
        ImageIO.write(image, "png", file.toFile());

        assertThat(PictureFile.read(file).pixels().toArray()).containsOnly(100 / 255f);
    }

    @Test
    void what_is_transparent_becomes_white() throws IOException {
        Path file = folder.resolve("clear.png");
        BufferedImage image = new BufferedImage(1, 1, BufferedImage.TYPE_INT_ARGB);
        image.setRGB(0, 0, 0x80000000);
        ImageIO.write(image, "png", file.toFile());

        assertThat(PictureFile.read(file).at(0, 0, 0)).isCloseTo(1 - 128 / 255f, within(1e-6f));
    }

    @Test
    void a_missing_file_is_named() {
        assertThatThrownBy(() -> PictureFile.read(folder.resolve("none.png")))
                .isInstanceOf(NodeException.class)
                .hasMessage("there is no file " + folder.resolve("none.png") + "; choose one that exists");
    }

    @Test
    void a_text_is_no_picture() throws IOException {
        Path file = Files.writeString(folder.resolve("a.png"), "house");

        assertThatThrownBy(() -> PictureFile.read(file))
                .isInstanceOf(NodeException.class)
                .hasMessageContaining("is not a picture that can be read; wanted PNG, JPEG, WebP, GIF, BMP or TIFF");
    }

    @Test
    void a_picture_that_is_cut_off_is_refused() throws IOException {
        byte[] png =
                Png.of(new Picture(Tensor.filled(Shape.of(3, 64, 64), 0.3))).file(Map.of());
        Path file = Files.write(folder.resolve("a.png"), Arrays.copyOf(png, 80));

        assertThatThrownBy(() -> PictureFile.read(file))
                .isInstanceOf(NodeException.class)
                .hasMessageContaining("cannot read " + file);
    }

    @Test
    void a_picture_too_large_is_refused_before_its_pixels_are_read() throws IOException {
        Path file = Files.write(folder.resolve("a.png"), claiming(50_000, 50_000));

        assertThatThrownBy(() -> PictureFile.read(file))
                .isInstanceOf(NodeException.class)
                .hasMessageContaining("50000 x 50000 pixels, more than the 100000000 allowed");
    }

    /** A file of a few bytes that claims to be of any size. */
    private static byte[] claiming(int width, int height) throws IOException {
        byte[] png = Png.of(new Picture(Tensor.filled(Shape.of(3, 1, 1), 0))).file(Map.of());
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(header);
        out.write("IHDR".getBytes(StandardCharsets.US_ASCII));
        out.writeInt(width);
        out.writeInt(height);
        out.write(png, 24, 5);
        CRC32 sum = new CRC32();
        sum.update(header.toByteArray());
        out.writeInt((int) sum.getValue());
        System.arraycopy(header.toByteArray(), 0, png, 12, header.size());
        return png;
    }
}
