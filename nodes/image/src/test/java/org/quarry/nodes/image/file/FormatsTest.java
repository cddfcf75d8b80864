package org.quarry.nodes.image.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.quarry.node.NodeException;
import org.quarry.tensor.Colour;
import org.quarry.tensor.Picture;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

/** What of the formats arrives in a picture. */
class FormatsTest {
    private static final Colour BLUE = new Colour(0, 0, 1);

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"png", "bmp", "tiff"})
    void formats_without_loss_are_read_to_the_last_bit(String format) throws IOException {
        BufferedImage image = new BufferedImage(5, 3, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 15; i++) {
            image.setRGB(i % 5, i / 5, 0x103050 * (i % 4) + i / 5 * 0x20);
        }

        Picture read = PictureFile.read(written(image, format));

        assertThat(read).isEqualTo(picture(image));
    }

    @Test
    void webp_without_loss_is_read_to_the_last_bit() throws IOException {
        Picture picture = picture(gradient(37, 23));

        assertThat(read(Webp.of(picture, 100).file(Map.of()), BLUE).picture()).isEqualTo(picture);
    }

    @ParameterizedTest
    @EnumSource(names = {"JPEG", "WEBP"})
    void formats_with_loss_keep_more_the_higher_the_quality(Target target) throws IOException {
        Picture picture = picture(gradient(64, 64));

        byte[] coarse = target.compressed(picture, 10).file(Map.of());
        byte[] fine = target.compressed(picture, 95).file(Map.of());

        assertThat(read(fine, BLUE).picture().psnr(picture)).isGreaterThan(35);
        assertThat(read(coarse, BLUE).picture().psnr(picture))
                .isBetween(15.0, read(fine, BLUE).picture().psnr(picture) - 3);
        assertThat(coarse.length).isLessThan(fine.length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "tiff"})
    void all_of_16_bits_count(String format) throws IOException {
        ComponentColorModel model = new ComponentColorModel(
                ColorSpace.getInstance(ColorSpace.CS_sRGB),
                false,
                false,
                ComponentColorModel.OPAQUE,
                DataBuffer.TYPE_USHORT);
        BufferedImage image = new BufferedImage(model, model.createCompatibleWritableRaster(2, 1), false, null);
        image.getRaster().setPixels(0, 0, 2, 1, new int[] {0x1234, 0x8001, 0xffff, 0, 1, 0x7fff});

        Picture read = PictureFile.read(written(image, format));

        // Red of both pixels, green of both, blue of both.
        assertThat(read.pixels().toArray())
                .containsExactly(0x1234 / 65535f, 0, 0x8001 / 65535f, 1 / 65535f, 1, 0x7fff / 65535f);
    }

    @Test
    void sixteen_bits_of_grey_count_too() throws IOException {
        BufferedImage image = new BufferedImage(1, 1, BufferedImage.TYPE_USHORT_GRAY);
        image.getRaster().setSample(0, 0, 0, 0x0123);

        assertThat(PictureFile.read(written(image, "png")).at(2, 0, 0)).isEqualTo(0x0123 / 65535f);
    }

    @Test
    void transparent_parts_show_the_background_and_the_mask_tells_where_they_are() throws IOException {
        BufferedImage image = new BufferedImage(3, 1, BufferedImage.TYPE_INT_ARGB);
        image.setRGB(0, 0, 0xffff0000);
        image.setRGB(1, 0, 0x33ff0000);
        image.setRGB(2, 0, 0x00ff0000);

        PictureFile.Loaded loaded = PictureFile.read(written(image, "png"), BLUE);

        assertThat(loaded.mask().coverage().toArray()).containsExactly(1, 0.2f, 0);
        assertThat(loaded.picture().pixels().toArray()).containsExactly(1, 0.2f, 0, 0, 0, 0, 0, 0.8f, 1);
    }

    @Test
    void a_palette_may_have_a_transparent_colour() throws IOException {
        byte[] reds = {0, (byte) 255};
        byte[] others = {0, 0};
        BufferedImage image = new BufferedImage(
                2, 1, BufferedImage.TYPE_BYTE_INDEXED, new IndexColorModel(8, 2, reds, others, others, 0));
        image.getRaster().setPixels(0, 0, 2, 1, new int[] {0, 1});

        PictureFile.Loaded loaded = PictureFile.read(written(image, "gif"), BLUE);

        assertThat(loaded.mask().coverage().toArray()).containsExactly(0, 1);
        assertThat(loaded.picture().pixels().toArray()).containsExactly(0, 1, 0, 0, 1, 0);
    }

    @Test
    void colours_of_another_space_are_converted() throws IOException {
        ComponentColorModel linear = new ComponentColorModel(
                ColorSpace.getInstance(ColorSpace.CS_LINEAR_RGB),
                false,
                false,
                ComponentColorModel.OPAQUE,
                DataBuffer.TYPE_USHORT);
        BufferedImage image = new BufferedImage(linear, linear.createCompatibleWritableRaster(1, 1), false, null);
        image.getRaster().setPixel(0, 0, new int[] {0, 0x8000, 0xffff});

        Picture picture = Pixels.of(image).on(Colour.WHITE);

        // IEC 61966-2-1: half of the light is 1.055 · 0.5^(1/2.4) - 0.055.
        assertThat(picture.at(1, 0, 0)).isCloseTo(0.7354f, within(2e-3f));
        assertThat(picture.at(2, 0, 0)).isCloseTo(1, within(1e-3f));
    }

    @Test
    void the_first_frame_of_a_gif_may_be_smaller_than_its_screen() throws IOException {
        byte[] gif = Files.readAllBytes(written(gradient(2, 2), "gif"));
        // The logical screen, 4 × 3, stands after the signature; the frame's place, 1, 0, begins its descriptor.
        gif[6] = 4;
        gif[8] = 3;
        int descriptor = 13;
        if ((gif[10] & 0x80) != 0) {
            descriptor += 3 << (gif[10] & 7) + 1;
        }
        while (gif[descriptor] != 0x2c) {
            int block = descriptor + 2;
            while (gif[block] != 0) {
                block += 1 + (gif[block] & 0xff);
            }
            descriptor = block + 1;
        }
        gif[descriptor + 1] = 1;

        PictureFile.Loaded loaded = read(gif, BLUE);

        assertThat(loaded.picture().width()).isEqualTo(4);
        assertThat(loaded.mask().coverage().toArray()).containsExactly(0, 1, 1, 0, 0, 1, 1, 0, 0, 0, 0, 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "bmp", "gif", "tiff", "webp"})
    void a_file_that_is_cut_off_is_refused_with_its_format_and_what_to_do(String format) throws IOException {
        byte[] whole = format.equals("webp")
                ? Webp.of(picture(gradient(64, 64)), 80).file(Map.of())
                : Files.readAllBytes(written(gradient(64, 64), format));
        Path file = Files.write(folder.resolve("cut." + format), Arrays.copyOf(whole, whole.length * 2 / 5));

        assertThatThrownBy(() -> PictureFile.read(file))
                .isInstanceOf(NodeException.class)
                .hasMessageStartingWith("cannot read " + file + " as " + format.toUpperCase(Locale.ROOT))
                .hasMessageEndingWith("; save the picture again as PNG");
    }

    @Test
    void of_a_jpeg_that_is_cut_off_what_is_there_is_shown_with_a_warning() throws IOException {
        byte[] whole = Files.readAllBytes(written(gradient(64, 64), "jpg"));

        PictureFile.Loaded loaded = read(Arrays.copyOf(whole, whole.length - 200), BLUE);

        assertThat(loaded.picture().width()).isEqualTo(64);
        assertThat(loaded.warnings()).isNotEmpty();
    }

    @Test
    void random_bytes_after_a_signature_never_get_through_as_anything_but_a_sentence() throws IOException {
        Random random = new Random(1);
        for (String format : new String[] {"png", "jpg", "gif", "bmp", "tiff", "webp"}) {
            byte[] whole = format.equals("webp")
                    ? Webp.of(picture(gradient(16, 16)), 80).file(Map.of("workflow", "{}"))
                    : Files.readAllBytes(written(gradient(16, 16), format));
            for (int i = 0; i < 60; i++) {
                byte[] broken = whole.clone();
                for (int k = 0; k < 8; k++) {
                    broken[8 + random.nextInt(broken.length - 8)] = (byte) random.nextInt(256);
                }
                Path file = Files.write(folder.resolve("broken"), broken);
                try {
                    PictureFile.read(file);
                } catch (NodeException e) {
                    assertThat(e).hasMessageContaining(file.toString());
                }
            }
        }
    }

    private PictureFile.Loaded read(byte[] file, Colour background) throws IOException {
        return PictureFile.read(Files.write(folder.resolve("picture"), file), background);
    }

    private Path written(BufferedImage image, String format) throws IOException {
        Path file = folder.resolve("written." + format);
        Iterator<ImageWriter> writers = ImageIO.getImageWritersByFormatName(format);
        ImageWriter writer = writers.next();
        // That of the JDK: another one for TIFF does not know 16 bits.
        while (writer.getClass().getModule().getName() == null) {
            writer = writers.next();
        }
        try (ImageOutputStream stream = ImageIO.createImageOutputStream(Files.newOutputStream(file))) {
            writer.setOutput(stream);
            writer.write(image);
        }
        return file;
    }

    private static BufferedImage gradient(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < width * height; i++) {
            int x = i % width;
            int y = i / width;
            image.setRGB(x, y, x * 255 / width << 16 | y * 255 / height << 8 | (x + y) * 255 / (width + height));
        }
        return image;
    }

    private static Picture picture(BufferedImage image) {
        int count = image.getWidth() * image.getHeight();
        float[] values = new float[3 * count];
        for (int i = 0; i < values.length; i++) {
            int pixel = i % count;
            values[i] =
                    (image.getRGB(pixel % image.getWidth(), pixel / image.getWidth()) >> 16 - 8 * (i / count) & 0xff)
                            / 255f;
        }
        return new Picture(Tensor.adopt(Shape.of(3, image.getHeight(), image.getWidth()), values));
    }
}
