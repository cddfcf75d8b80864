package org.quarry.nodes.image.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quarry.tensor.Picture;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

/** How a camera was held. */
class OrientationTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void a_picture_stands_as_the_camera_was_held(int orientation) throws IOException {
        BufferedImage upright = quarters();
        BufferedImage stored = stored(upright, orientation);
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        ImageIO.write(stored, "jpg", jpeg);

        Picture read = read(withOrientation(jpeg.toByteArray(), orientation));

        assertThat(read.width()).isEqualTo(64);
        assertThat(read.height()).isEqualTo(32);
        // Colours run a little where quarters meet; another orientation would be below 10 dB.
        assertThat(read.psnr(picture(upright))).isGreaterThan(20);
    }

    @Test
    void a_png_too_can_say_how_it_was_held() throws IOException {
        Picture stored = picture(stored(quarters(), 6));
        Png.Chunks chunks = new Png.Chunks(stored, Map.of());
        chunks.add("eXIf", exif(6));
        chunks.add("IDAT", Png.compressed(stored));

        assertThat(read(chunks.end())).isEqualTo(picture(quarters()));
    }

    private Picture read(byte[] file) throws IOException {
        return PictureFile.read(Files.write(folder.resolve("picture"), file));
    }

    /** 64 × 32: red, green; blue, white. */
    private static BufferedImage quarters() {
        BufferedImage image = new BufferedImage(64, 32, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 64 * 32; i++) {
            boolean right = i % 64 >= 32;
            boolean low = i / 64 >= 16;
            image.setRGB(i % 64, i / 64, low ? right ? 0xffffff : 0x0000ff : right ? 0x00ff00 : 0xff0000);
        }
        return image;
    }

    /** The pixels as a camera stores them, after the table of Exif: where the first row and the first column belong. */
    private static BufferedImage stored(BufferedImage upright, int orientation) {
        boolean rowsAreColumns = orientation >= 5;
        int width = upright.getWidth();
        int height = upright.getHeight();
        BufferedImage stored = new BufferedImage(
                rowsAreColumns ? height : width, rowsAreColumns ? width : height, BufferedImage.TYPE_INT_RGB);
        for (int row = 0; row < stored.getHeight(); row++) {
            for (int column = 0; column < stored.getWidth(); column++) {
                int x = switch (orientation) {
                    case 1, 4 -> column;
                    case 2, 3 -> width - 1 - column;
                    case 5, 8 -> row;
                    default -> width - 1 - row;
                };
                int y = switch (orientation) {
                    case 1, 2 -> row;
                    case 3, 4 -> height - 1 - row;
                    case 5, 6 -> column;
                    default -> height - 1 - column;
                };
                stored.setRGB(column, row, upright.getRGB(x, y));
            }
        }
        return stored;
    }

    private static byte[] withOrientation(byte[] jpeg, int orientation) {
        byte[] name = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);
        byte[] exif = exif(orientation);
        ByteBuffer file = ByteBuffer.allocate(jpeg.length + 4 + name.length + exif.length);
        file.put(jpeg, 0, 2).putShort((short) 0xffe1).putShort((short) (2 + name.length + exif.length));
        return file.put(name).put(exif).put(jpeg, 2, jpeg.length - 2).array();
    }

    /** A TIFF header and one directory with one entry: tag 274, one short. */
    private static byte[] exif(int orientation) {
        return ByteBuffer.allocate(26)
                .put("MM".getBytes(StandardCharsets.US_ASCII))
                .putShort((short) 42)
                .putInt(8)
                .putShort((short) 1)
                .putShort((short) 274)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation)
                .putShort((short) 0)
                .putInt(0)
                .array();
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
