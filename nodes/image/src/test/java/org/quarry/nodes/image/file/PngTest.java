package org.quarry.nodes.image.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.quarry.tensor.Picture;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

class PngTest {
    @Test
    void another_reader_sees_the_same_pixels() throws IOException {
        Picture picture = noise(37, 23);

        BufferedImage read =
                ImageIO.read(new ByteArrayInputStream(Png.of(picture).file(Map.of())));

        assertThat(read.getWidth()).isEqualTo(37);
        assertThat(read.getHeight()).isEqualTo(23);
        for (int i = 0; i < 37 * 23; i++) {
            int colour = read.getRGB(i % 37, i / 37);
            for (int channel = 0; channel < 3; channel++) {
                long wanted = Math.round(255 * picture.at(channel, i / 37, i % 37));
                assertThat(colour >> 16 - 8 * channel & 0xff).isEqualTo((int) wanted);
            }
        }
    }

    @Test
    void values_outside_0_to_1_are_cut_off() throws IOException {
        Picture picture = new Picture(Tensor.of(Shape.of(3, 1, 2), -3, 7, 0, 1, -0.001f, 1.001f));

        BufferedImage read =
                ImageIO.read(new ByteArrayInputStream(Png.of(picture).file(Map.of())));

        assertThat(read.getRGB(0, 0)).isEqualTo(0xff000000);
        assertThat(read.getRGB(1, 0)).isEqualTo(0xffffffff);
    }

    @Test
    void texts_are_there_in_utf_8_and_do_not_disturb() throws IOException {
        byte[] png = Png.of(noise(4, 4)).file(Map.of("workflow", "{\"title\": \"Häuser am Meer 🏠\"}"));

        byte[] wanted = "workflow\0\0\0\0\0{\"title\": \"Häuser am Meer 🏠\"}".getBytes(StandardCharsets.UTF_8);
        assertThat(new String(png, StandardCharsets.ISO_8859_1))
                .contains("iTXt" + new String(wanted, StandardCharsets.ISO_8859_1));
        assertThat(ImageIO.read(new ByteArrayInputStream(png)).getWidth()).isEqualTo(4);
    }

    @Test
    void equal_pictures_give_equal_files() {
        assertThat(Png.of(noise(16, 16)).file(Map.of("a", "b")))
                .isEqualTo(Png.of(noise(16, 16)).file(Map.of("a", "b")));
    }

    @Test
    void a_smooth_picture_is_much_smaller_than_its_pixels() {
        float[] slope = new float[3 * 128 * 128];
        for (int i = 0; i < slope.length; i++) {
            slope[i] = i % 128 / 128f;
        }

        byte[] png =
                Png.of(new Picture(Tensor.adopt(Shape.of(3, 128, 128), slope))).file(Map.of());

        assertThat(png.length).isLessThan(3 * 128 * 128 / 50);
    }

    private static Picture noise(int width, int height) {
        Random random = new Random(1);
        float[] values = new float[3 * width * height];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat();
        }
        return new Picture(Tensor.adopt(Shape.of(3, height, width), values));
    }
}
